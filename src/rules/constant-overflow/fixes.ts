// The fixes of constants that do not fit: a wider type where one may stand, and the low bits of those which differ in sign only.
import { message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import { toInt } from '../../types/constant.ts';
import type { Diagnostic } from '../../types/diagnostic.ts';
import type { FileInfo } from '../../types/package-info.ts';
import { basicOf, isInterface, isUntyped } from '../../types/predicates.ts';
import { constValue } from '../../types/resolve.ts';
import { operandSubject } from '../../types/variation.ts';
import type { Fix } from '../finding.ts';
import { type CompileContext, type FixMaker, fileInfo, type Outcome } from '../support/compile-fix.ts';
import { converted, mayOverflow } from '../support/conversion-fix.ts';
import { encountersOf, type Operation } from '../support/encounters.ts';
import { isSpaced } from '../support/gofmt.ts';
import { ancestorsOf, withoutParentheses } from '../support/nodes.ts';
import { numberTypes } from '../support/number-type.ts';
import { typedConstantFix } from './typed-constant.ts';

export const overflowFixes: FixMaker = (diagnostic, context) => {
  const file = fileInfo(diagnostic, context);
  if (file === undefined) return {};
  return diagnostic.unfit === undefined
    ? comparisonFix(diagnostic, file, context)
    : assignmentFix(diagnostic, file, context);
};

/** Packages whose functions print a number the same way whatever its type is. */
const PRINTERS = new Set(['fmt', 'log']);

function assignmentFix(diagnostic: Diagnostic, file: FileInfo, context: CompileContext): Outcome {
  const { checker } = context;
  const { operand, wanted } = diagnostic.unfit!;
  const value = operand.value === undefined ? undefined : toInt(operand.value)?.value;
  if (value === undefined || !isUntyped(operand.type)) return {};
  const { tree } = file;
  let becomes: 'interface' | 'word' | 'uint32' | 'other' = 'other';
  checker.within(diagnostic.targets, () => {
    const basic = basicOf(checker, wanted);
    if (isInterface(checker, wanted)) becomes = 'interface';
    else if (basic?.bits === 0) becomes = 'word';
    else if (basic?.name === 'uint32') becomes = 'uint32';
  });
  const wide = value < 2n ** 63n ? 'int64' : 'uint64';
  const convert = (automatic: boolean): Fix => ({
    title: message('fix-convert', { operand: tree.textOf(operand.node), type: wide }),
    edits: converted(file, operand.node, wide),
    automatic,
  });
  const typed = typedConstantFix(file, operand.node, wide, checker) ?? [];
  switch (becomes as string) {
    case 'interface':
      return { fixes: [convert(isPrinted(file, operand.node)), typed].flat() };
    case 'uint32':
      return value < 0n && value >= -(2n ** 31n) ? maskFix(diagnostic, file, context, 'uint32') : {};
    case 'word':
      // Uses of the variable may want it to be an int.
      return {
        fixes: [declaresType(tree, operand.node) ? convert(false) : [], typed].flat(),
        noFix: message('fix-none-word-size', {
          type: String(diagnostic.message.args.type),
          value: tree.textOf(operand.node),
        }),
      };
    default:
      return {};
  }
}

/** Whether a node is an argument of a function that prints it. */
function isPrinted(file: FileInfo, node: Node): boolean {
  const { tree } = file;
  const chain = ancestorsOf(tree, node);
  const list = chain.at(-1) ?? NONE;
  const call = chain.at(-2) ?? NONE;
  if (list === NONE || tree.kind[call] !== Kind.CallExpression || tree.field[list] !== Field.Arguments) return false;
  const callee = tree.child(call, Field.Function);
  if (tree.kind[callee] !== Kind.SelectorExpression) return false;
  const name = tree.textOf(tree.child(callee, Field.Operand));
  for (const object of file.imports.all())
    if (object.kind === 'package' && object.name === name) return PRINTERS.has(object.path);
  return false;
}

/** Whether a variable without a type of its own gets it from a node: `x := …`, `var x = …`. */
function declaresType(tree: Tree, node: Node): boolean {
  const parent = ancestorsOf(tree, node).findLast((at) => tree.kind[at] !== Kind.ExpressionList) ?? NONE;
  if (tree.kind[parent] === Kind.ShortVarDeclaration) return true;
  return tree.kind[parent] === Kind.VarSpec && tree.child(parent, Field.Type) === NONE;
}

const MASK = '0xffffffff';

/**
 * `c & 0xffffffff`: of a constant that is negative on some targets and the same 32 bits without sign on the others (syscall.EPOLLET).
 * In `a | b | c` only what is negative needs it.
 */
function maskFix(diagnostic: Diagnostic, file: FileInfo, context: CompileContext, type: string): Outcome {
  const { tree } = file;
  const { path } = diagnostic.file;
  const expression = withoutParentheses(tree, diagnostic.node);
  const leaves = alternatives(tree, expression);
  const negative = leaves?.filter((leaf) => isNegative(tree, leaf, file, diagnostic, context));
  if (negative === undefined || negative.length === 0) return {};
  const alone = leaves!.length === 1;
  const text = alone && isSpaced(tree, ancestorsOf(tree, diagnostic.node)) ? ` & ${MASK}` : `&${MASK}`;
  return {
    fixes: [
      {
        title: message('fix-mask-constant', { constant: negative.map((leaf) => tree.textOf(leaf)).join(', '), type }),
        edits: negative.map((leaf) => ({ path, start: tree.end[leaf]!, end: tree.end[leaf]!, text })),
        automatic: true,
      },
    ],
  };
}

/** The operands of `a | b | c`; undefined where something else is in it than names. */
function alternatives(tree: Tree, node: Node): Node[] | undefined {
  if (tree.kind[node] === Kind.SelectorExpression || tree.kind[node] === Kind.Identifier) return [node];
  if (tree.kind[node] !== Kind.BinaryExpression || tree.textOf(tree.child(node, Field.Operator)) !== '|')
    return undefined;
  const left = alternatives(tree, tree.child(node, Field.Left));
  const right = alternatives(tree, tree.child(node, Field.Right));
  return left && right && [...left, ...right];
}

/** Whether `pkg.Name` is a negative constant on targets of the diagnostic. */
function isNegative(
  tree: Tree,
  leaf: Node,
  file: FileInfo,
  { targets }: Diagnostic,
  { checker }: CompileContext,
): boolean {
  if (tree.kind[leaf] !== Kind.SelectorExpression) return false;
  const qualifier = tree.textOf(tree.child(leaf, Field.Operand));
  const name = tree.textOf(tree.child(leaf, Field.Field));
  let negative = false;
  checker.within(targets, () => {
    const imported = file.imports.lookup(qualifier, checker.now);
    if (imported?.kind !== 'package') return;
    const object = imported.imported?.scope.lookup(name, checker.now);
    const value = object?.kind === 'const' ? constValue(checker, object) : undefined;
    if (value !== undefined && (toInt(value)?.value ?? 0n) < 0n) negative = true;
  });
  return negative;
}

const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** `n > 1<<40` with an int: compares it as a type of 64 bits. */
function comparisonFix(diagnostic: Diagnostic, file: FileInfo, context: CompileContext): Outcome {
  const operation = encountersOf(context.checker, diagnostic)
    .map(({ value }) => value)
    .find((value): value is Operation => value.kind === 'operation' && COMPARISONS.has(value.operator));
  if (operation === undefined) return {};
  const other = operation.x.node === diagnostic.node ? operation.y : operation.x;
  if (isUntyped(other.type)) return {};
  const types = numberTypes(context.checker, file, diagnostic.targets, other.type);
  const [first] = types ?? [];
  if (first === undefined) return {};
  const constant = other === operation.x ? operation.y : operation.x;
  const value = constant.value === undefined ? undefined : toInt(constant.value)?.value;
  const subject = operandSubject(context.checker, other) ?? '';
  const magic = MAGIC.test(subject) && value !== undefined && value >= 0n && value < 2n ** 32n;
  const type = magic ? 'uint32' : wordType(types!);
  if (type === undefined) return {};
  const fix: Fix = {
    title: message('fix-convert', { operand: file.tree.textOf(other.node), type }),
    edits: converted(file, other.node, type),
    automatic: !mayOverflow(file.tree, other.node),
  };
  return { fixes: [fix] };
}

/** The magic number of a file system: 32 bits without sign, whatever type the field has (statfs(2)). */
const MAGIC = /(?:^|\/)(?:syscall|unix)\.Statfs_t\.Type$/;

/** The type of 64 bits that holds the values of int, uint or uintptr on every target. */
function wordType(types: readonly { wordSized: boolean; signed: boolean }[]): string | undefined {
  if (!types.every(({ wordSized }) => wordSized)) return undefined;
  return types[0]!.signed ? 'int64' : 'uint64';
}
