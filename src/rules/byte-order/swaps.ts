// htons and its like that swap on every machine: what they give the kernel is wrong where the machine has network order already.
import { message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { namedChildren } from '../../types/collect.ts';
import type { Func } from '../../types/object.ts';
import type { FileInfo } from '../../types/package-info.ts';
import type { Fix } from '../finding.ts';
import { findImport } from '../support/imports.ts';
import { KERNEL_PACKAGE, kernelTypeName } from '../support/kernel-package.ts';
import { typeOf } from '../support/operands.ts';
import { parentsAround } from '../support/parents.ts';
import { type OrderFact, RULE } from './facts.ts';
import { hasNativeEndian, nativeFix } from './native-endian.ts';

const NAME =
  /^(?:hto(?:n|be)|ntoh|hton|betoh)(?:s|l|ll|16|32|64)$|^(?:hostto(?:network|net)|(?:network|net)tohost)(?:order)?(?:short|long|16|32)?$/i;

/** Notes the function behind a call like `htons(unix.ETH_P_ALL)` whose result goes to the kernel. @throws Split */
export function noteSwap(c: Checker, node: Node, callee: Func): void {
  if (!NAME.test(callee.name) || callee.package_ !== c.env.file.package_ || callee.site === undefined) return;
  const { file } = callee.site;
  const swap = swapIn(file.tree, callee.declaration);
  if (swap === NONE || !goesToKernel(c, node)) return;
  const fact: OrderFact = {
    code: 'UnconditionalSwap',
    severity: 'warning',
    path: file.file.path,
    start: file.tree.start[swap]!,
    end: file.tree.end[swap]!,
    message: message('byte-order-swap', { function: callee.name }),
    fix: swapFix(file, callee.declaration, swap),
  };
  c.record(RULE, fact);
}

/** The result of a function that is its only parameter with the bytes in the other order, on every machine; NONE of any other. */
function swapIn(tree: Tree, declaration: Node): Node {
  const body = tree.kind[declaration] === Kind.FunctionDeclaration ? tree.child(declaration, Field.Body) : NONE;
  const list = body === NONE ? NONE : tree.childOfKind(body, Kind.StatementList);
  const statements = list === NONE ? [] : namedChildren(tree, list);
  const last = statements.at(-1);
  if (last === undefined || tree.kind[last] !== Kind.ReturnStatement) return NONE;
  const text = tree.textOf(body);
  const isByCodec =
    /\bBigEndian\.(?:Put|Append)?Uint/.test(text) &&
    /\bLittleEndian\.(?:Put|Append)?Uint/.test(text) &&
    !/\bif\b|\bswitch\b|ative/.test(text);
  if (isByCodec) return last;
  if (statements.length !== 1) return NONE;
  const isReverse = /^return \w+\.ReverseBytes(?:16|32|64)?\(\w+\)$/.test(tree.textOf(last));
  return isReverse || isShifted(tree, last) ? last : NONE;
}

/** Whether a statement returns shifts of one name to both sides and nothing else. */
function isShifted(tree: Tree, statement: Node): boolean {
  const names = new Set<string>();
  const operators = new Set<string>();
  for (let n = statement + 1; n < tree.next[statement]!; n++) {
    switch (tree.kind[n]) {
      case Kind.BinaryExpression:
        operators.add(tree.textOf(tree.child(n, Field.Operator)));
        break;
      case Kind.Identifier:
        names.add(tree.textOf(n));
        break;
      case Kind.SelectorExpression:
      case Kind.IndexExpression:
      case Kind.UnaryExpression:
        return false;
    }
  }
  for (const name of names) if (/^u?int(?:8|16|32|64)?$|^byte$/.test(name)) names.delete(name);
  const isKnown = [...operators].every((operator) => ['<<', '>>', '|', '&', '+'].includes(operator));
  return names.size === 1 && isKnown && operators.has('<<') && operators.has('>>');
}

/** Whether a call stands in a literal of a structure of the kernel, in an assignment to its field, or among the arguments of a system call. @throws Split */
function goesToKernel(c: Checker, call: Node): boolean {
  const { tree } = c.env.file;
  for (const around of parentsAround(tree, call).around(call)) {
    switch (tree.kind[around]) {
      case Kind.CompositeLiteral:
        return isKernels(c, tree.child(around, Field.Type));
      case Kind.CallExpression: {
        const callee = tree.child(around, Field.Function);
        // A conversion hands its value on.
        if (/^u?int(?:8|16|32|64|ptr)?$/.test(tree.textOf(callee))) break;
        return isKernels(c, callee);
      }
      case Kind.AssignmentStatement: {
        const left = tree.child(around, Field.Left);
        const place = left === NONE ? undefined : namedChildren(tree, left)[0];
        if (place === undefined || tree.kind[place] !== Kind.SelectorExpression) return false;
        const type = typeOf(c, tree.child(place, Field.Operand));
        const struct = type !== undefined && 'elem' in type ? type.elem : type;
        return struct !== undefined && kernelTypeName(struct) !== undefined;
      }
      case Kind.Block:
      case Kind.FuncLiteral:
        return false;
    }
  }
  return false;
}

/** Whether `pkg.Name` is one of package syscall or golang.org/x/sys/unix, which need not be on disk. @throws Split */
function isKernels(c: Checker, node: Node): boolean {
  const { tree, imports } = c.env.file;
  const isSelector =
    node !== NONE && (tree.kind[node] === Kind.SelectorExpression || tree.kind[node] === Kind.QualifiedType);
  const name = isSelector ? (/^(\w+)\.\w+$/.exec(tree.textOf(node))?.[1] ?? '') : '';
  if (name === '' || c.env.scope.lookup(name, tree.start[node]!) !== undefined) return false;
  const imported = imports.lookup(name, c.now);
  return imported?.kind === 'package' && KERNEL_PACKAGE.test(imported.path);
}

/** Writes the machine's order for the one that the swap takes for it. */
function swapFix({ file, tree, package_ }: FileInfo, declaration: Node, swap: Node): Fix | undefined {
  const binary = findImport(tree, 'encoding/binary');
  if (binary === undefined || !hasNativeEndian(package_.source)) return undefined;
  const body = tree.child(declaration, Field.Body);
  const orders: Node[] = [];
  for (let n = body; n < tree.next[body]!; n++) {
    if (tree.kind[n] !== Kind.SelectorExpression) continue;
    if (tree.textOf(tree.child(n, Field.Field)) === 'LittleEndian') orders.push(n);
  }
  if (orders.length > 0) return nativeFix(file.path, tree, orders, true);
  // Without its only call package math/bits would be imported for nothing.
  if (tree.textOf(swap).includes('ReverseBytes')) return undefined;
  const parameters = tree.child(declaration, Field.Parameters);
  const [, name, bits] = /^\((\w+) uint(16|32|64)\)$/.exec(tree.textOf(parameters)) ?? [];
  const result = tree.child(declaration, Field.Result);
  if (bits === undefined || result === NONE || tree.textOf(result) !== `uint${bits}`) return undefined;
  const text = `return ${binary.name}.NativeEndian.Uint${bits}(${binary.name}.BigEndian.AppendUint${bits}(nil, ${name}))`;
  const edits = [{ path: file.path, start: tree.start[swap]!, end: tree.end[swap]!, text }];
  return { title: message('byte-order-fix-native', {}), edits, automatic: true };
}
