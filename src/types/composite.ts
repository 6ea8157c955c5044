// Composite literals (Go spec, Composite literals).
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { assignment } from './assign.ts';
import type { Checker } from './checker.ts';
import { firstNamed, isNamed } from './collect.ts';
import { exactString, format } from './constant.ts';
import { checkExpression, observed } from './expression.ts';
import { expressionString } from './expression-string.ts';
import { checkIndex } from './index-expression.ts';
import { lookupMember } from './lookup.ts';
import { unknownField } from './member-hint.ts';
import { isExported } from './names.ts';
import type { Var } from './object.ts';
import { type Operand, typedValue, unknownOperand } from './operand.ts';
import { isUntyped } from './predicates.ts';
import { under, varType } from './resolve.ts';
import { type Struct, Tag, type Type, UNKNOWN } from './type.ts';
import { typeExpression } from './type-expression.ts';
import { coreType } from './type-set.ts';
import { memberSubject } from './variation.ts';

/** One element of a literal value. */
interface Element {
  readonly node: Node;
  /** The LiteralElement of the key, NONE without one. */
  readonly key: Node;
  /** The LiteralElement of the value. */
  readonly value: Node;
}

export function checkCompositeLiteral(c: Checker, node: Node): Operand {
  const { tree } = c.env.file;
  const typeNode = tree.child(node, Field.Type);
  const body = tree.child(node, Field.Body);
  if (typeNode === NONE || body === NONE) return unknownOperand(node);
  if (tree.kind[typeNode] === Kind.ImplicitLengthArrayType) {
    const elem = typeExpression(c, tree.child(typeNode, Field.Element));
    const length = checkElements(c, elements(c, body), elem, -1);
    return typedValue(node, c.pool.array(elem, length));
  }
  const type = typeExpression(c, typeNode);
  checkLiteralValue(c, node, body, type);
  return typedValue(node, type);
}

/** Checks the elements of `{…}` against its type; where the type is elided it may be a pointer, for `&T{…}`. */
function checkLiteralValue(c: Checker, node: Node, body: Node, type: Type, elided = false): void {
  const list = elements(c, body);
  let core = type.tag === Tag.Unknown ? UNKNOWN : (coreType(c, type) ?? UNKNOWN);
  let base = type;
  if (elided && core.tag === Tag.Pointer) {
    base = core.elem;
    core = under(c, core.elem);
  }
  switch (core.tag) {
    case Tag.Struct:
      checkStruct(c, node, body, list, core, base);
      break;
    case Tag.Array:
      checkElements(c, list, core.elem, core.length);
      break;
    case Tag.Slice:
      checkElements(c, list, core.elem, -1);
      break;
    case Tag.Map:
      checkMap(c, list, core.key, core.elem);
      break;
    case Tag.Unknown:
      for (const element of list) {
        // A key may be the name of a field, or use a variable: not one that the initial value surely needs.
        const key = () => checkElement(c, element.key, UNKNOWN);
        if (element.key !== NONE) c.silently(() => c.inside({ ...c.env, declaration: undefined }, key));
        checkElement(c, element.value, UNKNOWN);
      }
      break;
    default:
      c.report(node, 'InvalidLit', 'invalidLiteralType', { type: c.typeString(type) });
  }
}

function elements(c: Checker, body: Node): Element[] {
  const { tree } = c.env.file;
  const found: Element[] = [];
  for (let n = body + 1; n < tree.next[body]!; n = tree.next[n]!) {
    if (tree.kind[n] === Kind.KeyedElement) {
      found.push({ node: n, key: tree.child(n, Field.Key), value: tree.child(n, Field.Value) });
    } else if (isNamed(tree.kind[n]!)) found.push({ node: n, key: NONE, value: n });
  }
  return found;
}

/** The expression or LiteralValue in a LiteralElement. */
function inner(c: Checker, element: Node): Node {
  const { tree } = c.env.file;
  return tree.kind[element] === Kind.LiteralElement ? firstNamed(tree, element) : element;
}

/** An element as an operand, checked as a literal of type `type` where its own type is elided. */
function checkElement(c: Checker, element: Node, type: Type): Operand {
  const node = inner(c, element);
  if (node === NONE) return unknownOperand(element);
  if (c.env.file.tree.kind[node] === Kind.LiteralValue) {
    checkLiteralValue(c, node, node, type, true);
    return observed(c, typedValue(node, type));
  }
  return checkExpression(c, node, type);
}

/** Kinds of nodes that can name a field. */
const FIELD_NAMES = new Set<number>([
  Kind.Identifier,
  Kind.FieldIdentifier,
  Kind.BlankIdentifier,
  Kind.Iota,
  Kind.Nil,
  Kind.True,
  Kind.False,
]);

/** The value of a field, whose type cannot be elided. */
function structElement(c: Checker, element: Node, type: Type): Operand {
  const node = inner(c, element);
  if (node === NONE || c.env.file.tree.kind[node] !== Kind.LiteralValue) return checkElement(c, element, type);
  c.report(node, 'UntypedLit', 'missingLiteralType', {});
  checkLiteralValue(c, node, node, UNKNOWN);
  return unknownOperand(node);
}

function checkStruct(c: Checker, node: Node, body: Node, list: readonly Element[], struct: Struct, type: Type): void {
  const { tree } = c.env.file;
  const { package_ } = c.env.file;
  if (list.length === 0) return;
  for (const observer of c.observers) observer.structLiteral?.(c, node, type, struct, list[0]!.key !== NONE);
  if (list[0]!.key !== NONE) {
    const seen = new Set<Var>();
    for (const { key, value, node: element } of list) {
      const nameNode = key === NONE ? NONE : inner(c, key);
      if (nameNode === NONE) {
        c.report(value, 'MixedStructLit', 'mixedStructLiteral', {});
        continue;
      }
      const name = tree.textOf(nameNode);
      if (!FIELD_NAMES.has(tree.kind[nameNode]!)) {
        structElement(c, value, UNKNOWN);
        const text = expressionString(tree, nameNode);
        c.report(element, 'InvalidLitField', 'invalidFieldName', { name: text });
        continue;
      }
      const found = lookupMember(c, type.tag === Tag.TypeParam ? struct : type, package_, name);
      const field = found.kind === 'field' && found.path.length === 0 ? found.field : undefined;
      const x = structElement(c, value, field === undefined ? UNKNOWN : varType(c, field));
      if (field === undefined) {
        if (found.kind === 'unknown') continue;
        c.report(
          nameNode,
          'MissingLitField',
          'unknownField',
          { why: unknownField(c, type, name, struct.fields) },
          {
            subject: memberSubject(c, type, [], undefined, name),
          },
        );
        continue;
      }
      assignment(c, x, varType(c, field), { context: 'struct literal' });
      if (seen.has(field)) c.report(element, 'DuplicateLitField', 'duplicateField', { name });
      seen.add(field);
    }
    return;
  }
  list.forEach(({ key, value, node: element }, i) => {
    const field = struct.fields[i];
    if (key !== NONE) {
      c.report(element, 'MixedStructLit', 'mixedStructLiteral', {});
      return;
    }
    if (field === undefined) {
      structElement(c, value, UNKNOWN);
      if (i === struct.fields.length)
        c.report(
          value,
          'InvalidStructLit',
          'tooManyStructValues',
          { type: c.typeString(type) },
          literalSubject(c, type),
        );
      return;
    }
    if (!isExported(field.name) && field.package_ !== package_) {
      structElement(c, value, varType(c, field));
      c.report(
        value,
        'UnexportedLitField',
        'implicitUnexported',
        { name: field.name, type: c.typeString(type) },
        literalSubject(c, type),
      );
      return;
    }
    assignment(c, structElement(c, value, varType(c, field)), varType(c, field), { context: 'struct literal' });
  });
  if (list.length < struct.fields.length) {
    // The compiler points at the closing brace.
    const end = tree.end[body]!;
    c.report(
      body,
      'InvalidStructLit',
      'tooFewStructValues',
      { type: c.typeString(type) },
      { start: end - 1, end, ...literalSubject(c, type) },
    );
  }
}

/** What an unkeyed literal depends on: the fields of the type. */
function literalSubject(c: Checker, type: Type): { subject?: string } {
  const subject = memberSubject(c, type, [], undefined);
  return subject === undefined ? {} : { subject };
}

/** Checks the elements of an array or slice literal. @returns its length: one more than the greatest index; -1 where that is not known */
function checkElements(c: Checker, list: readonly Element[], elem: Type, length: number): number {
  let index = 0;
  let max = 0;
  let known = true;
  const seen = new Set<number>();
  for (const { key, value, node } of list) {
    // Where an index is wrong those after it count on from the one before.
    let valid = known;
    if (key !== NONE) {
      const checked = checkIndex(c, inner(c, key), length);
      if (checked === 'variable') {
        const text = expressionString(c.env.file.tree, inner(c, key));
        c.report(node, 'InvalidLitIndex', 'indexNotIntegerConstant', { index: text });
      }
      if (checked === 'unknown') known = false;
      valid = known && typeof checked === 'bigint';
      if (typeof checked === 'bigint') index = Number(checked);
    } else if (known && length >= 0 && index >= length) {
      c.report(value, 'OversizeArrayLit', 'oversizedLiteral', { index, length });
      valid = false;
    }
    if (valid) {
      if (seen.has(index)) c.report(node, 'DuplicateLitKey', 'duplicateIndex', { index });
      seen.add(index);
    }
    index++;
    max = Math.max(max, index);
    assignment(c, checkElement(c, value, elem), elem, { context: 'array or slice literal' });
  }
  return known ? max : -1;
}

function checkMap(c: Checker, list: readonly Element[], keyType: Type, elem: Type): void {
  const seen = new Set<string>();
  for (const { key, value, node } of list) {
    if (key === NONE) {
      c.report(node, 'MissingLitKey', 'missingKey', {});
      continue;
    }
    const x = checkElement(c, key, keyType);
    const fits = assignment(c, x, keyType, { context: 'map literal' });
    if (fits && x.mode === 'constant' && x.value !== undefined) {
      const typed = isUntyped(x.type) || under(c, keyType).tag === Tag.Interface ? c.typeString(x.type) : '';
      const text = `${typed}:${exactString(x.value)}`;
      if (seen.has(text)) c.report(key, 'DuplicateLitKey', 'duplicateKey', { key: format(x.value) });
      seen.add(text);
    }
    assignment(c, checkElement(c, value, elem), elem, { context: 'map literal' });
  }
}
