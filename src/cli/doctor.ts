// archway doctor: shows which tools are installed, which are missing, and the commands that install them.
import { Option } from 'commander';
import { say } from '../messages/catalogue.ts';
import { type DoctorReport, examine, isComplete, type TargetStatus } from '../toolchain/doctor.ts';
import { type AddCommand, ExitStatus } from './command.ts';
import { table } from './format/table.ts';
import { targetsOf } from './toolchain-command.ts';

export const addDoctor: AddCommand = (program, context, done) => {
  program
    .command('doctor')
    .description(say('doctor-description', {}))
    .option('--targets <targets>', say('doctor-targets', {}), 'linux')
    .addOption(new Option('--format <format>', say('doctor-format', {})).choices(['text', 'json']).default('text'))
    .addHelpText('after', `\n${say('doctor-help', {})}`)
    .action(async (flags: { targets: string; format: string }) => {
      const report = await examine(targetsOf({ target: flags.targets, cgo: true }, context.env), context);
      context.stdout.write(flags.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : doctorText(report));
      done(isComplete(report) ? ExitStatus.ok : ExitStatus.found);
    });
};

/** The report for people. */
export function doctorText(report: DoctorReport): string {
  const lines = [goLine(report), '', targetTable(report.targets)];
  for (const { name, found, version = '', program = '' } of report.containers) {
    const words = found ? say('doctor-container', { version, program }).trimStart() : say('doctor-missing', {});
    lines.push(name.padEnd(12) + words);
  }
  for (const { name, path, freeBytes, isLow } of report.folders) {
    const free = freeBytes === undefined ? '?' : (freeBytes / 1e9).toFixed(1);
    const words = say('doctor-free', { free, path });
    lines.push(name.padEnd(12) + (isLow ? say('doctor-free-low', { words }) : words));
  }
  const registered = report.targets.flatMap(({ target, run, binfmt }) =>
    binfmt && run.how !== 'native' ? [target] : [],
  );
  if (registered.length > 0) lines.push('', say('doctor-binfmt-note', { targets: registered.join(', ') }));
  // Container tools are not needed for building and running.
  const tools = [report.go, ...report.targets.flatMap(({ run, cCompiler }) => (cCompiler ? [run, cCompiler] : [run]))];
  const installs = new Set(tools.flatMap(({ install }) => install ?? []));
  if (installs.size > 0) lines.push('', say('doctor-install', {}), ...[...installs].map((command) => `  ${command}`));
  return `${lines.join('\n')}\n`;
}

function goLine({ go }: DoctorReport): string {
  const name = say('doctor-go', {}).padEnd(12);
  if (!go.found) return name + say('doctor-missing', {});
  if (go.problem !== undefined) return `${name}${say('doctor-broken', {})}: ${go.problem}`;
  const { version = '', ports = 0, program: path = '' } = go;
  return name + say('doctor-go-version', { version, ports, path });
}

function targetTable(targets: readonly TargetStatus[]): string {
  return table([
    [say('build-table-target', {}), say('doctor-run', {}), say('doctor-cgo', {}), say('doctor-registered', {})],
    ...targets.map((status) => [status.target, runCell(status), cgoCell(status), binfmtCell(status)]),
  ]);
}

function runCell({ goBuilds, run }: TargetStatus): string {
  if (goBuilds === false) return say('doctor-go-no-port', {});
  switch (run.how) {
    case 'native':
      return say('doctor-native', {});
    case 'qemu':
      return say('doctor-qemu', { program: run.program ?? '', version: run.version ?? '' }).trimEnd();
    case 'binfmt':
      return say('doctor-binfmt', { interpreter: run.program ?? '' });
    case 'none':
      return say('doctor-missing', {});
  }
}

function cgoCell({ cCompiler }: TargetStatus): string {
  if (cCompiler === undefined) return say('doctor-no-cgo', {});
  const { program, version } = cCompiler;
  return program === undefined ? say('doctor-missing', {}) : [program, version].filter(Boolean).join(' ');
}

function binfmtCell({ run, binfmt }: TargetStatus): string {
  if (binfmt !== undefined) return binfmt.interpreter;
  return run.how === 'native' ? say('doctor-not-needed', {}) : say('doctor-not-registered', {});
}
