// npm run truth:atomic: holds the findings of unaligned-atomic against what was seen to panic, and asks for silence on clean modules.
// Needs Go, the module proxy and dist/. `-- NAME…` checks only modules whose name contains one of the words; --verbose lists what was missed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { moduleWithDependencies } from './support/modules.ts';

/** A module version; see test/truth/README.md. */
interface Version {
  readonly module: string;
  readonly version: string;
}

interface Misaligned extends Version {
  readonly file: string;
  readonly line: number;
  readonly decl_file: string;
  readonly decl_line: number;
  readonly field: string;
  readonly goarchs: readonly string[];
  readonly kind: string;
}

interface Place {
  readonly file: string;
  readonly line: number;
}

interface JsonFinding extends Place {
  readonly rule: string;
  readonly message: string;
  readonly targets: readonly string[];
  readonly related: readonly Place[];
}

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'archway/truth-atomic');
const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const verbose = process.argv.includes('--verbose');

function records<T>(name: string): T[] {
  const lines = readFileSync(join(root, 'test/truth', name), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as T);
}

/**
 * A program that embeds a struct of the module behind a field of 4 bytes, and calls a method that does the atomic operations; undefined where
 * the records have none for the module.
 */
function embedderOf({ module, version }: Version, dir: string): string | undefined {
  const use = uses[module];
  if (use === undefined) return undefined;
  const own = join(cache, `embedder-${module.replaceAll('/', '_')}@${version}`);
  mkdirSync(own, { recursive: true });
  const required = `require ${module} ${version}\n\nreplace ${module} => ${dir}\n`;
  writeFileSync(join(own, 'go.mod'), `module example.org/embedder\n\ngo 1.21\n\n${required}`);
  writeFileSync(join(own, 'main.go'), use);
  return own;
}

/** How programs use modules whose structs are right by themselves: as test/truth tells of them. */
const uses: Record<string, string> = {
  'github.com/qmuntal/stateless': `package main

import "github.com/qmuntal/stateless"

type machine struct {
	name *string
	stateless.StateMachine
}

func main() {
	m := &machine{StateMachine: *stateless.NewStateMachine("off")}
	m.Fire("on")
	println(m.Firing())
}
`,
};

async function check(dir: string): Promise<JsonFinding[]> {
  const args = ['check', '--format', 'json', '--fail-on', 'never', '--targets', 'linux', '.'];
  const { stdout } = await execa('node', [join(root, 'dist/cli.js'), ...args], {
    cwd: dir,
    maxBuffer: 2 ** 29,
    env: { GOWORK: 'off' },
  });
  const { findings } = JSON.parse(stdout) as { findings: JsonFinding[] };
  return findings.filter(({ rule }) => rule === 'unaligned-atomic');
}

/** Whether a finding is of a recorded operation, on all its architectures: it stands at the field, or names the call. */
function tells(finding: JsonFinding, wanted: Misaligned): boolean {
  const at = (place: Place, file: string, line: number) => place.file === file && place.line === line;
  const named = [finding, ...finding.related].some((place) => at(place, wanted.file, wanted.line));
  return named && wanted.goarchs.every((goarch) => finding.targets.includes(`linux/${goarch}`));
}

const chosen = ({ module }: Version) => words.length === 0 || words.some((word) => module.includes(word));
const wanted = records<Misaligned>('atomic.jsonl').filter(chosen);
const versions = new Map(wanted.map((one) => [`${one.module}@${one.version}`, one as Version]));
const scores = new Map<string, { found: number; missed: number }>();
for (const [name, version] of versions) {
  const setting = await moduleWithDependencies(version.module, version.version, cache);
  if ('problem' in setting) {
    console.log(`not fetched: ${name}: ${setting.problem.split('\n')[0]}`);
    continue;
  }
  const embedder = embedderOf(version, setting.dir);
  const local = (place: Place) => ({ ...place, file: place.file.replace(`${setting.dir}/`, '') });
  const embedding = embedder === undefined ? [] : await check(embedder);
  const findings = [
    ...(await check(setting.dir)),
    ...embedding.map((finding) => ({ ...finding, related: finding.related.map(local) })),
  ];
  for (const one of wanted.filter(({ module, version: v }) => `${module}@${v}` === name)) {
    const score = scores.get(one.kind) ?? { found: 0, missed: 0 };
    scores.set(one.kind, score);
    if (findings.some((finding) => tells(finding, one))) score.found++;
    else {
      score.missed++;
      if (verbose) console.log(`MISSED ${name} ${one.file}:${one.line} ${one.field} (${one.kind})`);
    }
  }
  const more = findings.filter((finding) => !wanted.some((one) => tells(finding, one)));
  if (verbose) for (const { file, line, message } of more) console.log(`MORE   ${name} ${file}:${line} ${message}`);
}
console.log('access path                                              found missed');
for (const [kind, { found, missed }] of [...scores].sort()) {
  console.log(`${kind.padEnd(56)}${String(found).padStart(6)}${String(missed).padStart(7)}`);
}
for (const version of records<Version>('atomic-clean.jsonl').filter(chosen)) {
  const name = `${version.module}@${version.version}`;
  const setting = await moduleWithDependencies(version.module, version.version, cache);
  if ('problem' in setting) {
    console.log(`not fetched: ${name}: ${setting.problem.split('\n')[0]}`);
    continue;
  }
  const known = wanted.filter(({ module, version: v }) => `${module}@${v}` === name);
  const findings = (await check(setting.dir)).filter((finding) => !known.some((one) => tells(finding, one)));
  console.log(`clean ${name}: ${findings.length === 0 ? 'silent' : `${findings.length} findings`}`);
  for (const { file, line, message } of findings) console.log(`WRONG  ${name} ${file}:${line} ${message}`);
}
