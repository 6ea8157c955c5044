// archway vet: go vet for one target, or for each of several.
import { say } from '../messages/catalogue.ts';
import { vetTask } from '../toolchain/build.ts';
import { requireGo } from '../toolchain/go.ts';
import { type AddCommand, ExitStatus } from './command.ts';
import { takeGoArguments } from './go-arguments.ts';
import { forTargets, type TargetWork } from './several-targets.ts';
import {
  addBuildFlags,
  type BuildFlags,
  buildOptionsFor,
  runGoCommand,
  targetsOf,
  withTools,
} from './toolchain-command.ts';

export const addVet: AddCommand = (program, context, done) => {
  const command = program
    .command('vet')
    .description(say('vet-description', {}))
    .argument('[packages...]', say('toolchain-packages', {}))
    .addHelpText('after', `\n${say('build-help', {})}`);
  addBuildFlags(command, true, say('toolchain-verbose', {}));
  takeGoArguments(command);
  command.action(async (packages: string[], flags: BuildFlags) => {
    const targets = targetsOf(flags, context.env);
    await withTools(async () => {
      const go = await requireGo(context);
      const vet: TargetWork = async (target, own, processes) => {
        const options = buildOptionsFor(go, target, { ...flags, processes }, packages, own);
        const status = await runGoCommand(go, vetTask(go.path, target, options), flags, own);
        if (status !== 0) return { result: say('build-failed', {}), status: ExitStatus.found };
        return { result: say('build-ok', {}), status: ExitStatus.ok };
      };
      done(await forTargets(targets, vet, context));
    });
  });
};
