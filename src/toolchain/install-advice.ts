// What to do about a missing tool, in words: the install command of this system, or where to look.
import { say } from '../messages/catalogue.ts';
import { targetName } from '../platform/target.ts';
import { installCommand, type System, type Tool, thisSystem } from './install-hint.ts';

/** One sentence that says how to get a tool on a system, this one by default. */
export function installAdvice(tool: Tool, system: System = thisSystem()): string {
  const command = installCommand(tool, system);
  if (command !== undefined) return say('tool-install', { command });
  switch (tool.kind) {
    case 'go':
      return say('tool-get-go', {});
    case 'qemu':
      return process.platform === 'linux' ? say('tool-get-qemu', {}) : say('tool-qemu-needs-linux', {});
    case 'gdb':
      return say('tool-get-gdb', {});
    case 'c-compiler':
      return say('tool-set-cc', { target: targetName(tool.target) });
    case 'binfmt':
      return say('tool-get-binfmt', {});
    case 'ssh':
      return say('tool-get-ssh', {});
    case 'container-tool':
      return say('tool-get-container', { tool: tool.name });
    case 'host-c-compiler':
      return say('tool-get-host-cc', {});
  }
}
