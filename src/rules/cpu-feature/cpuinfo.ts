// /proc/cpuinfo, whose lines are others on each architecture.
import { message } from '../../messages/catalogue.ts';
import { isLinux } from '../../platform/linux-abi/syscalls.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { Node, Tree } from '../../syntax/tree.ts';
import type { FilePass } from '../rule.ts';

/**
 * Lines that are not there on all architectures, and those that have them. Source: `show_cpuinfo` in arch/ARCH/kernel of Linux 6.12
 * (x86: cpu/proc.c; arm, arm64, s390, powerpc: setup, cpuinfo, processor; mips, loongarch: proc.c; riscv: cpu.c).
 */
const lines: ReadonlyMap<string, readonly string[]> = new Map([
  ['flags', ['386', 'amd64']],
  ['model name', ['386', 'amd64', 'arm']],
  ['cpu MHz', ['386', 'amd64', 's390x']],
  ['cpu cores', ['386', 'amd64', 's390x']],
  ['physical id', ['386', 'amd64', 's390x']],
  ['siblings', ['386', 'amd64', 's390x']],
  ['core id', ['386', 'amd64', 's390x']],
  ['cpu family', ['386', 'amd64']],
  ['cache size', ['386', 'amd64']],
  ['microcode', ['386', 'amd64']],
  ['stepping', ['386', 'amd64']],
  ['vendor_id', ['386', 'amd64', 's390x']],
]);

/** Lines of other architectures: who looks for one of them knows. */
const others =
  /["`](?:Features|features|isa|cpu model|CPU (?:part|implementer|architecture|variant|Family|MHz)|Processor|Hardware|Model Name|machine|uarch|mmu|cpu|clock|system type|core)[ \t]*:?["`]/;

/** Reports lines that a function looks for in /proc/cpuinfo and that some targets do not have. */
export function checkCpuinfo(pass: FilePass): void {
  const { file, tree, targets } = pass;
  if (file.isTest || !tree.text.includes('/proc/cpuinfo') || others.test(tree.text)) return;
  const presence = file.presence(targets) & targets.where(isLinux);
  for (let top = 1; top < tree.length; top = tree.next[top]!) {
    const kind = tree.kind[top];
    if (kind !== Kind.FunctionDeclaration && kind !== Kind.MethodDeclaration) continue;
    const text = tree.textOf(top);
    if (!/["`]\/proc\/cpuinfo["`]/.test(text) || /\bGOARCH\b|ToLower|EqualFold|\(\?i\)/.test(text)) continue;
    for (const { node, line } of searchedLines(tree, top)) {
      const goarchs = lines.get(line)!;
      const set = presence & targets.where(({ goarch }) => !goarchs.includes(goarch));
      if (set === 0) continue;
      pass.report({
        code: 'CPUInfo',
        severity: 'info',
        message: message('cpu-feature-cpuinfo', { line }),
        targets: set,
        path: file.path,
        start: tree.start[node]!,
        end: tree.end[node]!,
      });
    }
  }
}

/** The first literal of a function for each line: `"flags"`, `"model name\t: "`. */
function searchedLines(tree: Tree, top: Node): { node: Node; line: string }[] {
  const found = new Map<string, Node>();
  for (let n = top; n < tree.next[top]!; n++) {
    const kind = tree.kind[n];
    if (kind !== Kind.InterpretedStringLiteral && kind !== Kind.RawStringLiteral) continue;
    const line = tree
      .textOf(n)
      .slice(1, -1)
      .replace(/(?:\\t|\s)*:?\s*$/, '');
    if (lines.has(line) && !found.has(line)) found.set(line, n);
  }
  return [...found].map(([line, node]) => ({ node, line }));
}
