// Expressions: dispatch by syntax, names, literals, unary operators.
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { isSingleValue, rounded } from './assign.ts';
import { binaryExpression, checkConstantFits } from './binary.ts';
import { checkCall } from './call.ts';
import type { Checker } from './checker.ts';
import { firstNamed, namedChildren } from './collect.ts';
import { checkCompositeLiteral } from './composite.ts';
import { makeFromLiteral, makeInt, unaryOp } from './constant.ts';
import { checkConversion } from './conversion.ts';
import { lookupIdentifier } from './identifier.ts';
import { checkSlice, indexExpression } from './index-expression.ts';
import { withoutOpenParameters } from './instantiate.ts';
import type { GoObject } from './object.ts';
import { constantOperand, type Operand, typedValue, unknownOperand, variableOperand } from './operand.ts';
import { allBasic, basicOf, identical, isUntyped } from './predicates.ts';
import { constType, constValue, signatureOf, typeNameType, under, varType } from './resolve.ts';
import { Scope } from './scope.ts';
import { checkSelector } from './selector.ts';
import { functionSignature } from './signature.ts';
import { checkFunctionBody } from './statement.ts';
import { Info, Tag, type Type, UNKNOWN } from './type.ts';
import { checkTypeAssertion } from './type-assertion.ts';
import { typeExpression } from './type-expression.ts';
import { checkVariableType } from './type-rules.ts';
import { commonUnder, constraintSet, typesOf } from './type-set.ts';
import { BASIC } from './universe.ts';

/**
 * The value of an expression: never a type, a built-in or nothing, which are reported.
 * @param hint the type an untyped composite literal element or function literal is asked to have
 * @throws Split
 */
export function checkExpression(c: Checker, node: Node, hint?: Type): Operand {
  return withoutOpenParameters(c, single(c, checkAny(c, node, hint)));
}

/** {@link checkExpression} that may be a generic function without all its type arguments. @throws Split */
export function checkGenericExpression(c: Checker, node: Node, hint?: Type): Operand {
  return single(c, checkAny(c, node, hint));
}

/**
 * Reports a value that is not exactly one.
 * @param orType whether a type could stand in its place
 */
export function single(c: Checker, x: Operand, orType = false): Operand {
  if (!isSingleValue(c, x, orType)) return unknownOperand(x.node);
  if (x.type.tag !== Tag.Tuple) return x;
  c.report(x.node, 'TooManyValues', 'multipleValues', { operand: c.describe(x) });
  return unknownOperand(x.node);
}

/**
 * The operands of a list of expressions, perhaps generic functions without their type arguments; of a single call with several results its results.
 * @param want how many are needed: 2 lets `v, ok` forms give two
 * @throws Split
 */
export function checkMulti(c: Checker, nodes: readonly Node[], want: number, hint?: Type): Operand[] {
  if (nodes.length !== 1) return nodes.map((node) => checkGenericExpression(c, node, hint));
  const node = nodes[0]!;
  const x = checkAny(c, node, hint);
  if (x.type.tag === Tag.Tuple && x.mode === 'value') return x.type.vars.map((v) => typedValue(node, varType(c, v)));
  if (want === 2 && (x.mode === 'commaok' || x.mode === 'mapindex')) {
    return [
      { ...x, mode: 'value' },
      { mode: 'value', type: BASIC['untyped bool'], node },
    ];
  }
  return [single(c, x)];
}

/** Whatever an expression is: a value, several values, a type, a built-in. @throws Split */
export function checkAny(c: Checker, node: Node, hint?: Type): Operand {
  c.expressions++;
  return observed(c, dispatch(c, node, hint));
}

/** Tells observers of an expression that was typed. */
export function observed(c: Checker, x: Operand): Operand {
  for (const observer of c.observers) observer.expression?.(c, x);
  return x;
}

function dispatch(c: Checker, node: Node, hint: Type | undefined): Operand {
  if (node === NONE) return unknownOperand(node);
  const { tree } = c.env.file;
  switch (tree.kind[node]) {
    case Kind.Identifier:
    case Kind.TypeIdentifier:
    case Kind.BlankIdentifier:
    case Kind.True:
    case Kind.False:
    case Kind.Nil:
    case Kind.Iota:
      return checkName(c, node);
    case Kind.IntLiteral:
      return literal(c, node, 'int', BASIC['untyped int']);
    case Kind.FloatLiteral:
      return literal(c, node, 'float', BASIC['untyped float']);
    case Kind.ImaginaryLiteral:
      return literal(c, node, 'imaginary', BASIC['untyped complex']);
    case Kind.RuneLiteral:
      return literal(c, node, 'rune', BASIC['untyped rune']);
    case Kind.RawStringLiteral:
    case Kind.InterpretedStringLiteral:
      return literal(c, node, 'string', BASIC['untyped string']);
    // What new is given reads like a type: new(*p), new((x)).
    case Kind.PointerType:
      return dereference(c, node, firstNamed(tree, node));
    case Kind.ParenthesizedType:
    case Kind.ParenthesizedExpression: {
      const inner = firstNamed(tree, node);
      return { ...withoutOpenParameters(c, checkAny(c, inner, hint)), node };
    }
    case Kind.TypeElem:
      // The grammar takes the index of a[i](x) and a[b[i]] for a type argument.
      return checkAny(c, firstNamed(tree, node), hint);
    case Kind.FuncLiteral:
      return functionLiteral(c, node);
    case Kind.CompositeLiteral:
      return checkCompositeLiteral(c, node);
    case Kind.SelectorExpression:
    case Kind.QualifiedType:
      return checkSelector(c, node);
    case Kind.IndexExpression:
    case Kind.TypeInstantiationExpression:
    case Kind.GenericType:
      return indexExpression(c, node);
    case Kind.SliceExpression:
      return checkSlice(c, node);
    case Kind.TypeAssertionExpression:
      return checkTypeAssertion(c, node);
    case Kind.CallExpression:
      return checkCall(c, node);
    case Kind.TypeConversionExpression:
      return conversionExpression(c, node);
    case Kind.UnaryExpression:
      return unaryExpression(c, node);
    case Kind.BinaryExpression:
      return binaryExpression(c, node);
    case Kind.SliceType:
    case Kind.ArrayType:
    case Kind.MapType:
    case Kind.ChannelType:
    case Kind.FunctionType:
    case Kind.StructType:
    case Kind.InterfaceType:
    case Kind.NegatedType:
      return typeOperand(node, typeExpression(c, node));
    default:
      c.misread |= c.now;
      c.unknown(`expression syntax ${Kind[tree.kind[node]!] ?? 'error'}`);
      return unknownOperand(node);
  }
}

function typeOperand(node: Node, type: Type): Operand {
  return type.tag === Tag.Unknown ? unknownOperand(node) : { mode: 'type', type, node };
}

function literal(c: Checker, node: Node, kind: 'int' | 'float' | 'imaginary' | 'rune' | 'string', type: Type): Operand {
  const text = c.env.file.tree.textOf(node);
  if (kind !== 'rune' && kind !== 'string') checkNumber(c, node, text, kind);
  return constantOperand(node, type, makeFromLiteral(kind, text));
}

/** Forms of numbers came with Go 1.13. */
function checkNumber(c: Checker, node: Node, text: string, kind: 'int' | 'float' | 'imaginary'): void {
  if (text.length <= 2 || c.allows('1.13')) return;
  const prefix = text.slice(0, 2).toLowerCase();
  if (text.includes('_')) c.requires('1.13', node, 'underscore in numeric literal');
  else if (prefix === '0b') c.requires('1.13', node, 'binary literal');
  else if (prefix === '0o') c.requires('1.13', node, '0o/0O-style octal literal');
  else if (prefix === '0x' && kind !== 'int') c.requires('1.13', node, 'hexadecimal floating-point literal');
}

function checkName(c: Checker, node: Node): Operand {
  const object = lookupIdentifier(c, node);
  if (object === undefined) return unknownOperand(node);
  if (object.kind === 'package') {
    object.used |= c.now;
    c.report(node, 'InvalidPkgUse', 'packageWithoutSelector', { name: object.name });
    return unknownOperand(node);
  }
  return objectOperand(c, node, object);
}

/** What using a declared object gives. @throws Split */
export function objectOperand(c: Checker, node: Node, object: GoObject): Operand {
  switch (object.kind) {
    case 'const': {
      if (object.name === 'iota' && object.site === undefined) {
        if (c.env.iota === undefined) {
          c.report(node, 'InvalidIota', 'iotaOutside', {});
          return unknownOperand(node);
        }
        return constantOperand(node, BASIC['untyped int'], makeInt(c.env.iota));
      }
      const type = constType(c, object);
      if (type.tag === Tag.Unknown) return unknownOperand(node);
      return constantOperand(node, type, constValue(c, object));
    }
    case 'var':
      object.used |= c.now;
      return variableOperand(node, varType(c, object), object);
    case 'func': {
      const signature = signatureOf(c, object);
      if (signature === undefined) return unknownOperand(node);
      const operand: Operand = { mode: 'value', type: signature, node, object };
      return signature.typeParams.length > 0 ? { ...operand, typeArgs: [] } : operand;
    }
    case 'type':
      return typeOperand(node, typeNameType(c, object));
    case 'builtin':
      return { mode: 'builtin', type: UNKNOWN, node, builtin: object };
    case 'nil':
      return { mode: 'nil', type: BASIC['untyped nil'], node };
    case 'package':
      return unknownOperand(node);
  }
}

function functionLiteral(c: Checker, node: Node): Operand {
  const { tree } = c.env.file;
  const scope = new Scope(c.env.scope, true);
  const { signature } = functionSignature(c, node, scope);
  const body = tree.child(node, Field.Body);
  const { env } = c;
  if (body !== NONE) {
    // Its body is looked at when the statement around it is done, and so may use what is declared by then.
    c.defer(() =>
      c.inside({ ...env, scope, signature, locals: undefined }, () => c.each(() => checkFunctionBody(c, body, scope))),
    );
  }
  return { mode: 'value', type: signature, node };
}

function conversionExpression(c: Checker, node: Node): Operand {
  const { tree } = c.env.file;
  const typeNode = tree.child(node, Field.Type);
  const operand = tree.child(node, Field.Operand);
  // f[T](x) reads like a conversion to a generic type, and may be the call of a generic function.
  if (tree.kind[typeNode] === Kind.GenericType) return checkCall(c, node);
  // *T(x) is *(T(x)): what reads like a conversion to a pointer type dereferences (Go spec, Conversions).
  if (tree.kind[typeNode] === Kind.PointerType) return indirectConversion(c, node, firstNamed(tree, typeNode), operand);
  const type = typeExpression(c, typeNode);
  const x = checkExpression(c, operand, type);
  return { ...checkConversion(c, node, x, type), discard: 'conversion' };
}

/** Kinds of expressions whose operand is their first node, and which bind closer than a star. */
const POSTFIX = new Set<number>([
  Kind.CallExpression,
  Kind.SelectorExpression,
  Kind.IndexExpression,
  Kind.SliceExpression,
  Kind.TypeAssertionExpression,
]);

/** `*T(x)`, with more stars perhaps. */
function indirectConversion(c: Checker, node: Node, typeNode: Node, operand: Node): Operand {
  const { tree } = c.env.file;
  if (tree.kind[typeNode] === Kind.PointerType) {
    return indirect(c, node, indirectConversion(c, node, firstNamed(tree, typeNode), operand));
  }
  if (tree.kind[typeNode] === Kind.GenericType) {
    // *f[T](x) is *(f[T](x)); but the star of *f[T](x).y, which the syntax tree has here as well, is for what f[T](x).y gives.
    const x = single(c, checkCall(c, node, typeNode));
    return POSTFIX.has(tree.kind[node - 1]!) ? unknownOperand(node) : indirect(c, node, x);
  }
  const type = typeExpression(c, typeNode);
  return indirect(c, node, checkConversion(c, node, checkExpression(c, operand, type), type));
}

function unaryExpression(c: Checker, node: Node): Operand {
  const { tree } = c.env.file;
  const operand = tree.child(node, Field.Operand);
  const operatorNode = tree.child(node, Field.Operator);
  if (operand === NONE || operatorNode === NONE) return unknownOperand(node);
  const operator = tree.textOf(operatorNode);
  if (operator === '*') return dereference(c, node, operand);
  if (operator === '&') return addressOf(c, node, operand);
  const x = checkExpression(c, operand);
  if (x.mode === 'unknown') return unknownOperand(node);
  if (operator === '<-') return receive(c, node, x);
  const wanted = operator === '!' ? Info.Boolean : operator === '^' ? Info.Integer : Info.Numeric;
  if (x.mode === 'nil' || !allBasic(c, x.type, wanted)) {
    c.report(x.node, 'UndefinedOp', 'operatorNotDefinedOn', { operator, operand: c.describe(x) });
    return unknownOperand(node);
  }
  if (x.mode === 'constant') return unaryConstant(c, node, operator, x);
  return { mode: 'value', type: x.type, node, parts: x.parts };
}

function unaryConstant(c: Checker, node: Node, operator: string, x: Operand): Operand {
  if (x.value === undefined) return constantOperand(node, x.type, undefined);
  const basic = basicOf(c, x.type);
  // ^x of an unsigned constant has the bits of its type; the size of uint and uintptr is the target's.
  const bits = basic !== undefined && (basic.info & Info.Unsigned) !== 0 ? basic.bits || c.wordBits() : undefined;
  const value = unaryOp(operator, x.value, bits);
  return checkConstantFits(c, constantOperand(node, x.type, value), node, `unary ${operator}`);
}

function dereference(c: Checker, node: Node, operand: Node): Operand {
  const x = checkAny(c, operand);
  if (x.mode === 'unknown') return unknownOperand(node);
  if (x.mode === 'type') {
    checkVariableType(c, operand, x.type);
    return typeOperand(node, c.pool.pointer(x.type));
  }
  if (x.mode === 'nil') {
    c.report(node, 'InvalidIndirection', 'indirectNil', {});
    return unknownOperand(node);
  }
  return indirect(c, node, single(c, x, true));
}

/** `*x` of a value. */
function indirect(c: Checker, node: Node, value: Operand): Operand {
  if (value.mode === 'unknown') return unknownOperand(node);
  let base: Type | undefined;
  if (constraintSet(c, value.type).unknown) return unknownOperand(node);
  const types = typesOf(c, value.type);
  const failed = (id: 'cannotIndirect' | 'differentBaseTypes') => {
    c.report(value.node, 'InvalidIndirection', id, { operand: c.describe(value) });
    return unknownOperand(node);
  };
  if (types === undefined) return failed('cannotIndirect');
  for (const type of types) {
    const u = under(c, type);
    if (u.tag === Tag.Unknown) return unknownOperand(node);
    if (u.tag !== Tag.Pointer) return failed('cannotIndirect');
    if (base !== undefined && !identical(c, base, u.elem)) return failed('differentBaseTypes');
    base = u.elem;
  }
  return base === undefined ? failed('cannotIndirect') : typedValue(node, base, 'variable');
}

function addressOf(c: Checker, node: Node, operand: Node): Operand {
  const { tree } = c.env.file;
  const x = checkExpression(c, operand);
  if (x.mode === 'unknown') return unknownOperand(node);
  let inner = operand;
  while (tree.kind[inner] === Kind.ParenthesizedExpression) inner = firstNamed(tree, inner);
  if (x.mode !== 'variable' && tree.kind[inner] !== Kind.CompositeLiteral) {
    c.report(operand, 'UnaddressableOperand', 'cannotTakeAddress', { operand: c.describe(x) });
    return unknownOperand(node);
  }
  return { mode: 'value', type: c.pool.pointer(x.type), node };
}

function receive(c: Checker, node: Node, x: Operand): Operand {
  c.calls++;
  const elem = channelElement(c, x, x.node, 'receive');
  return elem === undefined ? unknownOperand(node) : typedValue(node, elem, 'commaok');
}

/**
 * What is received from or sent to a channel. Undefined where that is not known, or, after a report at `at`, where it is no such
 * channel.
 * @throws Split
 */
export function channelElement(c: Checker, x: Operand, at: Node, use: 'receive' | 'send'): Type | undefined {
  const against = use === 'receive' ? 'send' : 'receive';
  const common = commonUnder(c, x.type, (type, u) => {
    if (u.tag !== Tag.Chan) return `non-channel ${c.typeString(type)}`;
    return u.direction === against ? `${against}-only channel ${c.typeString(type)}` : undefined;
  });
  if (common.type?.tag === Tag.Chan) return common.type.elem;
  if (common.type !== undefined) return undefined;
  const cause = common.cause === 'no specific type' ? 'no specific channel type' : common.cause;
  const isParam = x.type.tag === Tag.TypeParam;
  const operand = isParam ? `${c.describe(x)}: ${cause}` : `${cause} ${c.describe(x)}`;
  if (use === 'receive') c.report(at, 'InvalidReceive', 'cannotReceive', { operand });
  else c.report(at, 'InvalidSend', 'cannotSend', { operand });
  return undefined;
}

/** The constant as it is after conversion to a basic type. */
export function convertConstant(c: Checker, x: Operand, node: Node, type: Type): Operand {
  const basic = basicOf(c, type);
  if (x.value === undefined || basic === undefined || isUntyped(type)) return constantOperand(node, type, x.value);
  return constantOperand(node, type, rounded(x.value, basic));
}

/** The expressions of an ExpressionList, or the single node itself. */
export function expressionList(c: Checker, node: Node): Node[] {
  if (node === NONE) return [];
  const { tree } = c.env.file;
  return tree.kind[node] === Kind.ExpressionList ? namedChildren(tree, node) : [node];
}
