// The readers of documents that are not Go: which files, which names, and that offsets are those of the file.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { Language } from 'web-tree-sitter';
import { findArchitectures, onlyArchitecture } from './architectures.ts';
import { detectFormat, yamlKind } from './detect.ts';
import type { Format } from './document.ts';
import { readDocument } from './mentions.ts';
import { ShellKind, sameKind } from './shell-kinds.ts';
import { loadShellParser, parseShell } from './shell-parser.ts';
import { isArchImage, isDownload } from './words.ts';

describe('formats', () => {
  before(loadShellParser);

  it('know a file by its name, or by its first line', () => {
    const cases: readonly (readonly [string, string, Format | undefined])[] = [
      ['/a/Dockerfile', '', 'dockerfile'],
      ['/a/Dockerfile.build', '', 'dockerfile'],
      ['/a/app.Dockerfile', '', 'dockerfile'],
      ['/a/Containerfile', '', 'dockerfile'],
      ['/a/Dockerfile.dockerignore', '', undefined],
      ['/a/dockerfile.go', '', undefined],
      ['/a/dockerfile_test', '', undefined],
      ['/a/Makefile', '', 'makefile'],
      ['/a/GNUmakefile', '', 'makefile'],
      ['/a/rules.mk', '', 'makefile'],
      ['/a/Makefile.md', '', undefined],
      ['/a/install.sh', '', 'shell'],
      ['/a/make.bash', '', 'shell'],
      ['/a/install', '#!/bin/sh\n', 'shell'],
      ['/a/install', '#! /usr/bin/env bash\nset -e', 'shell'],
      ['/a/install', '#!/usr/bin/env python3\n', undefined],
      ['/a/install', '#!/usr/bin/fish\n', undefined],
      ['/a/notes.txt', '#!/bin/sh\n', undefined],
      ['/a/app.yaml', '', 'yaml'],
      ['/a/.travis.yml', '', 'yaml'],
      ['/a/main.go', '', undefined],
    ];
    for (const [path, head, format] of cases) assert.equal(detectFormat(path, head), format, `${path} ${head}`);
  });

  it('know who reads a YAML file', () => {
    assert.equal(yamlKind('/r/.github/workflows/ci.yml', ''), 'github');
    assert.equal(yamlKind('C:\\r\\.github\\workflows\\ci.yml', ''), 'github');
    assert.equal(yamlKind('/r/action.yml', ''), 'github');
    assert.equal(yamlKind('/r/.gitlab-ci.yml', ''), 'gitlab');
    assert.equal(yamlKind('/r/.goreleaser.yaml', ''), 'goreleaser');
    assert.equal(yamlKind('/r/compose.yaml', ''), 'compose');
    assert.equal(yamlKind('/r/app.yaml', 'apiVersion: v1\nkind: Pod\n'), 'kubernetes');
    assert.equal(yamlKind('/r/values.yaml', 'kind: x\n'), 'generic');
  });

  it('find architecture names as words, in any spelling', () => {
    const names = (text: string) => findArchitectures(text).map(({ name, goarch }) => `${name}=${goarch}`);
    assert.deepEqual(names('tool_Linux_x86_64.tar.gz'), ['x86_64=amd64']);
    assert.deepEqual(names('gcc-x86-64-linux-gnu'), ['x86-64=amd64']);
    assert.deepEqual(names('linux/arm64/v8 AARCH64 ppc64el'), ['arm64=arm64', 'AARCH64=arm64', 'ppc64el=ppc64le']);
    assert.deepEqual(names('charm alarm arm6 x641 1386 amd64x'), []);
    assert.equal(onlyArchitecture('x86_64 and amd64'), 'amd64');
    assert.equal(onlyArchitecture('amd64 and arm64'), undefined);
    assert.deepEqual(names('js/wasm'), []);
  });

  it('tell downloads from pages, and images from other words', () => {
    assert.ok(isDownload('https://example.com/tool-amd64'));
    assert.ok(!isDownload('https://amd64.example.com/tool'));
    assert.ok(!isDownload('https://github.com/golang/go/blob/master/asm_amd64.s'));
    assert.ok(!isDownload('https://example.com/amd64-abi.pdf'));
    assert.ok(isArchImage('gcr.io/pause-amd64:3.1'));
    assert.ok(isArchImage('localhost:5000/app:1.0-arm64'));
    assert.ok(isArchImage('arm64v8/alpine'));
    assert.ok(!isArchImage('gcr.io/pause:3.1'));
    assert.ok(!isArchImage('app-amd64.tar.gz'));
  });

  it('give every shell node its one kind', async () => {
    const wasm = createRequire(import.meta.url).resolve('tree-sitter-bash/tree-sitter-bash.wasm');
    const { types } = await Language.load(readFileSync(wasm));
    const tree = parseShell('a=1 b=2 cmd "x $y" $z $(c)\n[[ $a == b* ]] && for i in 1 2; do x; done\n');
    for (let node = 0; node < tree.length; node++) {
      const name = types[tree.kind[node]!]!;
      const expected = name.replace(/(^|_)([a-z])/g, (_, __, letter) => letter.toUpperCase());
      if (ShellKind[tree.kind[node]!] !== undefined) assert.equal(ShellKind[tree.kind[node]!], expected);
    }
    for (const [alias, kind] of sameKind) assert.equal(types[alias], types[kind]);
  });

  it('give mentions that are where they say, on anything made of their words', () => {
    const word = fc.constantFrom(
      ...`amd64 x86_64 linux/amd64 GOARCH=amd64 https://e.com/x-amd64.tgz FROM RUN ARG ENV COPY --platform= \\ && || ; $( ) \${ARCH:-amd64} " ' \` if then fi case in esac [ ] { } <<EOF EOF : - image: run: | kubernetes.io/arch: $(X) $$ # := ?= ifeq endif \t \r é 😀`.split(
        ' ',
      ),
      '\n',
      '\n\t',
      '  ',
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 40 }),
        fc.constantFrom<Format>('dockerfile', 'makefile', 'shell', 'yaml'),
        (words, format) => {
          const text = words.join(' ');
          for (const mention of readDocument({ path: '/r/.github/workflows/a.yml', format, text }).mentions) {
            assert.equal(mention.text.length, mention.end - mention.start);
            const source = text.slice(mention.start, mention.end);
            for (const { start, end, name } of findArchitectures(mention.text))
              assert.equal(source.slice(start, end), name, JSON.stringify(text));
          }
        },
      ),
      { numRuns: 3000, seed: 7 },
    );
  }).timeout(60_000);
});
