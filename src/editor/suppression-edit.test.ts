// Suppression edits, against what a check of the whole folder says afterwards.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { checkFolder } from '../../test/support/check.ts';
import { folderWith } from '../../test/support/temporary.ts';
import { loadParsers } from '../analysis/parsers.ts';
import { detectFormat } from '../formats/detect.ts';
import { suppressionEdit } from './suppression-edit.ts';

interface Case {
  readonly title: string;
  readonly file: string;
  readonly text: string;
  /** The line with the comment afterwards; undefined where there is no place for one. */
  readonly line: string | undefined;
}

const url = 'https://example.org/tool-linux-amd64.tgz';
const go = (body: string) => `package main\n\nimport "syscall"\n\n${body}`;
const undefinedComment = '//archway:ignore undefined it is so';
const archComment = '# archway:ignore hardcoded-arch it is so';

const cases: Case[] = [
  {
    title: 'a statement',
    file: 'main.go',
    text: go('func main() {\n\tif true {\n\t\tsyscall.Dup2(1, 2)\n\t}\n}\n'),
    line: `\t\t${undefinedComment}`,
  },
  {
    title: 'line ends of Windows',
    file: 'main.go',
    text: go('func main() {\n\tsyscall.Dup2(1, 2)\n}\n').replaceAll('\n', '\r\n'),
    line: `\t${undefinedComment}\r`,
  },
  {
    title: 'an element of a literal',
    file: 'main.go',
    text: go('var x = []any{\n\t1,\n\tsyscall.Dup2,\n}\n\nfunc main() {}\n'),
    line: `\t${undefinedComment}`,
  },
  {
    title: 'an argument behind a raw string',
    file: 'main.go',
    text: go('func main() {\n\tprintln(`a\nb`, syscall.Dup2(1, 2))\n}\n'),
    line: `b\`, syscall.Dup2(1, 2)) ${undefinedComment}`,
  },
  {
    title: 'an argument between raw strings',
    file: 'main.go',
    text: go('func main() {\n\tprintln(`a\nb`, syscall.Dup2(1, 2), `c\n`)\n}\n'),
    line: undefined,
  },
  {
    title: 'an argument behind a block comment',
    file: 'main.go',
    text: go('func main() {\n\tprintln( /* a\n\tb */ syscall.Dup2(1, 2)) // c\n}\n'),
    line: undefined,
  },
  {
    title: 'the same reason above',
    file: 'main.go',
    text: go('func main() {\n\t// archway:ignore type-mismatch it is so\n\tsyscall.Dup2(1, 2)\n}\n'),
    line: '\t// archway:ignore type-mismatch,undefined it is so',
  },
  {
    title: 'no reason behind',
    file: 'main.go',
    text: go('func main() {\n\tsyscall.Dup2(1, 2) //archway:ignore\n}\n'),
    line: `\tsyscall.Dup2(1, 2) ${undefinedComment}`,
  },
  {
    title: 'another reason above',
    file: 'main.go',
    text: go('func main() {\n\t//archway:ignore type-mismatch other\n\tsyscall.Dup2(1, 2)\n}\n'),
    line: `\t${undefinedComment}`,
  },
  {
    title: 'a comment in a string above',
    file: 'main.go',
    text: go('func main() {\n\t_ = `\n//archway:ignore x it is so`\n\tsyscall.Dup2(1, 2)\n}\n'),
    line: `\t${undefinedComment}`,
  },
  { title: 'the first line', file: 'Dockerfile', text: `FROM --platform=linux/amd64 alpine\n`, line: archComment },
  {
    title: 'a continued instruction',
    file: 'Dockerfile',
    text: `FROM alpine\nRUN a && \\\n    curl -LO ${url}\n`,
    line: `    ${archComment}`,
  },
  {
    title: 'a script in a here-document',
    file: 'Dockerfile',
    text: `FROM alpine\nRUN <<EOF\nset -e\n  curl -LO ${url}\nEOF\n`,
    line: `  ${archComment}`,
  },
  {
    title: 'a continued command in a here-document',
    file: 'Dockerfile',
    text: `FROM alpine\nRUN <<EOF\ncurl -LO \\\n  ${url}\nEOF\nCOPY a b\n`,
    line: `  ${url} ${archComment}`,
  },
  { title: 'a recipe', file: 'Makefile', text: `all:\n\t@true\n\tcurl -LO ${url}\n\t@true\n`, line: archComment },
  {
    title: 'the end of a continued recipe',
    file: 'Makefile',
    text: `all:\n\tcurl -LO \\\n\t\t${url}\n`,
    line: `\t\t${url} ${archComment}`,
  },
  {
    title: 'the middle of a continued recipe',
    file: 'Makefile',
    text: `all:\n\tcurl -LO \\\n\t\t${url} \\\n\t\t-o x\n`,
    line: undefined,
  },
  { title: 'a variable', file: 'Makefile', text: `URL := ${url}\n`, line: archComment },
  { title: 'a continued variable', file: 'Makefile', text: `URLS := x \\\n  ${url}\n`, line: undefined },
  { title: 'a command', file: 'a.sh', text: `if true; then\n  curl -LO ${url}\nfi\n`, line: `  ${archComment}` },
  {
    title: 'a continued command',
    file: 'a.sh',
    text: `curl -LO \\\n  ${url}\n`,
    line: `  ${url} ${archComment}`,
  },
  {
    title: 'the end of a string of several lines',
    file: 'a.sh',
    text: `echo 'a\nb'; curl -LO ${url}\n`,
    line: `b'; curl -LO ${url} ${archComment}`,
  },
  {
    title: 'a command that is substituted in a string',
    file: 'a.sh',
    text: `x="$(\n  curl -L ${url}\n)"\n`,
    line: `  ${archComment}`,
  },
  {
    title: 'a value',
    file: 'a.yaml',
    text: `apiVersion: v1\nkind: Pod\nspec:\n  nodeSelector:\n    kubernetes.io/arch: amd64\n`,
    line: `    ${archComment}`,
  },
  {
    title: 'an item of a flow sequence',
    file: 'a.yaml',
    text: `apiVersion: v1\nkind: Pod\nspec: {\n  nodeSelector: {\n    kubernetes.io/arch: amd64}}\n`,
    line: `    ${archComment}`,
  },
  {
    title: 'a script',
    file: '.github/workflows/a.yml',
    text: `on: push\njobs:\n  a:\n    steps:\n      - run: |\n          set -e\n          curl -LO ${url}\n`,
    line: `          ${archComment}`,
  },
  {
    title: 'a continued command of a script',
    file: '.github/workflows/a.yml',
    text: `on: push\njobs:\n  a:\n    steps:\n      - run: |\n          curl -LO \\\n            ${url} \\\n            -o x\n`,
    line: undefined,
  },
  {
    title: 'a folded script',
    file: '.github/workflows/a.yml',
    text: `on: push\njobs:\n  a:\n    steps:\n      - run: >\n          set -e;\n          curl -LO ${url}\n`,
    line: undefined,
  },
];

/** A reason that would do harm in some formats, were it taken as it is. */
const reason = ' it is\r\nso \\';

describe('suppression edits', function () {
  this.timeout(60_000);
  before(loadParsers);

  for (const { title, file, text, line } of cases) {
    it(`for ${title} (${file})`, async () => {
      const isGo = file.endsWith('.go');
      const rule = isGo ? 'undefined' : 'hardcoded-arch';
      const files = { ...(isGo && { 'go.mod': 'module m\n\ngo 1.24\n' }), [file]: text };
      const targets = 'linux/arm64,linux/amd64';
      const of = async (dir: string) => (await checkFolder(dir, targets)).findings;
      const dir = folderWith(files);
      const found = (await of(dir)).filter((finding) => finding.rule === rule);
      assert.equal(found.length, 1, 'the case has one finding');
      const format = isGo ? 'go' : detectFormat(join(dir, file))!;
      const answer = suppressionEdit({ text, format, line: found[0]!.start.line, rules: [rule], reason });
      if (line === undefined) {
        assert.ok('refused' in answer, 'edit' in answer ? answer.edit.text : '');
        return;
      }
      assert.ok('edit' in answer);
      const { start, end, text: inserted } = answer.edit;
      const after = text.slice(0, start) + inserted + text.slice(end);
      assert.ok(after.split('\n').includes(line), after);
      const left = await of(folderWith({ ...files, [file]: after }));
      assert.deepEqual(
        left.filter(
          (finding) => finding.rule === rule || (finding.rule === 'suppression' && finding.severity !== 'info'),
        ),
        [],
      );
      // What the tools read is what it was.
      if (isGo) assert.equal(gofmt(after), after);
    });
  }

  it('leave a byte order mark at the beginning', () => {
    const answer = suppressionEdit({
      text: '\ufeffGOARCH = amd64\n',
      format: 'makefile',
      line: 1,
      rules: ['a'],
      reason: 'b',
    });
    assert.deepEqual(answer, { edit: { start: 1, end: 1, text: '# archway:ignore a b\n' } });
  });

  it('are refused for a line that is not there, and in JSON, which has no comments', () => {
    assert.ok('refused' in suppressionEdit({ text: 'a\n', format: 'go', line: 3, rules: ['a'], reason: 'b' }));
    const inJson = suppressionEdit({ text: '{\n}\n', format: 'json', line: 1, rules: ['a'], reason: 'b' });
    assert.equal('refused' in inJson && inJson.refused.id, 'suppress-json');
  });

  it('take several rules, each once', () => {
    const answer = suppressionEdit({ text: 'x\n', format: 'shell', line: 1, rules: ['a', 'b', 'a'], reason: '' });
    assert.deepEqual(answer, { edit: { start: 0, end: 0, text: '# archway:ignore a,b\n' } });
  });
});

function gofmt(text: string): string {
  const formatted = execFileSync('gofmt', [], { input: text, encoding: 'utf8' });
  // gofmt ends all lines with a line feed alone.
  return text.includes('\r\n') ? formatted.replaceAll('\n', '\r\n') : formatted;
}
