// Debug configurations of type `archway` as launch.json writes them.
import { say } from '../../messages/catalogue.ts';
import { type ArchwayTask, parseTask, TaskDefinitionError } from '../task-definition.ts';

export const debugType = 'archway';

/** What attaches to the program: `auto` is what is installed, `gdb` is GDB's own debug adapter. */
export const debuggerNames = ['auto', 'go', 'cppdbg', 'native-debug', 'gdb', 'lldb'] as const;
export type DebuggerName = (typeof debuggerNames)[number];

/** A debug configuration; package.json has the schema by which editors complete it (`contributes.debuggers`). */
export interface ArchwayDebug {
  readonly name: string;
  /** The task that starts the program. */
  readonly task: ArchwayTask;
  readonly stopAtEntry: boolean;
  readonly debugger: DebuggerName;
}

/** Reads a configuration as launch.json has it, where anything may stand. @throws TaskDefinitionError */
export function parseDebug(configuration: Readonly<Record<string, unknown>>): ArchwayDebug {
  const { name, stopAtEntry = false, debugger: chosen = 'auto' } = configuration;
  const known = debuggerNames.find((one) => one === chosen);
  if (known === undefined)
    throw new TaskDefinitionError(say('debug-bad-debugger', { names: debuggerNames.join(', ') }));
  if (typeof stopAtEntry !== 'boolean') throw new TaskDefinitionError(say('task-bad-flag', { key: 'stopAtEntry' }));
  const task = parseTask({ ...configuration, command: 'debug' });
  return { name: String(name), task, stopAtEntry, debugger: known };
}
