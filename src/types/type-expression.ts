// Type expressions: from syntax to types, and the signatures of functions with the scope of their parameters.
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { Cell } from './cell.ts';
import type { Checker } from './checker.ts';
import { declaredNames, firstNamed, isNamed, namedChildren } from './collect.ts';
import { makeFromLiteral, toInt } from './constant.ts';
import { checkExpression, objectOperand } from './expression.ts';
import { expressionString } from './expression-string.ts';
import { lookupIdentifier, lookupQualified } from './identifier.ts';
import { pointers, typeArgumentNodes, withoutStars } from './index-expression.ts';
import { instantiateNamed } from './instantiate.ts';
import { Func, type GoObject, type TypeName, Var } from './object.ts';
import { allBasic, isUntyped, mentionsUnknown } from './predicates.ts';
import { signatureOf, typeNameType, typeParamsOf, under } from './resolve.ts';
import { functionSignature } from './signature.ts';
import { type Direction, Info, Interface, Struct, Tag, type Type, UNKNOWN, Union } from './type.ts';
import { checkEmbeddedField, checkInterface, checkMapKey, checkVariableType, type Element } from './type-rules.ts';
import { unionOf } from './union.ts';
import { WRITTEN_EMPTY_INTERFACE } from './universe.ts';

/** The type an expression denotes; UNKNOWN, after a report where that is certain, where it denotes none. @throws Split */
export function typeExpression(c: Checker, node: Node): Type {
  const type = typeOrUndefined(c, node) ?? UNKNOWN;
  if (!isGeneric(c, type)) return type;
  c.report(node, 'WrongTypeArgCount', 'genericWithoutInstantiation', { type: c.typeString(type) });
  return UNKNOWN;
}

/** Whether it is a generic type, or generic alias, without type arguments. @throws Split */
export function isGeneric(c: Checker, type: Type): boolean {
  return type.tag === Tag.Named && type.origin === undefined && typeParamsOf(c, type.object).length > 0;
}

/** The type of a variable, an element or an argument: any but a constraint. @throws Split */
export function variableType(c: Checker, node: Node): Type {
  const type = typeExpression(c, node);
  checkVariableType(c, node, type);
  return type;
}

/** A type expression that may name a generic type without arguments. */
export function genericTypeExpression(c: Checker, node: Node): Type {
  return typeOrUndefined(c, node) ?? UNKNOWN;
}

function typeOrUndefined(c: Checker, node: Node): Type | undefined {
  if (node === NONE) return undefined;
  const { tree } = c.env.file;
  switch (tree.kind[node]) {
    case Kind.TypeIdentifier:
    case Kind.Identifier:
    case Kind.FieldIdentifier:
    case Kind.PackageIdentifier:
      return namedType(c, node, lookupIdentifier(c, node));
    case Kind.QualifiedType:
    case Kind.SelectorExpression:
      return qualifiedType(c, node);
    case Kind.PointerType:
      return c.pool.pointer(variableType(c, firstNamed(tree, node)));
    case Kind.UnaryExpression:
      return c.pool.pointer(variableType(c, tree.child(node, Field.Operand)));
    case Kind.ParenthesizedType:
    case Kind.ParenthesizedExpression:
    case Kind.TypeConstraint:
    case Kind.TypeElem:
      return elementType(c, node);
    case Kind.NegatedType:
      return new Interface([], [new Union([{ tilde: true, type: typeExpression(c, firstNamed(tree, node)) }])]);
    case Kind.SliceType:
      return c.pool.slice(variableType(c, tree.child(node, Field.Element)));
    case Kind.ArrayType:
      return arrayType(c, node);
    case Kind.MapType:
      return mapType(c, node);
    case Kind.ChannelType:
      return channelType(c, node);
    case Kind.FunctionType:
      return functionSignature(c, node, undefined).signature;
    case Kind.StructType:
      return structType(c, node);
    case Kind.InterfaceType:
      return interfaceType(c, node);
    case Kind.GenericType:
    case Kind.TypeInstantiationExpression:
    case Kind.IndexExpression:
      return genericInstance(c, node);
    default:
      c.unknown(`type syntax ${Kind[tree.kind[node]!] ?? 'error'}`);
      return undefined;
  }
}

/** The type a declared object is, reporting where it is something else. */
function namedType(c: Checker, node: Node, object: GoObject | undefined): Type | undefined {
  if (object === undefined) return undefined;
  if (object.kind === 'type') {
    const { name, site } = object;
    const late = site === undefined && (name === 'any' || name === 'comparable');
    if (late && !c.requires('1.18', node, `predeclared ${name}`)) return undefined;
    return typeNameType(c, object);
  }
  if (object.kind === 'package' || object.kind === 'var') object.used |= c.now;
  const { name } = object;
  c.report(node, 'NotAType', 'notAType', { name: `${name} (${objectKind(object)})` });
  return undefined;
}

const ROLES: Readonly<Record<Var['role'], string>> = {
  package: 'package-level variable',
  local: 'local variable',
  receiver: 'receiver',
  param: 'parameter',
  result: 'result variable',
  field: 'struct field',
};

/** What the compiler calls a declared object that is no type. */
function objectKind(object: Exclude<GoObject, TypeName>): string {
  switch (object.kind) {
    case 'var':
      return ROLES[object.role];
    case 'const':
      return 'constant';
    case 'func':
      return 'function';
    case 'builtin':
      return 'built-in function';
    case 'nil':
      return 'untyped nil';
    case 'package':
      return 'package name';
  }
}

function qualifiedType(c: Checker, node: Node): Type | undefined {
  const { tree } = c.env.file;
  const packageNode =
    tree.kind[node] === Kind.QualifiedType ? tree.child(node, Field.Package) : tree.child(node, Field.Operand);
  const nameNode =
    tree.kind[node] === Kind.QualifiedType ? tree.child(node, Field.Name) : tree.child(node, Field.Field);
  if (packageNode === NONE || nameNode === NONE) return undefined;
  const object = lookupIdentifier(c, packageNode);
  if (object === undefined) return undefined;
  if (object.kind !== 'package') {
    if (object.kind === 'var') object.used |= c.now;
    // Of a type that is being declared nothing is known, and it refers to itself.
    if (object.kind === 'type' && under(c, typeNameType(c, object)).tag === Tag.Unknown) return undefined;
    c.report(nameNode, 'NotAType', 'notAType', { name: expressionString(tree, node) });
    return undefined;
  }
  const member = lookupQualified(c, object, nameNode);
  if (member === undefined || member.kind === 'type') return namedType(c, node, member);
  const x = objectOperand(c, node, member);
  if (x.mode !== 'unknown') c.report(node, 'NotAType', 'notAType', { name: c.describe(x) });
  return undefined;
}

function arrayType(c: Checker, node: Node): Type {
  const { tree } = c.env.file;
  const elem = variableType(c, tree.child(node, Field.Element));
  return c.pool.array(elem, arrayLength(c, tree.child(node, Field.Length)));
}

/** The length of an array type; -1 where it is not known. */
function arrayLength(c: Checker, node: Node): number {
  if (node === NONE) return -1;
  const { tree } = c.env.file;
  // The compiler has words of its own for a lone name, which could have been a type parameter.
  if (tree.kind[node] === Kind.Identifier) {
    const object = lookupIdentifier(c, node, 'undefinedArrayLength');
    if (object === undefined) return -1;
    if (object.kind !== 'const') {
      c.report(node, 'InvalidArrayLen', 'invalidArrayLength', { name: tree.textOf(node) });
      return -1;
    }
  }
  const x = checkExpression(c, node);
  if (x.mode === 'unknown') return -1;
  if (x.mode !== 'constant') {
    c.report(node, 'InvalidArrayLen', 'arrayLengthNotConstant', { length: c.describe(x) });
    return -1;
  }
  if (x.value === undefined) return -1;
  const length = isUntyped(x.type) || allBasic(c, x.type, Info.Integer) ? toInt(x.value) : undefined;
  if (length === undefined) {
    c.report(node, 'InvalidArrayLen', 'arrayLengthNotInteger', { length: c.describe(x) });
    return -1;
  }
  const bits = length.value;
  if (bits < 0n || bits >= 1n << BigInt(c.wordBits() - 1)) {
    c.report(node, 'InvalidArrayLen', 'invalidArrayLength', { name: c.describe(x) });
    return -1;
  }
  return bits <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(bits) : -1;
}

function mapType(c: Checker, node: Node): Type {
  const { tree } = c.env.file;
  const keyNode = tree.child(node, Field.Key);
  const key = variableType(c, keyNode);
  checkMapKey(c, keyNode, key);
  return c.pool.map(key, variableType(c, tree.child(node, Field.Value)));
}

/**
 * A channel type. In `chan <- chan int` the arrow belongs to the first `chan`, as to the leftmost one possible; the syntax tree has it
 * with the second. So a chain of channel types is read anew from its tokens.
 */
function channelType(c: Checker, node: Node): Type {
  const { tree } = c.env.file;
  const tokens: Node[] = [];
  let elem = node;
  while (tree.kind[elem] === Kind.ChannelType) {
    const value = tree.child(elem, Field.Value);
    for (let n = elem + 1; n < value; n = tree.next[n]!) {
      if (tree.kind[n] === Kind.ChanKeyword || tree.kind[n] === Kind.Arrow) tokens.push(n);
    }
    elem = value;
  }
  const directions: Direction[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const receive = tree.kind[tokens[i]!] === Kind.Arrow;
    const send = !receive && tokens[i + 1] !== undefined && tree.kind[tokens[i + 1]!] === Kind.Arrow;
    directions.push(receive ? 'receive' : send ? 'send' : 'both');
    if (receive || send) i++;
  }
  return directions.reduceRight<Type>((type, direction) => c.pool.chan(direction, type), variableType(c, elem));
}

/** `A | ~B`, a parenthesized type, or a single one. */
function elementType(c: Checker, node: Node): Type | undefined {
  const { tree } = c.env.file;
  const parts = namedChildren(tree, node);
  if (parts.length === 1 && tree.kind[parts[0]!] !== Kind.NegatedType) return typeOrUndefined(c, parts[0]!);
  if (parts.length === 0) return undefined;
  return new Interface([], [unionOf(c, parts)]);
}

function structType(c: Checker, node: Node): Type {
  const { tree } = c.env.file;
  const list = tree.childOfKind(node, Kind.FieldDeclarationList);
  const fields: Var[] = [];
  const tags: string[] = [];
  const seen = new Map<string, Node>();
  if (list === NONE) return new Struct(fields, tags);
  for (const declaration of tree.childrenOfKind(list, Kind.FieldDeclaration)) {
    const type = new Cell<Type>();
    const typeNode = tree.child(declaration, Field.Type);
    const pointer = hasToken(c, declaration, Kind.Star);
    // Each field is typed by itself, so that one that varies does not make the struct vary.
    const names = declaredNames(tree, declaration);
    const embedded = names.length === 0;
    c.each(() => {
      const elem = variableType(c, typeNode);
      const whole = pointer ? c.pool.pointer(elem) : elem;
      if (embedded) checkEmbeddedField(c, declaration, whole);
      type.set(c.now, whole);
    });
    const tagNode = tree.child(declaration, Field.Tag);
    const tag = tagNode === NONE ? '' : tagOf(tree.textOf(tagNode));
    for (const name of embedded ? [embeddedName(c, typeNode)] : names) {
      if (name === NONE) continue;
      const text = tree.textOf(name);
      if (text !== '_' && seen.has(text)) {
        c.report(name, 'DuplicateDecl', 'redeclaredField', { name: text });
        continue;
      }
      seen.set(text, name);
      const site = { file: c.env.file, scope: c.env.scope, node: name };
      fields.push(new Var(text, c.env.file.package_, site, c.now, type, 'field', embedded, declaration));
      tags.push(tag);
    }
  }
  const struct = new Struct(fields, tags);
  for (const observer of c.observers) observer.structType?.(c, node, struct);
  return struct;
}

/** The bytes of a field tag: it is the same in whichever quotes it is written. */
function tagOf(literal: string): string {
  const value = makeFromLiteral('string', literal);
  return value?.kind === 'string' ? value.bytes : literal;
}

/** The identifier that gives an embedded field its name. */
function embeddedName(c: Checker, typeNode: Node): Node {
  const { tree } = c.env.file;
  switch (tree.kind[typeNode]) {
    case Kind.QualifiedType:
      return tree.child(typeNode, Field.Name);
    case Kind.GenericType:
      return embeddedName(c, tree.child(typeNode, Field.Type));
    case Kind.PointerType:
    case Kind.ParenthesizedType:
      return embeddedName(c, firstNamed(tree, typeNode));
    default:
      return typeNode;
  }
}

function hasToken(c: Checker, node: Node, token: Kind): boolean {
  return c.env.file.tree.childOfKind(node, token) !== NONE;
}

function interfaceType(c: Checker, node: Node): Type {
  const { tree, package_ } = c.env.file;
  const methods: Func[] = [];
  const names = new Set<string>();
  const elements: Element[] = [];
  for (let n = node + 1; n < tree.next[node]!; n = tree.next[n]!) {
    if (tree.kind[n] === Kind.MethodElem) {
      const name = tree.child(n, Field.Name);
      const text = tree.textOf(name);
      const site = { file: c.env.file, scope: c.env.scope, node: name };
      const method = new Func(text, package_, site, c.now, new Cell(), n);
      if (c.checking === package_) c.defer(() => void signatureOf(c, method));
      if (text === '_') c.report(name, 'BlankIfaceMethod', 'blankInterfaceMethod', {});
      else if (names.has(text)) c.report(name, 'DuplicateDecl', 'duplicateInterfaceMethod', { name: text });
      else methods.push(method);
      names.add(text);
    } else if (isNamed(tree.kind[n]!)) {
      const parts = tree.kind[n] === Kind.TypeElem ? namedChildren(tree, n) : [n];
      elements.push({ node: n, type: unionOf(c, parts) });
    }
  }
  if (methods.length === 0 && elements.length === 0) return WRITTEN_EMPTY_INTERFACE;
  const type = new Interface(
    methods,
    elements.map((element) => element.type),
  );
  checkInterface(c, type, elements);
  return type;
}

function genericInstance(c: Checker, node: Node): Type | undefined {
  const { tree } = c.env.file;
  const isIndex = tree.kind[node] === Kind.IndexExpression;
  const whole = isIndex ? tree.child(node, Field.Operand) : tree.child(node, Field.Type);
  const argNodes = isIndex ? [tree.child(node, Field.Index)] : typeArgumentNodes(c, node, whole);
  const { operand, stars } = withoutStars(tree, whole);
  return pointers(c, stars, typeInstance(c, operand, genericTypeExpression(c, operand), argNodes));
}

/** `G[A, B]`, reporting where `G` is no generic type. @throws Split */
export function typeInstance(c: Checker, genericNode: Node, generic: Type, argNodes: readonly Node[]): Type {
  if (mentionsUnknown(generic)) {
    for (const node of argNodes) typeExpression(c, node);
    return UNKNOWN;
  }
  if (generic.tag !== Tag.Named || !isGeneric(c, generic)) {
    const { tree } = c.env.file;
    const args = argNodes.map((arg) => expressionString(tree, arg)).join(', ');
    c.report(genericNode, 'NotAGenericType', 'notAGenericType', {
      expression: `${expressionString(tree, genericNode)}[${args}]`,
      type: c.typeString(generic),
    });
    return UNKNOWN;
  }
  const args = argNodes.map((node) => variableType(c, node));
  if (args.some((arg) => arg.tag === Tag.Unknown)) return UNKNOWN;
  return instantiateNamed(c, genericNode, generic, args, argNodes);
}
