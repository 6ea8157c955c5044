// A matrix as a workflow of GitHub Actions: the same command for the same targets, by nothing but Go and QEMU.
import { stringify } from 'yaml';
import { say } from '../messages/catalogue.ts';
import { levelOf, levelVariable } from '../platform/levels.ts';
import { parseTargets } from '../platform/parse-targets.ts';
import { type Target, targetName } from '../platform/target.ts';
import { emulatedProcessor } from '../toolchain/qemu.ts';
import type { StartEvent } from './events.ts';

/** What of a run decides about the workflow. */
export type WorkflowRun = Pick<StartEvent, 'command' | 'packages' | 'targets' | 'tags' | 'cgo'>;

/**
 * The workflow, as YAML. Programs of other architectures are run by the kernel, for which the job registers QEMU.
 * @param folder the folder of go.mod in the repository, with forward slashes; `.` for its root
 */
export function matrixWorkflow(run: WorkflowRun, folder: string): string {
  const { command, packages, tags, cgo } = run;
  const emulated = command === 'test';
  const all = run.targets.flatMap((name) => parseTargets(name, { cgo, tags }));
  // The machine of the job runs programs of linux only.
  const targets = emulated ? all.filter(({ goos }) => goos === 'linux') : all;
  const workflow = {
    name: say('matrix-heading', { command: `go ${command}`, packages: packages.join(' ') }),
    on: { push: { branches: ['main'] }, pull_request: {} },
    permissions: { contents: 'read' },
    jobs: {
      [command]: {
        name: `\${{ matrix.target }}`,
        'runs-on': 'ubuntu-latest',
        strategy: { 'fail-fast': false, matrix: { include: targets.map((target) => entryOf(target, emulated)) } },
        ...(folder === '.' ? {} : { defaults: { run: { 'working-directory': folder } } }),
        env: { GOOS: `\${{ matrix.goos }}`, GOARCH: `\${{ matrix.goarch }}`, CGO_ENABLED: cgo ? '1' : '0' },
        steps: [
          { uses: 'actions/checkout@v4' },
          {
            uses: 'actions/setup-go@v5',
            with: { 'go-version-file': folder === '.' ? 'go.mod' : `${folder}/go.mod` },
          },
          ...(emulated ? [{ name: say('matrix-qemu-step', {}), uses: 'docker/setup-qemu-action@v3' }] : []),
          { name: `go ${command}`, env: levelEnv(targets, emulated), run: goCommand(command, packages, tags) },
        ],
      },
    },
  };
  return stringify(workflow, { lineWidth: 0 });
}

/** The row of a target: what differs between the jobs. */
function entryOf(target: Target, emulated: boolean): Record<string, string> {
  const variable = levelVariable(target.goarch);
  const level = levelOf(target);
  const processor = emulated ? emulatedProcessor(target) : undefined;
  return {
    target: targetName(target),
    goos: target.goos,
    goarch: target.goarch,
    ...(variable !== undefined && level !== undefined && level !== variable.default && { [variable.name]: level }),
    ...(processor !== undefined && { QEMU_CPU: processor }),
  };
}

/** The variables that some of the targets set; for the others they are empty, which is as if they were not set. */
function levelEnv(targets: readonly Target[], emulated: boolean): Record<string, string> | undefined {
  const names = new Set(targets.flatMap((target) => Object.keys(entryOf(target, emulated))));
  const variables = [...names].filter((name) => /^[A-Z]/.test(name));
  if (variables.length === 0) return undefined;
  return Object.fromEntries(variables.map((name) => [name, `\${{ matrix.${name} }}`]));
}

function goCommand(command: string, packages: readonly string[], tags: readonly string[]): string {
  const flags = tags.length > 0 ? [`-tags=${tags.join(',')}`] : [];
  return ['go', command, ...flags, ...packages].map(quoted).join(' ');
}

/** A word as the shell of the workflow takes it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
