// Byte orders of the host that are declared: one for all targets, or one in each of several files with build constraints.
import { message } from '../../messages/catalogue.ts';
import { ports } from '../../platform/ports.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import { declaredNames, namedChildren } from '../../types/collect.ts';
import type { PackagePass } from '../rule.ts';
import { findImport } from '../support/imports.ts';
import { portsOf } from '../support/ports-of-file.ts';
import { hasNativeEndian, nativeFix } from './native-endian.ts';
import { type Order, orderOfName, other, targetsOf } from './order.ts';

/** Names of the order of the machine the program runs on. */
const HOST = /^(?:native|host|system|machine|cpu)_?(?:byte_?)?(?:endian(?:n?ess)?|order)$/i;
/** Names of booleans that say what the machine is. */
const FLAG = /^(?:is_?)?(?:host_?|native_?|cpu_?|arch_?)?(?:big|little)_?endian(?:_?(?:host|arch|cpu|machine))?$/i;

/** Reports `var nativeEndian = binary.LittleEndian` in files that are built for big-endian targets, and the like. */
export function checkDeclarations(pass: PackagePass): void {
  const trees = pass.files
    .map((file) => ({ file, tree: pass.tree(file) }))
    .filter(({ tree }) => /(?:endian|order)\s*(?:\w[\w.]*\s*)?=/i.test(tree.text));
  for (const { file, tree } of trees) {
    for (const { name, value, typed, isConstant } of declarations(tree)) {
      const text = tree.textOf(name);
      const order = declaredOrder(tree, text, value, isConstant, () => portsOf(file).length < ports.length);
      if (order === undefined || isAssigned(trees, text)) continue;
      const targets = file.presence(pass.targets) & targetsOf(pass.targets, other(order));
      if (targets === 0) continue;
      // Its type is another one, so it is not done unasked without a type.
      const isFixed = !isConstant && hasNativeEndian(pass.package);
      pass.report({
        code: 'WrongByteOrder',
        severity: 'error',
        message: message('byte-order-declared', { name: text, order, actual: other(order) }),
        path: file.path,
        start: tree.start[name]!,
        end: tree.end[value]!,
        targets,
        ...(isFixed ? { fixes: [nativeFix(file.path, tree, [value], typed)] } : {}),
      });
    }
  }
}

interface Declaration {
  readonly name: Node;
  readonly value: Node;
  /** Whether a type is written. */
  readonly typed: boolean;
  readonly isConstant: boolean;
}

/** The variables and constants of a file that are declared with one value each. */
function* declarations(tree: Tree): Generator<Declaration> {
  for (let top = 1; top < tree.length; top = tree.next[top]!) {
    const kind = tree.kind[top];
    if (kind !== Kind.VarDeclaration && kind !== Kind.ConstDeclaration) continue;
    for (let n = top; n < tree.next[top]!; n++) {
      if (tree.kind[n] !== Kind.VarSpec && tree.kind[n] !== Kind.ConstSpec) continue;
      const list = tree.child(n, Field.Value);
      const values = list === NONE ? [] : namedChildren(tree, list);
      const names = declaredNames(tree, n);
      if (names.length !== 1 || values.length !== 1) continue;
      const typed = tree.child(n, Field.Type) !== NONE;
      yield { name: names[0]!, value: values[0]!, typed, isConstant: kind === Kind.ConstDeclaration };
    }
  }
}

/** The order that a declaration says the machine has; undefined where it says nothing of the machine. */
function declaredOrder(
  tree: Tree,
  name: string,
  value: Node,
  isConstant: boolean,
  isConstrained: () => boolean,
): Order | undefined {
  if (HOST.test(name)) {
    const binary = findImport(tree, 'encoding/binary');
    const [, qualifier, order] = /^(\w+)\.((?:Little|Big)Endian)$/.exec(tree.textOf(value)) ?? [];
    const isBinary = binary !== undefined && qualifier === binary.name;
    return isBinary ? orderOfName(order!) : undefined;
  }
  // A flag that is the same on all targets may be about a protocol.
  if (!isConstant || !FLAG.test(name) || !isConstrained()) return undefined;
  const meant = orderOfName(name);
  const isTrue = tree.kind[value] === Kind.True;
  if (meant === undefined || (!isTrue && tree.kind[value] !== Kind.False)) return undefined;
  return isTrue ? meant : other(meant);
}

/** Whether a name gets another value somewhere: in an init function that looks how the machine stores a number. */
function isAssigned(files: readonly { readonly tree: Tree }[], name: string): boolean {
  return files.some(({ tree }) =>
    new RegExp(`(?:^|[^\\w.:])${name}\\s*=[^=]`, 'm').test(withoutDeclarations(tree, name)),
  );
}

/** The bodies of the functions of a file that mention a name. */
function withoutDeclarations(tree: Tree, name: string): string {
  if (!tree.text.includes(name)) return '';
  const parts: string[] = [];
  for (let top = 1; top < tree.length; top = tree.next[top]!) {
    const kind = tree.kind[top];
    if (kind === Kind.FunctionDeclaration || kind === Kind.MethodDeclaration) parts.push(tree.textOf(top));
  }
  return parts.join('\n');
}
