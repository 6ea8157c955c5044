// What `archway doctor` reports as the rows of the Toolchain view.
import { say } from '../../messages/catalogue.ts';
import { linuxNames } from '../../platform/linux-names.ts';
import { parseTargets } from '../../platform/parse-targets.ts';
import type { DoctorReport, FolderStatus, TargetStatus, ToolStatus } from '../../toolchain/doctor.ts';

/** How good what a row tells is: enough, not enough for something one may want, or for the targets themselves. */
export type RowState = 'enough' | 'optional' | 'missing';

/** A row, and those below it. */
export interface ToolRow {
  /** Never the same twice among rows. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly state: RowState;
  /** More words, for whoever looks closer. */
  readonly tooltip: string;
  /** The command that installs what is missing. */
  readonly install?: string;
  readonly children: readonly ToolRow[];
}

/** The rows of a report: Go, each target, tools for containers, and the room for caches. */
export function toolRows({ go, targets, containers, folders }: DoctorReport): ToolRow[] {
  return [
    goRow(go),
    ...targets.map((status) => targetRow(status)),
    group(
      'containers',
      say('tools-containers', {}),
      containers.map((tool) => ({ ...toolRow(tool, `container ${tool.name}`, tool.name, 'optional') })),
    ),
    group('disk', say('tools-disk', {}), folders.map(folderRow)),
  ];
}

function goRow(go: DoctorReport['go']): ToolRow {
  const row = toolRow(go, 'go', 'Go', 'missing');
  if (!go.found || go.problem !== undefined || go.ports === undefined) return row;
  return { ...row, description: say('tools-go', { version: go.version ?? '', ports: go.ports }) };
}

function targetRow({ target, goBuilds, run, cCompiler, binfmt }: TargetStatus): ToolRow {
  const label = target;
  const id = `target ${target}`;
  const runRow = runningRow(`${id} run`, target, run);
  const children = [runRow];
  if (cCompiler) children.push(toolRow(cCompiler, `${id} cgo`, say('tools-c-compiler', {}), 'optional'));
  if (binfmt) {
    const description = binfmt.interpreter;
    const tooltip = say('tools-binfmt-tooltip', { interpreter: description });
    children.push({ id: `${id} binfmt`, label: 'binfmt_misc', description, state: 'enough', tooltip, children: [] });
  }
  if (goBuilds === false) {
    const words = say('doctor-go-no-port', {});
    return { id, label, description: words, state: 'missing', tooltip: words, children };
  }
  // The row of a target can be acted on without opening it.
  return { ...runRow, id, label, children };
}

function runningRow(id: string, target: string, run: TargetStatus['run']): ToolRow {
  const label = say('tools-run', {});
  switch (run.how) {
    case 'native':
      return plain(id, label, say('target-runs-native', {}));
    case 'binfmt':
      return plain(id, label, say('doctor-binfmt', { interpreter: run.program ?? '' }));
    case 'qemu': {
      const row = plain(id, label, say('tools-qemu', { version: run.version ?? '' }).trimEnd());
      return { ...row, tooltip: run.program ?? '' };
    }
    case 'none':
      // What has no emulator anywhere is built here and run elsewhere.
      if (linuxNames(parseTargets(target)[0]!) === undefined) return plain(id, label, say('target-builds-only', {}));
      return { ...toolRow(run, id, label, 'missing'), description: say('tools-no-qemu', {}) };
  }
}

function toolRow(tool: ToolStatus, id: string, label: string, without: RowState): ToolRow {
  const { found, program = '', version, problem, install, advice = '' } = tool;
  if (!found) {
    const description = say('doctor-missing', {});
    return { id, label, description, state: without, tooltip: advice, ...(install && { install }), children: [] };
  }
  if (problem !== undefined) {
    return { id, label, description: say('doctor-broken', {}), state: 'missing', tooltip: problem, children: [] };
  }
  const name = program.slice(program.lastIndexOf('/') + 1);
  return { ...plain(id, label, [name, version].filter(Boolean).join(' ')), tooltip: program };
}

function folderRow({ name, path, freeBytes, isLow }: FolderStatus): ToolRow {
  const free = freeBytes === undefined ? '?' : (freeBytes / 1e9).toFixed(1);
  const words = say('tools-free', { free });
  const description = isLow ? say('doctor-free-low', { words }) : words;
  return {
    id: `disk ${name}`,
    label: name,
    description,
    state: isLow ? 'optional' : 'enough',
    tooltip: path,
    children: [],
  };
}

/** Rows below one that is as good as the worst of them. */
function group(id: string, label: string, children: readonly ToolRow[]): ToolRow {
  const lacking = children.filter(({ state }) => state !== 'enough');
  const tools = lacking.map((row) => row.label).join(', ');
  const description = tools === '' ? '' : say('tools-lacking', { tools });
  return { id, label, description, state: lacking.length > 0 ? 'optional' : 'enough', tooltip: '', children };
}

function plain(id: string, label: string, description: string): ToolRow {
  return { id, label, description, state: 'enough', tooltip: description, children: [] };
}
