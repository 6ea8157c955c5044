// Numbers that are read from text: as an int where 64 bits are meant, or as 64 bits where they become an int.
import { message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { namedChildren } from '../../types/collect.ts';
import type { Func } from '../../types/object.ts';
import type { Operand } from '../../types/operand.ts';
import { Tag, type Type } from '../../types/type.ts';
import type { Fix } from '../finding.ts';
import { definitionAt, definitionOf } from '../support/definition.ts';
import { namesAround, variableNamed } from '../support/function-names.ts';
import { besideOthers } from '../support/gofmt.ts';
import { withoutParentheses } from '../support/nodes.ts';
import { operandOf } from '../support/operands.ts';
import { parentsAround } from '../support/parents.ts';
import { callOn, isCompared, isInMemory, useOf } from './bounds.ts';
import { integerOf, isWord } from './integers.ts';
import { note } from './note.ts';
import { numberOf } from './origin.ts';

/** Notes `int(v)` of a number that strconv.ParseInt was told to read as one of 64 bits. @throws Split */
export function noteParsed(
  c: Checker,
  node: Node,
  x: Operand,
  call: Node,
  args: { readonly type: string; readonly operand: string },
): void {
  const { tree } = c.env.file;
  const what = { code: 'ParsedWidth', severity: 'info' } as const;
  const [, , bits] = call === NONE ? [] : namedChildren(tree, tree.child(call, Field.Arguments));
  const uses = usesOf(c, x.node);
  const isOnlyInt = uses?.every((use) => becomesWord(c, use)) === true;
  const fixes = bits === undefined || !isOnlyInt || tree.textOf(bits) !== '64' ? [] : [bitSizeFix(c, bits, '0')];
  note(c, node, what, 'int-width-parsed', args, fixes);
}

/** `strconv.ParseInt(s, 10, 0)` whose result is used as the number of 64 bits it has the type of. @throws Split */
export function observeParsed(c: Checker, node: Node, callee: Func, args: readonly Operand[]): void {
  if (callee.name !== 'ParseInt' && callee.name !== 'ParseUint') return;
  const { tree } = c.env.file;
  const bits = args[2]?.node;
  if (bits === undefined || numberOf(c, bits) !== 0) return;
  const variable = declaredBy(c, node);
  const uses = variable === NONE ? undefined : usesAfter(tree, variable);
  if (uses === undefined || uses.length === 0 || isCompared(tree, variable)) return;
  if (uses.some((use) => mayBeConverted(c, use) || isInMemory(tree, use))) return;
  const fixes = tree.textOf(bits) === '0' ? [bitSizeFix(c, bits, '64')] : [];
  const text = { call: `strconv.${callee.name}`, operand: tree.textOf(variable) };
  note(c, node, { code: 'ParsedWidth', severity: 'info' }, 'int-width-bit-size', text, fixes);
}

/** `int64(n)` of what strconv.Atoi gave, where n is not used otherwise. @throws Split */
export function observeWidened(c: Checker, node: Node, x: Operand, type: Type): void {
  const { file, tree } = c.env.file;
  const value = withoutParentheses(tree, x.node);
  const variable = variableNamed(c, value);
  const definition = variable && definitionOf(tree, variable);
  // Nobody waits for more than 68 years; and the units of other durations are not known.
  if (definition === undefined || definition.index !== 0 || isDurationLike(type)) return;
  const call = withoutParentheses(tree, definition.node);
  if (tree.kind[call] !== Kind.CallExpression || !/\bAtoi$/.test(tree.textOf(tree.child(call, Field.Function)))) return;
  const callee = operandOf(c, tree.child(call, Field.Function));
  if (callee?.object?.package_?.path !== 'strconv' || hasType(c, variable!.site!.node)) return;
  const uses = usesOf(c, value);
  if (uses === undefined || isCompared(tree, value) || !uses.every((use) => becomesWide(c, use))) return;
  const [text] = namedChildren(tree, tree.child(call, Field.Arguments));
  if (text === undefined) return;
  const end = tree.end[tree.child(call, Field.Function)]!;
  const edits = [
    { path: file.path, start: end - 'Atoi'.length, end, text: 'ParseInt' },
    { path: file.path, start: tree.start[text]!, end: tree.end[text]!, text: `${besideOthers(tree, text)}, 10, 64` },
  ];
  const fix: Fix = { title: message('int-width-fix-atoi', {}), edits, automatic: true };
  const args = { operand: tree.textOf(value), type: tree.textOf(tree.child(node, Field.Function)) };
  note(c, call, { code: 'ParsedWidth', severity: 'info' }, 'int-width-atoi', args, [fix]);
}

function bitSizeFix(c: Checker, node: Node, text: '0' | '64'): Fix {
  const { file, tree } = c.env.file;
  const edits = [{ path: file.path, start: tree.start[node]!, end: tree.end[node]!, text }];
  return { title: message('int-width-fix-bit-size', { bits: text }), edits, automatic: true };
}

/** The places where a local variable is used, its declaration left out; undefined where more is done to it than that. */
function usesOf(c: Checker, mention: Node): readonly Node[] | undefined {
  const variable = variableNamed(c, mention);
  return variable?.role === 'local' ? usesAfter(c.env.file.tree, variable.site!.node) : undefined;
}

/** {@link usesOf} the variable that is declared at an identifier. */
function usesAfter(tree: Tree, declared: Node): readonly Node[] | undefined {
  if (definitionAt(tree, declared) === undefined) return undefined;
  const mentions = namesAround(tree, declared).mentionsOf(tree.textOf(declared));
  return mentions?.filter((node) => node !== declared);
}

/** The variable that gets the first result of a call; NONE where there is none. */
function declaredBy(c: Checker, call: Node): Node {
  const { tree } = c.env.file;
  const parents = parentsAround(tree, call);
  const statement = parents.of(parents.of(call));
  if (statement === NONE || tree.kind[statement] !== Kind.ShortVarDeclaration) return NONE;
  const [first] = namedChildren(tree, tree.child(statement, Field.Left));
  return first !== undefined && tree.kind[first] === Kind.Identifier ? first : NONE;
}

/** Whether a variable is declared with a type: `var n, err int = …`. */
function hasType(c: Checker, declared: Node): boolean {
  const { tree } = c.env.file;
  const spec = parentsAround(tree, declared).of(declared);
  return tree.kind[spec] === Kind.VarSpec && tree.child(spec, Field.Type) !== NONE;
}

/** The type that a value is converted to where it stands; undefined where it is not. @throws Split */
function conversionOn(c: Checker, value: Node): Type | undefined {
  const function_ = calledOn(c, value);
  const callee = function_ === NONE ? undefined : operandOf(c, function_);
  return callee?.mode === 'type' ? callee.type : undefined;
}

/** Whether a value is converted where it stands, or given to what is not known, and may be a type. @throws Split */
function mayBeConverted(c: Checker, value: Node): boolean {
  const function_ = calledOn(c, value);
  const callee = function_ === NONE ? undefined : operandOf(c, function_);
  return function_ !== NONE && (callee === undefined || callee.mode === 'type');
}

/** What is called with a value as an argument; NONE where nothing is. */
function calledOn({ env }: Checker, value: Node): Node {
  const { tree } = env.file;
  const use = useOf(tree, value);
  if (use === NONE || tree.kind[use] !== Kind.ArgumentList) return NONE;
  const call = callOn(tree, value);
  return call === NONE ? NONE : tree.child(call, Field.Function);
}

/** Whether a value is converted to an int, uint or uintptr where it stands. @throws Split */
function becomesWord(c: Checker, value: Node): boolean {
  const type = conversionOn(c, value);
  const to = type && integerOf(c, type);
  return to !== undefined && isWord(to);
}

/** Whether a value is converted to a number of 64 bits where it stands, that is no duration. @throws Split */
function becomesWide(c: Checker, value: Node): boolean {
  const type = conversionOn(c, value);
  return type !== undefined && integerOf(c, type)?.bits === 64 && !isDurationLike(type);
}

function isDurationLike(type: Type): boolean {
  return type.tag === Tag.Named && type.object.name.endsWith('Duration');
}
