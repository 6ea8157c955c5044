// The debuggers people have in VS Code, and how each is told to attach to a program that waits under QEMU.
import { isAbsolute, join } from 'node:path';
import type { Target } from '../../platform/target.ts';
import { targetEnv } from '../../toolchain/build.ts';
import type { DebugServerInfo } from '../../toolchain/debug-server-info.ts';
import { delveDebugs } from '../../toolchain/delve.ts';
import { gdbArguments } from '../../toolchain/gdb.ts';
import { packagesOf } from '../task-definition.ts';
import { type ArchwayDebug, type DebuggerName, debugType } from './debug-definition.ts';

/** A debug configuration that VS Code hands to the debugger of its type. */
export interface Attachment extends Record<string, unknown> {
  readonly type: string;
  readonly name: string;
  readonly request: 'launch' | 'attach';
}

/** The extensions that bring the debuggers; GDB's own adapter needs none. */
export const debuggerExtensions = {
  go: 'golang.go',
  cppdbg: 'ms-vscode.cpptools',
  'native-debug': 'webfreak.debug',
  lldb: 'vadimcn.vscode-lldb',
} as const satisfies Partial<Record<DebuggerName, string>>;

/** GDB has a debug adapter that attaches to a server since this major version. */
const FIRST_DAP = 14;

/**
 * What `auto` stands for: Delve for this machine's own port, else what speaks to QEMU by way of GDB; GDB itself where no
 * such extension is installed. Not LLDB, which knows fewer architectures and nothing of Go.
 */
export function chooseDebugger(
  asked: DebuggerName,
  target: Target,
  isInstalled: (extension: string) => boolean,
): Exclude<DebuggerName, 'auto'> {
  if (asked !== 'auto') return asked;
  if (delveDebugs(target) && isInstalled(debuggerExtensions.go)) return 'go';
  return (['cppdbg', 'native-debug'] as const).find((name) => isInstalled(debuggerExtensions[name])) ?? 'gdb';
}

/** Whether a GDB is its own debug adapter. */
export function hasAdapter(gdb: DebugServerInfo['gdb']): boolean {
  return gdb !== undefined && Number.parseInt(gdb.version, 10) >= FIRST_DAP;
}

/** The configuration with which a debugger attaches to a program that waits. LLDB needs no GDB, all others do. */
export function attachment(
  debuggerName: Exclude<DebuggerName, 'auto' | 'go'>,
  { name, stopAtEntry }: ArchwayDebug,
  { program, cwd, address, gdb, setup, entry }: DebugServerInfo,
): Attachment {
  const stop = `tbreak ${entry}`;
  switch (debuggerName) {
    case 'cppdbg':
      return {
        type: 'cppdbg',
        name,
        request: 'launch',
        program,
        cwd,
        args: [],
        MIMode: 'gdb',
        miDebuggerPath: gdb?.path,
        miDebuggerServerAddress: address,
        setupCommands: [...setup.map((text) => ({ text })), { text: '-enable-pretty-printing', ignoreFailures: true }],
        // Its own stop is at a C function main, which most Go programs have not.
        stopAtEntry: false,
        postRemoteConnectCommands: stopAtEntry ? [{ text: stop }] : [],
      };
    case 'native-debug':
      return {
        type: 'gdb',
        name,
        request: 'attach',
        executable: program,
        cwd,
        gdbpath: gdb?.path,
        debugger_args: setup.flatMap((line) => ['-iex', line]),
        remote: true,
        target: address,
        autorun: stopAtEntry ? [stop] : [],
        stopAtConnect: false,
        valuesFormatting: 'prettyPrinters',
      };
    case 'gdb':
      return {
        type: debugType,
        name,
        request: 'attach',
        target: address,
        // What it does not take from the request: before version 15 not even the program.
        adapter: gdb && dapArguments(gdbArguments(gdb.path, setup, program, stopAtEntry ? [stop] : [])),
      };
    case 'lldb':
      return {
        type: 'lldb',
        name,
        request: 'launch',
        cwd,
        targetCreateCommands: [`target create "${program}"`],
        preRunCommands: stopAtEntry ? [`breakpoint set --one-shot true --name ${entry}`] : [],
        processCreateCommands: [`process connect --plugin gdb-remote unix-connect://${address}`],
      };
  }
}

/** GDB as a debug adapter. */
function dapArguments([gdb, ...args]: readonly [string, ...string[]]): [string, ...string[]] {
  return [gdb, '--interpreter=dap', ...args];
}

/** The program and arguments of GDB as a debug adapter, for a configuration of {@link attachment}; undefined for any other. */
export function gdbAdapter({ adapter }: Readonly<Record<string, unknown>>): string[] | undefined {
  return Array.isArray(adapter) && adapter.every((word) => typeof word === 'string') ? adapter : undefined;
}

/** The configuration for the Go extension, which builds and starts the program by itself. `folder` is the workspace folder. */
export function delveLaunch({ name, task, stopAtEntry }: ArchwayDebug, target: Target, folder: string): Attachment {
  const cwd = task.cwd === undefined || isAbsolute(task.cwd) ? (task.cwd ?? folder) : join(folder, task.cwd);
  const [found = '.'] = packagesOf(task);
  const run = task.run === undefined ? [] : ['-test.run', task.run];
  return {
    type: 'go',
    name,
    request: 'launch',
    mode: task.test ? 'test' : 'debug',
    program: found.startsWith('.') ? join(cwd, found) : found,
    // A test runs in the folder of its package.
    ...(task.test ? {} : { cwd }),
    args: [...run, ...(task.args ?? [])],
    env: { ...targetEnv(target), ...task.env },
    buildFlags: task.tags === undefined ? [] : [`-tags=${task.tags.join(',')}`],
    stopOnEntry: stopAtEntry,
  };
}
