// npm run survey: counts what each rule finds in the twenty popular modules of test/survey/modules.json, and how many of the findings that
// somebody judged by hand (test/survey/judged.jsonl) were right. Needs Go and the module proxy. `-- RULE [N]` lists up to N findings
// (20) of a rule instead, chosen by a hash of their place, so that the sample is the same wherever it is taken.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { moduleWithDependencies } from './support/modules.ts';

interface Finding {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly targets: readonly string[];
}

/** What somebody who looked at a finding thinks of it. */
interface Judgement {
  readonly module: string;
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  /** Whether what the message says is so. */
  readonly right: boolean;
  readonly why: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'test/survey');
const home = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'archway/survey');
const [wanted, size = '20'] = process.argv.slice(2);
const modules = JSON.parse(readFileSync(join(folder, 'modules.json'), 'utf8')) as { module: string; version: string }[];
const judgements = readFileSync(join(folder, 'judged.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Judgement);

const found: (Finding & { module: string; dir: string })[] = [];
for (const { module, version } of modules) {
  const ready = await moduleWithDependencies(module, version, home);
  if ('problem' in ready) {
    console.error(`not fetched: ${module}@${version}: ${ready.problem.trim().split('\n').at(-1)}`);
    process.exitCode = 1;
    continue;
  }
  const { dir } = ready;
  const args = ['check', '--targets', 'linux', '--format', 'json', '--fail-on', 'never', '.'];
  const env = { CGO_ENABLED: '0', GOWORK: 'off', GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod' };
  const { stdout } = await execa('node', [join(root, 'dist/cli.js'), ...args], { cwd: dir, env, maxBuffer: 2 ** 29 });
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  for (const finding of findings) found.push({ ...finding, module, dir });
}
if (wanted === undefined) count();
else sample(wanted, Number(size));

/** A line for each rule. */
function count(): void {
  console.log('| rule | errors | warnings | information | modules | judged | right | wrong |');
  console.log('| --- | --: | --: | --: | --: | --: | --: | --: |');
  for (const rule of [...new Set(found.map((finding) => finding.rule))].sort()) {
    const own = found.filter((finding) => finding.rule === rule);
    const of = (severity: string) => own.filter((finding) => finding.severity === severity).length;
    const judged = own.map(judgementOf).filter((judgement) => judgement !== undefined);
    const right = judged.filter((judgement) => judgement.right).length;
    const spread = new Set(own.map(({ module }) => module)).size;
    const cells = [of('error'), of('warning'), of('info'), spread, judged.length, right, judged.length - right];
    console.log(`| ${rule} | ${cells.join(' | ')} |`);
  }
}

function judgementOf({ module, rule, file, line }: (typeof found)[number]): Judgement | undefined {
  return judgements.find((one) => one.module === module && one.rule === rule && one.file === file && one.line === line);
}

/** Findings of a rule with the source around them, for somebody to judge. */
function sample(rule: string, count: number): void {
  const hash = ({ module, file, line }: (typeof found)[number]) =>
    createHash('sha256').update(`${module} ${file} ${line}`).digest('hex');
  const own = found.filter((finding) => finding.rule === rule).sort((a, b) => (hash(a) < hash(b) ? -1 : 1));
  for (const finding of own.slice(0, count)) {
    const { module, dir, file, line, severity, message, targets } = finding;
    const judgement = judgementOf(finding);
    const verdict = judgement === undefined ? 'not judged' : `${judgement.right ? 'right' : 'wrong'}: ${judgement.why}`;
    console.log(`${module} ${file}:${line}: ${severity}: ${message} (${targets.join(', ')}) [${verdict}]`);
    const path = join(dir, file);
    if (!existsSync(path)) continue;
    const lines = readFileSync(path, 'utf8').split('\n');
    const around = lines.slice(Math.max(0, line - 6), line + 5);
    console.log(around.map((text) => `    ${text}`).join('\n'));
  }
}
