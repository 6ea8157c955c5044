// archway cgo: why packages need cgo, what is not there without it, and the C compilers for it.
import { Option } from 'commander';
import { type CgoPackage, type CgoReport, cgoReports, NoSuchPackageError } from '../analysis/cgo-report.ts';
import { say } from '../messages/catalogue.ts';
import { readEnvironment } from '../module/environment.ts';
import { shortTargets } from '../platform/short-targets.ts';
import { type Target, targetName } from '../platform/target.ts';
import { cCompilerAdvice, findCCompiler } from '../toolchain/cross-compiler.ts';
import { type AddCommand, type CommandContext, CommandError, ExitStatus } from './command.ts';
import { targetsOf } from './toolchain-command.ts';

interface Flags {
  readonly targets: string;
  readonly tags?: string;
  readonly format: 'text' | 'json';
}

/** How many names that vanish the text output shows of a package. */
const NAMES_SHOWN = 12;

export const addCgo: AddCommand = (program, context, done) => {
  program
    .command('cgo')
    .description(say('cgo-description', {}))
    .argument('[packages...]', say('toolchain-packages', {}))
    .option('--targets <targets>', say('cgo-targets', {}), 'linux')
    .option('--tags <tags>', say('toolchain-tags', {}))
    .addOption(new Option('--format <format>', say('cgo-format', {})).choices(['text', 'json']).default('text'))
    .addHelpText('after', `\n${say('cgo-help', {})}`)
    .action(async (packages: string[], flags: Flags) => done(await cgoCommand(packages, flags, context)));
};

async function cgoCommand(packages: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
  const { cwd, env, stdout } = context;
  const targets = targetsOf({ target: flags.targets, tags: flags.tags, cgo: true }, env);
  const environment = readEnvironment({ variables: env });
  let reports: CgoReport[];
  try {
    reports = await cgoReports({ cwd, packages: packages.length > 0 ? packages : ['.'], targets, environment });
  } catch (error) {
    if (error instanceof NoSuchPackageError) throw new CommandError(error.message);
    throw error;
  }
  stdout.write(
    flags.format === 'json'
      ? `${JSON.stringify({ version: 1, targets: reports }, null, 2)}\n`
      : text(reports, targets, env),
  );
  const needed = reports.some((report) => report.packages.some(({ standard }) => !standard));
  return needed ? ExitStatus.found : ExitStatus.ok;
}

/** One part for each group of targets that need the same, then the compilers of those that need cgo at all. */
function text(reports: readonly CgoReport[], targets: readonly Target[], env: NodeJS.ProcessEnv): string {
  const groups = new Map<string, CgoReport[]>();
  for (const report of reports) {
    const key = JSON.stringify([report.supported, report.packages]);
    groups.set(key, [...(groups.get(key) ?? []), report]);
  }
  const all = reports.map(({ target }) => target);
  const lines = [...groups.values()].flatMap((group) => [
    `${shortTargets(
      group.map(({ target }) => target),
      all,
    )}:`,
    ...describe(group[0]!).map((line) => `  ${line}`),
  ]);
  const wanting = new Set(reports.filter((report) => report.packages.length > 0).map(({ target }) => target));
  const compilers = targets
    .filter((target) => wanting.has(targetName(target)))
    .map((target) => compilerLine(target, env));
  if (compilers.length > 0) lines.push('', say('cgo-compilers', {}), ...compilers.map((line) => `  ${line}`));
  return `${lines.join('\n')}\n`;
}

function describe({ supported, packages }: CgoReport): string[] {
  if (!supported) return [say('cgo-no-support', {})];
  if (packages.length === 0) return [say('cgo-none', {})];
  const standard = packages.filter((found) => found.standard).map((found) => found.package);
  return [
    ...packages.filter((found) => !found.standard).flatMap(describePackage),
    ...(standard.length === 0
      ? []
      : [say('cgo-standard', { packages: standard.join(', ') }), `  ${say('cgo-standard-static', {})}`]),
  ];
}

function describePackage(found: CgoPackage): string[] {
  const { file, line, chain, files, replacements, vanishing } = found;
  const details: string[] = [];
  if (chain.length > 1) details.push(say('cgo-chain', { chain: chain.slice(0, -1).join(' → ') }));
  const others = files.join(', ');
  if (!found.remains) details.push(say('cgo-gone', {}));
  else if (replacements.length > 0) details.push(say('cgo-replaced', { files: replacements.join(', '), others }));
  else details.push(say('cgo-left-out', { files: others }));
  if (found.remains && vanishing.length > 0) details.push(say('cgo-vanishing', { names: someOf(vanishing) }));
  const needs = [
    ...found.libraries.map((name) => say('cgo-need-library', { name })),
    ...found.pkgConfig.map((name) => say('cgo-need-pkg-config', { name })),
    ...(found.cxx ? [say('cgo-need-cxx', {})] : []),
  ];
  if (needs.length > 0) details.push(say('cgo-needs', { needs: needs.join(', ') }));
  return [say('cgo-place', { package: found.package, file, line }), ...details.map((detail) => `  ${detail}`)];
}

function someOf(names: readonly string[]): string {
  if (names.length <= NAMES_SHOWN) return names.join(', ');
  return say('cgo-more', { names: names.slice(0, NAMES_SHOWN).join(', '), count: names.length - NAMES_SHOWN });
}

function compilerLine(target: Target, env: NodeJS.ProcessEnv): string {
  const compiler = findCCompiler(target, env);
  const name = targetName(target);
  if (compiler !== undefined) return say('cgo-compiler', { target: name, program: compiler.cc });
  return say('cgo-compiler-missing', { target: name, advice: cCompilerAdvice(target) });
}
