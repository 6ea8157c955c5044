// archway targets: the ports of Go with the facts that matter when code moves, and the presets.
import { say } from '../messages/catalogue.ts';
import { aliasesOf } from '../platform/aliases.ts';
import { levelVariable } from '../platform/levels.ts';
import { linuxNames } from '../platform/linux-names.ts';
import { portTarget, presets } from '../platform/parse-targets.ts';
import { architectures, ports } from '../platform/ports.ts';
import type { AddCommand } from './command.ts';
import { table } from './format/table.ts';

export const addTargets: AddCommand = (program, { stdout }) => {
  program
    .command('targets')
    .description(say('targets-description', {}))
    .action(() => {
      stdout.write(portsTable());
      stdout.write(`\n${say('targets-names', {})}\n${namesTable()}`);
      stdout.write(`\n${say('targets-presets', {})}\n${presetsTable()}`);
    });
};

function portsTable(): string {
  const heading = say('targets-heading', {}).split(', ');
  const rows = ports.map((port) => {
    const level = levelVariable(port.goarch);
    const names = linuxNames(portTarget(port));
    return [
      `${port.goos}/${port.goarch}`,
      port.bits,
      port.endianness,
      port.maxAlign,
      port.pageSize,
      port.cgoSupported ? 'yes' : 'no',
      level ? `${level.name}=${level.default}` : '-',
      names?.qemu ?? '-',
      names?.gnuTriple ?? '-',
    ];
  });
  return table([heading, ...rows]);
}

function namesTable(): string {
  const rows = [...architectures.keys()].map((goarch) => [goarch, aliasesOf(goarch).join(' ')]);
  return table([say('targets-names-heading', {}).split(', '), ...rows], '  ');
}

function presetsTable(): string {
  const rows = [...presets].map(([name, holds]) => {
    const members = ports.filter(holds).map((port) => `${port.goos}/${port.goarch}`);
    return [name, members.length, members.length > 6 ? `${members.slice(0, 5).join(' ')} …` : members.join(' ')];
  });
  return table([say('targets-presets-heading', {}).split(', '), ...rows], '  ');
}
