// Go: lists of architectures in literals of seccomp profiles, and filters that know the x86 architectures only.
import { message } from '../../messages/catalogue.ts';
import { isLinux } from '../../platform/linux-abi/syscalls.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { FilePass, PackagePass } from '../rule.ts';
import { operands } from '../support/nodes.ts';
import { topLevelOf } from '../support/parents.ts';
import { judgeList } from './architectures.ts';
import { reportList } from './report.ts';

/** Reports the lists of a file: `Architectures: []specs.Arch{specs.ArchX86_64}`. */
export function checkGoFile(pass: FilePass): void {
  const { file, tree, targets } = pass;
  if (file.isTest || !tree.text.includes('Seccomp') || !tree.text.includes('Architectures')) return;
  for (let n = 0; n < tree.length; n++) {
    if (tree.kind[n] !== Kind.KeyedElement || tree.textOf(tree.child(n, Field.Key)) !== 'Architectures') continue;
    const elements = elementsOf(tree, tree.child(n, Field.Value) + 1);
    if (elements.length === 0 || decidesByArch(tree, n)) continue;
    const names = elements.map(({ name }) => name);
    const span = (from: Node, to: Node) => ({ path: file.path, start: tree.start[from]!, end: tree.end[to]! });
    reportList(pass, judgeList(names, targets, false), {
      kind: 'run',
      presence: file.presence(targets),
      list: span(elements[0]!.node, elements.at(-1)!.node),
      element: (name) => {
        const { node } = elements.find((element) => element.name === name)!;
        return span(node, node);
      },
    });
  }
}

/** The elements of a list, by libseccomp's names; none where one of them is no constant of an architecture. */
function elementsOf(tree: Tree, literal: Node): { name: string; node: Node }[] {
  if (
    tree.kind[literal] !== Kind.CompositeLiteral ||
    !/\bArch$|^\[\]string$/.test(tree.textOf(tree.child(literal, Field.Type)))
  )
    return [];
  const elements = operands(tree, tree.child(literal, Field.Body)).map((node) => ({
    node,
    name: nameOf(tree.textOf(node)),
  }));
  return elements.every(({ name }) => name !== '') ? elements : [];
}

/** `specs.ArchX86_64` and `"SCMP_ARCH_X86_64"` as `SCMP_ARCH_X86_64`; empty for anything else. */
function nameOf(text: string): string {
  const [, constant, name] = /^(?:(?:\w+\.)?Arch([A-Z0-9_]+)|"(SCMP_ARCH_\w+)")$/.exec(text) ?? [];
  return name ?? (constant === undefined ? '' : `SCMP_ARCH_${constant}`);
}

/** Whether the function around a place asks for the architecture. */
function decidesByArch(tree: Tree, node: Node): boolean {
  return /\bGOARCH\b/.test(tree.textOf(topLevelOf(tree, node)));
}

const audit = /\bAUDIT_ARCH_\w+/g;

/** Reports BPF filters of a package that compare with AUDIT_ARCH_X86_64 (and AUDIT_ARCH_I386), and with nothing else. */
export function checkFilters(pass: PackagePass): void {
  const { targets } = pass;
  const trees = pass.files
    .filter((file) => !file.isTest)
    .map((file) => ({ file, tree: pass.tree(file) }))
    .filter(({ tree }) => tree.text.includes('AUDIT_ARCH_'));
  const names = new Set(trees.flatMap(({ tree }) => tree.text.match(audit) ?? []));
  if (!names.has('AUDIT_ARCH_X86_64') || [...names].some((name) => !/_(?:X86_64|I386)$/.test(name))) return;
  const known = new Set(names.has('AUDIT_ARCH_I386') ? ['amd64', '386'] : ['amd64']);
  for (const { file, tree } of trees) {
    const set = file.presence(targets) & targets.where((target) => isLinux(target) && !known.has(target.goarch));
    const place = set === 0 || !/SockFilter|\bbpf\b|BPF_/.test(tree.text) ? NONE : comparison(tree);
    if (place === NONE || decidesByArch(tree, place)) continue;
    pass.report({
      code: 'ForeignArchitecture',
      message: message('seccomp-arch-audit', { name: 'AUDIT_ARCH_X86_64' }),
      targets: set,
      path: file.path,
      start: tree.start[place]!,
      end: tree.end[place]!,
    });
  }
}

/** Where AUDIT_ARCH_X86_64 gets into an instruction: an element of a literal or an argument. */
function comparison(tree: Tree): Node {
  const containers = new Set<number>([Kind.ArgumentList, Kind.LiteralElement, Kind.CallExpression]);
  const open: Node[] = [];
  for (let n = 0; n < tree.length; n++) {
    while (open.length > 0 && tree.next[open.at(-1)!]! <= n) open.pop();
    const kind = tree.kind[n];
    const isName = kind === Kind.Identifier || kind === Kind.SelectorExpression;
    if (isName && /^(?:\w+\.)?AUDIT_ARCH_X86_64$/.test(tree.textOf(n))) {
      if (containers.has(tree.kind[open.at(-1) ?? 0]!)) return n;
    }
    if (tree.next[n]! > n + 1) open.push(n);
  }
  return NONE;
}
