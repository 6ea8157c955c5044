// Typing declarations on demand: what a constant, type name, variable or function is, on the targets that are looked at.
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { assignment, declaredType } from './assign.ts';
import { Cell } from './cell.ts';
import type { Checker } from './checker.ts';
import { namedChildren } from './collect.ts';
import type { Constant } from './constant.ts';
import { checkExpression, checkGenericExpression, checkMulti, convertConstant } from './expression.ts';
import { expressionString } from './expression-string.ts';
import type { Const, Func, TypeName, Var } from './object.ts';
import { placeOf } from './place.ts';
import { Scope } from './scope.ts';
import { functionSignature } from './signature.ts';
import { reportMismatch } from './statement.ts';
import { instanceUnderlying } from './substitute.ts';
import { Info, Named, type Signature, Tag, type Type, type TypeParam, UNKNOWN, unalias } from './type.ts';
import { typeExpression } from './type-expression.ts';
import { declareTypeParams } from './type-parameters.ts';

/** The type of a constant. @throws Split */
export function constType(c: Checker, object: Const): Type {
  resolveConst(c, object);
  return object.type.get(c.now) ?? UNKNOWN;
}

/** The value of a constant; undefined where it is not known. @throws Split */
export function constValue(c: Checker, object: Const): Constant | undefined {
  resolveConst(c, object);
  return object.value.get(c.now);
}

export function resolveConst(c: Checker, object: Const): void {
  if ((c.now & ~object.type.known) === 0) return;
  c.resolve(object, object.type.known, () => {
    const { iota, inherited, site } = object;
    // Only of the value what is wrong is said at each constant that repeats it.
    const wanted = object.typeNode === NONE ? undefined : typeExpression(c, object.typeNode);
    if (wanted !== undefined && !isConstantType(c, wanted)) {
      c.report(object.typeNode, 'InvalidConstType', 'invalidConstantType', { type: c.typeString(wanted) });
      object.type.set(c.now, UNKNOWN);
      object.value.set(c.now, undefined);
      return;
    }
    c.inside({ ...c.env, iota, inheritedBy: inherited ? site!.node : undefined }, () => {
      let type: Type = UNKNOWN;
      let value: Constant | undefined;
      if (object.extra !== NONE) {
        if (inherited)
          c.report(site!.node, 'WrongAssignCount', 'extraInheritedValue', { place: placeOf(site!.file, object.extra) });
        else reportExtraValue(c, object.extra);
      }
      if (object.isFirstWithoutValue) reportMissingValue(c, object);
      if (object.valueNode !== NONE) {
        const x = checkExpression(c, object.valueNode);
        const fits = wanted === undefined || assignment(c, x, wanted, { context: 'constant declaration' });
        if (x.mode === 'constant') {
          const typed = wanted === undefined ? x : convertConstant(c, x, object.valueNode, wanted);
          type = typed.type;
          value = fits ? typed.value : undefined;
        } else if (x.mode !== 'unknown') {
          c.report(object.valueNode, 'InvalidConstInit', 'notConstant', { operand: c.describe(x) });
        }
      }
      object.type.set(c.now, type);
      object.value.set(c.now, value);
    });
  });
}

/** Whether constants can have the type. @throws Split */
function isConstantType(c: Checker, type: Type): boolean {
  const u = under(c, type);
  return u.tag === Tag.Unknown || (u.tag === Tag.Basic && (u.info & Info.Const) !== 0);
}

/** The type a type name stands for: of a generic alias a placeholder without underlying type of its own. @throws Split */
export function typeNameType(c: Checker, object: TypeName): Type {
  if (object.isAlias && (c.now & ~object.type.known) !== 0) {
    if (typeParamsOf(c, object).length > 0) object.type.set(-1, new Named(object, new Cell(), undefined, []));
    else {
      c.resolve(object, object.type.known, () => {
        const { tree } = c.env.file;
        c.requires('1.9', object.site!.node, 'type alias');
        const type = typeExpression(c, tree.child(object.spec, Field.Type));
        object.type.set(c.now, c.pool.aliased(type, object, []));
      });
    }
  }
  return object.type.get(c.now) ?? UNKNOWN;
}

/** What stands on the right side of a generic alias. @throws Split */
export function aliasedType(c: Checker, object: TypeName): Type {
  const { site, spec } = object;
  if (site === undefined) return UNKNOWN;
  const generic = genericScope(c, object, site.file.tree.child(spec, Field.TypeParameters));
  if ((c.now & ~generic.aliased.known) !== 0) {
    c.resolve(object, generic.aliased.known, () => {
      const { tree } = c.env.file;
      const list = tree.child(spec, Field.TypeParameters);
      const first = tree.childOfKind(list, Kind.TypeParameterDeclaration);
      if (first === NONE || c.requires('1.23', first, 'generic type alias')) c.requires('1.9', site.node, 'type alias');
      const node = tree.child(spec, Field.Type);
      const type = c.inside({ ...c.env, scope: generic.scope }, () => typeExpression(c, node));
      const own = type.tag === Tag.TypeParam && generic.params.includes(type);
      if (own) c.report(node, 'MisplacedTypeParam', 'typeParameterAsAlias', {});
      generic.aliased.set(c.now, own ? UNKNOWN : type);
    });
  }
  return generic.aliased.get(c.now) ?? UNKNOWN;
}

/** The type parameters of a generic type; empty where it has none. @throws Split */
export function typeParamsOf(c: Checker, object: TypeName): readonly TypeParam[] {
  const { site } = object;
  if (site === undefined || object.spec === NONE) return [];
  const list = site.file.tree.child(object.spec, Field.TypeParameters);
  if (list === NONE) return [];
  return c.inside({ file: site.file, scope: site.scope }, () => genericScope(c, object, list).params);
}

/** The parameters of a generic type and the scope they stand in. */
export interface Generic {
  readonly scope: Scope;
  readonly params: readonly TypeParam[];
  /** Of a generic alias: what it stands for, filled on demand. */
  readonly aliased: Cell<Type>;
}

/** The scope of a generic type's parameters; made once for each type. */
function genericScope(c: Checker, object: TypeName, list: Node): Generic {
  const known = c.generics.get(object);
  if (known !== undefined) return known;
  const { file, scope: outer } = object.site!;
  const scope = new Scope(outer);
  const { params, constrain } = declareTypeParams(c, list, scope);
  const generic: Generic = { scope, params, aliased: new Cell() };
  // A constraint may mention the type itself.
  c.generics.set(object, generic);
  c.apart(file, outer, object.presence | c.now, constrain);
  return generic;
}

/** The underlying type: of a type parameter its constraint's interface. @throws Split */
export function under(c: Checker, type: Type): Type {
  if (type.tag === Tag.Named) {
    const cell = type.underlying;
    if ((c.now & ~cell.known) !== 0) {
      if (type.origin !== undefined) instanceUnderlying(c, type);
      else if (type.object.isAlias) type.underlying.set(c.now, under(c, aliasedType(c, type.object)));
      else resolveNamed(c, type.object);
    }
    return cell.get(c.now) ?? UNKNOWN;
  }
  const actual = unalias(type);
  return actual.tag === Tag.Basic ? (actual.aliasOf ?? actual) : actual;
}

function resolveNamed(c: Checker, object: TypeName): void {
  const named = [...object.type.entries(-1)][0]?.[1];
  if (named?.tag !== Tag.Named) return;
  c.resolve(object, named.underlying.known, () => {
    const { tree } = c.env.file;
    const list = tree.child(object.spec, Field.TypeParameters);
    const first = list === NONE ? NONE : tree.childOfKind(list, Kind.TypeParameterDeclaration);
    if (first !== NONE) c.requires('1.18', first, 'type parameter');
    const scope = list === NONE ? c.env.scope : genericScope(c, object, list).scope;
    c.inside({ ...c.env, scope }, () => {
      const node = tree.child(object.spec, Field.Type);
      let type = typeExpression(c, node);
      // type T U: the underlying type is that of U. A chain of names that ends in itself is an error and stays unknown.
      const seen = new Set<Type>([named]);
      for (type = unalias(type); type.tag === Tag.Named; type = unalias(type)) {
        if (seen.has(type)) {
          type = UNKNOWN;
          break;
        }
        seen.add(type);
        type = under(c, type);
      }
      if (type.tag === Tag.TypeParam) c.report(node, 'MisplacedTypeParam', 'typeParameterAsType', {});
      // Of `type T byte` it is uint8, as it is of byte itself.
      named.underlying.set(c.now, type.tag === Tag.TypeParam ? UNKNOWN : under(c, type));
    });
  });
}

/** The type of a variable, field, parameter or result. @throws Split */
export function varType(c: Checker, object: Var): Type {
  if (object.role === 'package' && (c.now & ~object.type.known) !== 0) resolveVariable(c, object);
  return object.type.get(c.now) ?? UNKNOWN;
}

/** Types a package variable, and those declared by the same spec. */
export function resolveVariable(c: Checker, object: Var): void {
  const first = object.group[0] ?? object;
  c.resolve(first, object.type.known, () => {
    const { tree } = c.env.file;
    const typeNode = tree.child(object.spec, Field.Type);
    const list = tree.child(object.spec, Field.Value);
    if (typeNode !== NONE) {
      // The initializer is checked with the package's declarations; others need the type only.
      const type = typeExpression(c, typeNode);
      for (const variable of object.group) variable.type.set(c.now, type);
      return;
    }
    initialize(c, object.group, list === NONE ? [] : namedChildren(tree, list));
  });
}

/**
 * Gives variables their initial values, `a, b = f()` included, and their types by these where none is written.
 * @param type what is written
 */
export function initialize(
  c: Checker,
  variables: readonly Var[],
  values: readonly Node[],
  type?: Type | undefined,
): void {
  const { length } = variables;
  const several = length > 1 && values.length === 1;
  const taken = values.slice(0, length);
  const operands = several ? checkMulti(c, taken, length, type) : taken.map((n) => checkGenericExpression(c, n, type));
  if (several) reportMismatch(c, taken, length, operands.length, operands[0]!.mode === 'unknown');
  else if (values.length > length) reportExtraValue(c, values[length]!);
  else if (values.length < length) reportMissingValue(c, variables[values.length]!);
  const context = several ? 'assignment' : 'variable declaration';
  variables.forEach((variable, i) => {
    const x = operands.length === length || !several ? operands[i] : undefined;
    if (type === undefined) variable.type.set(c.now, x === undefined ? UNKNOWN : declaredType(c, x, context));
    else if (x !== undefined) assignment(c, x, type, { context, target: variable.name });
  });
}

function reportExtraValue(c: Checker, value: Node): void {
  const expression = expressionString(c.env.file.tree, value);
  c.report(value, 'WrongAssignCount', 'extraInitialValue', { expression });
}

function reportMissingValue(c: Checker, { name, site }: Const | Var): void {
  c.report(site!.node, 'WrongAssignCount', 'missingInitialValue', { name });
}

/** The signature of a function or method. @throws Split */
export function signatureOf(c: Checker, object: Func): Signature | undefined {
  const { site } = object;
  if ((c.now & ~object.signature.known) !== 0 && site !== undefined) {
    c.resolve(object, object.signature.known, () => {
      const { tree } = c.env.file;
      const kind = tree.kind[object.declaration];
      if (kind === Kind.FunctionDeclaration || kind === Kind.MethodDeclaration || kind === Kind.MethodElem) {
        object.signature.set(c.now, functionSignature(c, object.declaration, new Scope(c.env.scope, true)).signature);
      }
    });
  }
  return object.signature.get(c.now);
}
