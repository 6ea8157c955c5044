// archway gdb-adapter: what an editor starts as the debug adapter of a program that waits under QEMU, by way of GDB 14 or newer.
import { runGdbAdapter } from '../toolchain/gdb-adapter.ts';
import type { AddCommand } from './command.ts';
import { takeGoArguments } from './go-arguments.ts';
import { withTools } from './toolchain-command.ts';

/** Not for users, so that help does not show it. */
export const addGdbAdapter: AddCommand = (program, context, done) => {
  const command = program.command('gdb-adapter', { hidden: true });
  const gdbAndArguments = takeGoArguments(command);
  command.action(async () => {
    const [gdb, ...args] = gdbAndArguments();
    if (gdb === undefined) return command.help({ error: true });
    const { cwd, env, signal, stdout, stderr } = context;
    const task = { argv: [gdb, ...args] as const, env: {}, cwd };
    done((await withTools(() => runGdbAdapter(task, process.stdin, stdout, { env, signal, stderr }))).status);
  });
};
