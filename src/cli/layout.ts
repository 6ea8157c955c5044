// archway layout: offsets, sizes and alignment of a struct on each target.
import { Option } from 'commander';
import { layouts, NoSuchTypeError, type TypeLayouts } from '../analysis/layout.ts';
import { say } from '../messages/catalogue.ts';
import { readEnvironment } from '../module/environment.ts';
import { shortTargets } from '../platform/short-targets.ts';
import { layoutRows, type TypeLayout } from '../types/type-layout.ts';
import { type AddCommand, type CommandContext, CommandError, ExitStatus } from './command.ts';
import { table } from './format/table.ts';
import { settingsOf } from './options.ts';

interface Flags {
  readonly targets?: string;
  readonly tags?: string;
  readonly format: 'text' | 'json';
}

export const addLayout: AddCommand = (program, context, done) => {
  program
    .command('layout')
    .description(say('layout-description', {}))
    .argument('<type>', say('layout-subject', {}))
    .option('--targets <list>', say('check-targets', {}))
    .option('--tags <tags>', say('check-tags', {}))
    .addOption(new Option('--format <format>', say('layout-format', {})).choices(['text', 'json']).default('text'))
    .action(async (subject: string, flags: Flags) => done(await layoutCommand(subject, flags, context)));
};

async function layoutCommand(subject: string, flags: Flags, context: CommandContext): Promise<number> {
  const { cwd, env, stdout } = context;
  const environment = readEnvironment({ variables: env });
  const { targets } = settingsOf(cwd, flags, environment, context).settings;
  try {
    const { types, isPackage } = await layouts({ cwd, subject, targets, environment });
    const json = () => `${JSON.stringify(isPackage ? types : types[0], undefined, 2)}\n`;
    stdout.write(flags.format === 'json' ? json() : types.map(layoutText).join('\n'));
    return ExitStatus.ok;
  } catch (error) {
    if (error instanceof NoSuchTypeError) throw new CommandError(error.message);
    throw error;
  }
}

/** One table for each group of targets on which the type is laid out alike. */
function layoutText({ package: path, type, targets }: TypeLayouts): string {
  const groups = new Map<string, { layout: TypeLayout; names: string[] }>();
  for (const [name, layout] of Object.entries(targets)) {
    const key = JSON.stringify(layout);
    const group = groups.get(key) ?? { layout, names: [] };
    group.names.push(name);
    groups.set(key, group);
  }
  const all = Object.keys(targets);
  const parts = [...groups.values()].map(({ layout, names }) => {
    const { size, align } = layout;
    const heading = say('layout-target', { targets: shortTargets(names, all), size, align });
    return `  ${heading}\n${layout.fields.length === 0 ? '' : fieldsTable(layout)}`;
  });
  return `${path}.${type}\n${parts.join('')}`;
}

function fieldsTable(layout: TypeLayout): string {
  const rows = layoutRows(layout).map((row) =>
    row.name === undefined
      ? [row.offset, row.size, '', say('layout-padding', {})]
      : [row.offset, row.size, row.name, row.type],
  );
  return table([say('layout-heading', {}).split(', '), ...rows], '    ');
}
