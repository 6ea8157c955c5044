// Debug configurations of type `archway`: starts the program under QEMU, and hands over to the debugger that is installed.
import { basename, dirname, relative, sep } from 'node:path';
import {
  type CancellationToken,
  commands,
  DebugAdapterExecutable,
  type DebugConfiguration,
  type DebugConfigurationProvider,
  DebugConfigurationProviderTriggerKind,
  type Disposable,
  debug,
  extensions,
  type WorkspaceFolder,
  window,
  workspace,
} from 'vscode';
import { say } from '../../messages/catalogue.ts';
import { parseTargets } from '../../platform/parse-targets.ts';
import type { PackageEntry } from '../../server/protocol.ts';
import { delveDebugs } from '../../toolchain/delve.ts';
import { installAdvice } from '../../toolchain/install-advice.ts';
import { chooseOneTarget, execute } from '../commands/build.ts';
import { chooseFolder } from '../folders.ts';
import type { Parts } from '../parts.ts';
import { machineTarget } from '../target-choice.ts';
import { shortChoice } from '../target-facts.ts';
import { TaskDefinitionError } from '../task-definition.ts';
import { packageIn } from '../tasks.ts';
import { requireTrust } from '../trust.ts';
import { type ArchwayDebug, debugType, parseDebug } from './debug-definition.ts';
import { DebugServers } from './debug-servers.ts';
import { attachment, chooseDebugger, debuggerExtensions, delveLaunch, gdbAdapter, hasAdapter } from './debuggers.ts';

/** Offers debugging for the chosen target. */
export function offerDebugging(parts: Parts): Disposable[] {
  const servers = new DebugServers(parts.tasks);
  const provider = new DebugProvider(parts, servers);
  return [
    debug.registerDebugConfigurationProvider(debugType, provider),
    debug.registerDebugConfigurationProvider(
      debugType,
      { provideDebugConfigurations: (folder, token) => offered(parts, folder, token) },
      DebugConfigurationProviderTriggerKind.Dynamic,
    ),
    debug.registerDebugAdapterDescriptorFactory(debugType, {
      createDebugAdapterDescriptor({ configuration, workspaceFolder }) {
        const gdb = gdbAdapter(configuration);
        if (!gdb) return undefined;
        const { argv, cwd, env } = parts.tasks.gdbAdapterProcess(gdb, workspaceFolder);
        const [program, ...args] = argv;
        return new DebugAdapterExecutable(program, args, { cwd, env: { ...env } });
      },
    }),
    debug.onDidTerminateDebugSession((session) => servers.endOf(session)),
  ];
}

/** A configuration for the program of a main package; it follows the chosen target. */
export function debugOf(entry: PackageEntry, folder: WorkspaceFolder): DebugConfiguration {
  const name = say('debug-name', { package: entry.path });
  return { type: debugType, request: 'launch', name, ...packageIn(entry, folder) };
}

async function offered(parts: Parts, folder: WorkspaceFolder | undefined, token?: CancellationToken) {
  if (!folder || !workspace.isTrusted || !parts.client.isRunning) return [];
  const packages = await parts.tasks.packages(folder, token).catch(() => []);
  return packages.filter(({ isMain }) => isMain).map((entry) => debugOf(entry, folder));
}

class DebugProvider implements DebugConfigurationProvider {
  readonly #parts: Parts;
  readonly #servers: DebugServers;

  constructor(parts: Parts, servers: DebugServers) {
    this.#parts = parts;
    this.#servers = servers;
  }

  /** The configuration of another type that does the work; undefined, and a message, where there is none. */
  async resolveDebugConfiguration(
    where: WorkspaceFolder | undefined,
    configuration: DebugConfiguration,
    token?: CancellationToken,
  ): Promise<DebugConfiguration | undefined> {
    if (!requireTrust()) return undefined;
    // One of ours, for GDB's own adapter: there is nothing left to find out.
    if (gdbAdapter(configuration) !== undefined) return configuration;
    const folder = where ?? (await chooseFolder());
    if (!folder) return undefined;
    try {
      const asked = parseDebug(configuration.type ? configuration : ofActiveFile(folder));
      const name = asked.task.target ?? (await chooseOneTarget(this.#parts, [folder]));
      if (name === undefined) return undefined;
      return await this.#attach({ ...asked, task: { ...asked.task, target: name } }, name, folder, token);
    } catch (error) {
      if (!(error instanceof TaskDefinitionError)) throw error;
      void window.showErrorMessage(
        say('debug-bad-configuration', { name: configuration.name, problem: error.message }),
      );
      return undefined;
    }
  }

  async #attach(asked: ArchwayDebug, targetName: string, folder: WorkspaceFolder, token?: CancellationToken) {
    const target = parseTargets(targetName)[0]!;
    const chosen = chooseDebugger(asked.debugger, target, (id) => extensions.getExtension(id) !== undefined);
    if (chosen === 'go' && !delveDebugs(target)) {
      throw new TaskDefinitionError(say('debug-go-port', { port: machineTarget() }));
    }
    if (chosen === 'go') return delveLaunch(asked, target, folder.uri.fsPath);
    const server = await this.#servers.start(asked, folder, token);
    if (!server) return undefined;
    const { info, execution } = server;
    if (chosen === 'lldb' || (chosen === 'gdb' ? hasAdapter(info.gdb) : info.gdb))
      return attachment(chosen, asked, info);
    execution.terminate();
    void this.#sayMissing(asked, targetName, info.gdb !== undefined, folder);
    return undefined;
  }

  /** There is no debugger in the editor, or no GDB: says so, with the ways on. */
  async #sayMissing(asked: ArchwayDebug, target: string, hasGdb: boolean, folder: WorkspaceFolder): Promise<void> {
    const [inTerminal, find] = [say('debug-in-terminal', {}), say('debug-find', {})];
    const answer = hasGdb
      ? await window.showWarningMessage(say('debug-no-debugger', { target: shortChoice(target) }), inTerminal, find)
      : await window.showErrorMessage(
          say('tool-gdb-missing', { target: shortChoice(target), advice: installAdvice({ kind: 'gdb' }) }),
        );
    if (answer === inTerminal) await execute(this.#parts, asked.task, folder);
    if (answer === find) {
      const { cppdbg, 'native-debug': native } = debuggerExtensions;
      await commands.executeCommand('workbench.extensions.search', `@id:${cppdbg} @id:${native}`);
    }
  }
}

/** What is debugged where there is no launch.json: the package of the active file, its tests where that is a test. */
function ofActiveFile(folder: WorkspaceFolder): Record<string, unknown> {
  const file = window.activeTextEditor?.document.uri.fsPath ?? folder.uri.fsPath;
  const cwd = relative(folder.uri.fsPath, dirname(file)).split(sep).join('/');
  const test = basename(file).endsWith('_test.go');
  return { type: debugType, name: say('debug-name', { package: cwd || '.' }), package: '.', test, ...(cwd && { cwd }) };
}
