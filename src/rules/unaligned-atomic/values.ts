// Where values that lead to memory go: assigned, declared, passed, returned, sent, put into literals, and made interfaces.

import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { declaredNames, firstNamed, namedChildren } from '../../types/collect.ts';
import { expressionList } from '../../types/expression.ts';
import { isExported } from '../../types/names.ts';
import { Func, Var } from '../../types/object.ts';
import type { Operand } from '../../types/operand.ts';
import type { PackageInfo } from '../../types/package-info.ts';
import { signatureOf, under, varType } from '../../types/resolve.ts';
import { type Struct, Tag, type Type, unalias } from '../../types/type.ts';
import { typeSetOf } from '../../types/type-set.ts';
import { importedObject, objectNamed } from '../support/named-object.ts';
import { parentsAround } from '../support/parents.ts';
import { type Access, type Asker, accessOf, elementOf, locationOf, memberOf, receiverOf } from './access-path.ts';
import type { FlowFact } from './facts.ts';
import {
  elementsOf,
  functionAround,
  functionLocation,
  functionLocationAt,
  type Location,
  locationAt,
  parameterOf,
  resultOf,
  variableLocation,
} from './location.ts';
import type { NodeMemory } from './memory.ts';

/** What is known of a package while its values are followed. */
export interface Flows {
  /** The struct types of literals, and the functions that calls call. */
  readonly structs: NodeMemory<Struct>;
  readonly callees: NodeMemory<Location>;
  asker(): Asker;
  note(fact: FlowFact): void;
}

/** Notes where an expression goes that was just typed. @throws Split */
export function noteValue(c: Checker, flows: Flows, x: Operand): void {
  const { tree } = c.env.file;
  if (x.type.tag === Tag.Tuple) {
    noteTuple(c, flows, x.node, x.type.vars);
    return;
  }
  if (!leadsToMemory(c, x.type)) return;
  const parents = parentsAround(tree, x.node);
  const parent = parents.of(x.node);
  if (parent === NONE) return;
  switch (tree.kind[parent]) {
    case Kind.ExpressionList: {
      const statement = parents.of(parent);
      const index = namedChildren(tree, parent).indexOf(x.node);
      const to = destination(c, flows, statement, parent, index);
      if (to !== undefined) store(c, flows, x.node, to);
      return;
    }
    case Kind.RangeClause:
      noteRange(c, flows, parent, x.node);
      return;
    case Kind.SendStatement: {
      const channel = accessOf(flows.asker(), tree.child(parent, Field.Channel));
      const to = channel && locationOf(channel);
      if (to !== undefined && tree.child(parent, Field.Value) === x.node) store(c, flows, x.node, elementsOf(to));
      return;
    }
    case Kind.TypeSwitchStatement: {
      const [alias] = expressionList(c, tree.child(parent, Field.Alias));
      if (alias !== undefined) store(c, flows, x.node, locationAt(c.env, alias));
      return;
    }
    case Kind.LiteralElement:
      noteElement(c, flows, parent, x.node);
      return;
    case Kind.ArgumentList:
      noteArgument(c, flows, parent, x.node);
      return;
    default:
  }
}

/** Notes the arguments and the receiver of the call of a declared function, or of a method of an interface. @throws Split */
export function notePassed(c: Checker, flows: Flows, node: Node, callee: Func, args: readonly Operand[]): void {
  const declared = callee.origin ?? callee;
  if (isOutOfSight(c, declared)) return;
  const location = functionLocation(declared);
  const signature = signatureOf(c, declared);
  if (location === undefined || signature === undefined) return;
  const { params, variadic } = signature;
  const { tree } = c.env.file;
  const isSpread = tree.childOfKind(tree.child(node, Field.Arguments), Kind.VariadicArgument) !== NONE;
  args.forEach((arg, i) => {
    if (arg.mode === 'unknown' || !leadsToMemory(c, arg.type)) return;
    const isRest = variadic && i >= params.length - 1 && !isSpread;
    const to = parameterOf(location, Math.min(i, params.length - 1));
    store(c, flows, arg.node, isRest ? elementsOf(to) : to, isOpen(c, declared));
  });
  if (declared.pointerReceiver) {
    const callee = tree.child(node, Field.Function);
    if (callee !== NONE) noteReceiver(c, flows, callee, parameterOf(location, -1));
  }
}

/** Notes which methods an interface reaches now that `x` becomes one. @throws Split */
export function noteSatisfied(c: Checker, flows: Flows, x: Operand, wanted: Type): void {
  if (x.mode === 'unknown' || x.mode === 'nil') return;
  const target = under(c, wanted);
  if (target.tag !== Tag.Interface || under(c, x.type).tag === Tag.Interface) return;
  if (x.type.tag !== Tag.Pointer) return;
  const pointee = unalias(x.type.elem);
  // All methods of a type of the standard library are declared there.
  if (pointee.tag === Tag.Named && isForeignStandard(c, pointee.object.package_)) return;
  const value = accessOf(flows.asker(), x.node);
  if (value === undefined) return;
  for (const method of typeSetOf(c, target).methods.values()) {
    const found = memberOf(c, value, method.name, c.env.file.package_);
    if (found.kind !== 'method' || isOutOfSight(c, found.method)) continue;
    const [to, callee] = [functionLocation(method), functionLocation(found.method)];
    if (to === undefined || callee === undefined) continue;
    flows.note({ kind: 'function', file: c.env.file, node: x.node, to, callee });
    const receiver = found.pointerReceiver ? receiverOf(c, value, found) : undefined;
    if (receiver === undefined) continue;
    flows.note({
      kind: 'store',
      file: c.env.file,
      node: x.node,
      to: parameterOf(callee, -1),
      access: receiver,
      isOpen: isOpen(c, found.method),
    });
  }
}

/** The function a call calls: a declared one, a literal, or what a variable or a field holds. @throws Split */
export function calleeOf({ callees, asker }: Flows, c: Checker, call: Node): Location | undefined {
  const known = callees.get(c, call);
  if (known !== undefined) return known;
  const { file } = c.env;
  const { tree } = file;
  let callee = tree.child(call, Field.Function);
  while (callee !== NONE && tree.kind[callee] === Kind.ParenthesizedExpression) callee = firstNamed(tree, callee);
  if (callee === NONE) return undefined;
  if (tree.kind[callee] === Kind.FuncLiteral) return functionLocationAt(file, callee);
  const access = accessOf(asker(), callee);
  if (access === undefined || access.address || under(c, access.type).tag !== Tag.Signature) return undefined;
  return locationOf(access);
}

/** Whether there may be an address in a value of the type, or a function. */
function leadsToMemory(c: Checker, type: Type): boolean {
  const u = under(c, type);
  switch (u.tag) {
    case Tag.Pointer:
    case Tag.Slice:
    case Tag.Map:
    case Tag.Chan:
    case Tag.Interface:
    case Tag.Signature:
      return true;
    default:
      return u.tag === Tag.Basic && u.name === 'unsafe.Pointer';
  }
}

/** Where the expression of that index in a list of a statement goes. */
function destination(c: Checker, flows: Flows, statement: Node, list: Node, index: number): Location | undefined {
  const { file } = c.env;
  const { tree } = file;
  switch (tree.kind[statement]) {
    case Kind.AssignmentStatement:
    case Kind.ShortVarDeclaration: {
      if (tree.child(statement, Field.Right) !== list) return undefined;
      const left = expressionList(c, tree.child(statement, Field.Left))[index];
      return left === undefined
        ? undefined
        : targetOf(c, flows, left, tree.kind[statement] === Kind.ShortVarDeclaration);
    }
    case Kind.VarSpec: {
      const names = declaredNames(tree, statement);
      return names[index] === undefined ? undefined : locationAt(c.env, names[index]);
    }
    case Kind.ReturnStatement: {
      const around = functionAround(tree, statement);
      return around === NONE ? undefined : resultOf(functionLocationAt(file, around), index);
    }
    default:
      return undefined;
  }
}

/** The location that the left side of an assignment names. */
function targetOf(c: Checker, flows: Flows, left: Node, declares: boolean): Location | undefined {
  const { tree } = c.env.file;
  if (tree.kind[left] === Kind.Identifier && declares) {
    const own = c.env.scope.own(tree.textOf(left));
    return own instanceof Var ? variableLocation(own) : locationAt(c.env, left);
  }
  const access = accessOf(flows.asker(), left);
  return access && locationOf(access);
}

/** `a, b := f()`. */
function noteTuple(c: Checker, flows: Flows, node: Node, results: readonly Var[]): void {
  const { tree } = c.env.file;
  const parents = parentsAround(tree, node);
  const list = parents.of(node);
  const callee = tree.kind[node] === Kind.CallExpression ? calleeOf(flows, c, node) : undefined;
  if (callee === undefined || list === NONE || tree.kind[list] !== Kind.ExpressionList) return;
  results.forEach((result, i) => {
    const type = varType(c, result);
    const to = leadsToMemory(c, type) ? destination(c, flows, parents.of(list), list, i) : undefined;
    if (to === undefined) return;
    const root = { type, name: undefined, location: resultOf(callee, i) };
    const access = { root, steps: [], type, address: false };
    flows.note({ kind: 'store', file: c.env.file, node, to, access, isOpen: false });
  });
}

/** `for k, v := range x`: v gets the elements, of a channel k does. */
function noteRange(c: Checker, flows: Flows, clause: Node, node: Node): void {
  const { tree } = c.env.file;
  if (tree.child(clause, Field.Right) !== node) return;
  const left = expressionList(c, tree.child(clause, Field.Left));
  const x = accessOf(flows.asker(), node);
  const element = x && elementOf(c, x, undefined);
  if (element === undefined || !leadsToMemory(c, element.type)) return;
  const variable = left[under(c, x!.type).tag === Tag.Chan ? 0 : 1];
  const declares = tree.childOfKind(clause, Kind.Define) !== NONE;
  const to = variable === undefined ? undefined : targetOf(c, flows, variable, declares);
  if (to !== undefined) flows.note({ kind: 'store', file: c.env.file, node, to, access: element, isOpen: false });
}

/** An element of a literal: of a struct, or of an array, a slice or a map. */
function noteElement(c: Checker, flows: Flows, element: Node, node: Node): void {
  const { file } = c.env;
  const { tree } = file;
  const parents = parentsAround(tree, element);
  const keyed = tree.kind[parents.of(element)] === Kind.KeyedElement ? parents.of(element) : NONE;
  if (keyed !== NONE && tree.child(keyed, Field.Key) === element) return;
  const body = keyed === NONE ? parents.of(element) : parents.of(keyed);
  const around = parents.of(body);
  const literal = tree.kind[around] === Kind.CompositeLiteral ? around : body;
  const struct = flows.structs.get(c, literal);
  if (struct === undefined) {
    store(c, flows, node, elementsOf(locationAt({ file }, literal)));
    return;
  }
  const name = keyed === NONE ? undefined : tree.textOf(tree.child(keyed, Field.Key));
  const index = namedChildren(tree, body).indexOf(element);
  const field = name === undefined ? struct.fields[index] : struct.fields.find((one) => one.name === name);
  if (field?.site !== undefined) store(c, flows, node, locationAt(field.site, field.site.node));
}

/** An argument of append, or of a call of a function value. */
function noteArgument(c: Checker, flows: Flows, list: Node, node: Node): void {
  const { file } = c.env;
  const { tree } = file;
  const call = parentsAround(tree, list).of(list);
  if (tree.kind[call] !== Kind.CallExpression || flows.callees.get(c, call) !== undefined) return;
  const index = namedChildren(tree, list).indexOf(node);
  const callee = tree.child(call, Field.Function);
  if (callee !== NONE && tree.textOf(callee) === 'append' && objectNamed(c, callee) === undefined) {
    // The new slice has the elements of the old one.
    const to = locationAt({ file }, call);
    store(c, flows, node, index === 0 ? to : elementsOf(to));
    return;
  }
  const location = calleeOf(flows, c, call);
  if (location !== undefined && index >= 0) store(c, flows, node, parameterOf(location, index), true);
}

/** Notes that the value of an expression is kept at `to`. */
function store(c: Checker, flows: Flows, node: Node, to: Location, isOpen = false): void {
  const callee = functionValue(c, flows, node);
  if (callee !== undefined) {
    if (callee !== to) flows.note({ kind: 'function', file: c.env.file, node, to, callee });
    return;
  }
  const access = accessOf(flows.asker(), node);
  if (access !== undefined && (access.address || isStored(access)))
    flows.note({ kind: 'store', file: c.env.file, node, to, access, isOpen });
}

/** Whether the body of a function is never looked at: it is one of the standard library. */
function isOutOfSight(c: Checker, { package_, site, declaration }: Func): boolean {
  // What an interface declares others may implement.
  return isForeignStandard(c, package_) && site?.file.tree.kind[declaration] !== Kind.MethodElem;
}

/** Whether a package is of the standard library, and the present one is not. */
function isForeignStandard({ env }: Checker, info: PackageInfo | undefined): boolean {
  return info?.source.module.path === 'std' && env.file.package_.source.module.path !== 'std';
}

/** Whether packages that are not seen may call a function or method. */
function isOpen(c: Checker, callee: Func): boolean {
  const { name, package_ } = callee;
  if (!isExported(name) || package_?.name === 'main') return false;
  const receiver = signatureOf(c, callee.origin ?? callee)?.receiver;
  const type = receiver && unalias(varType(c, receiver));
  const named = type?.tag === Tag.Pointer ? unalias(type.elem) : type;
  return named?.tag !== Tag.Named || isExported(named.object.name);
}

/** Whether something else may be kept where a value comes from, or it leads into an allocation. */
function isStored(access: Access): boolean {
  return locationOf(access) !== undefined || access.steps.length > 0;
}

/** The function that an expression is: a literal, a declared function, a method value, or what a variable holds. */
function functionValue(c: Checker, flows: Flows, node: Node): Location | undefined {
  const { file } = c.env;
  const { tree } = file;
  switch (tree.kind[node]) {
    case Kind.FuncLiteral:
      return functionLocationAt(file, node);
    case Kind.ParenthesizedExpression:
      return functionValue(c, flows, firstNamed(tree, node));
    case Kind.Identifier: {
      const object = objectNamed(c, node);
      if (object instanceof Func) return functionLocation(object);
      break;
    }
    case Kind.SelectorExpression: {
      const imported = importedObject(c, node);
      if (imported instanceof Func) return functionLocation(imported);
      const method = noteReceiver(c, flows, node);
      if (method !== undefined) return functionLocation(method);
      break;
    }
    default:
      return undefined;
  }
  const access = accessOf(flows.asker(), node);
  if (access === undefined || access.address || under(c, access.type).tag !== Tag.Signature) return undefined;
  return locationOf(access);
}

/** Notes the pointer that `x.m` hands to the method, if it is one. */
function noteReceiver(c: Checker, flows: Flows, selector: Node, to?: Location): Func | undefined {
  const { tree } = c.env.file;
  let node = selector;
  while (tree.kind[node] === Kind.ParenthesizedExpression) node = firstNamed(tree, node);
  if (tree.kind[node] !== Kind.SelectorExpression) return undefined;
  const x = accessOf(flows.asker(), tree.child(node, Field.Operand));
  const found = x && memberOf(c, x, tree.textOf(tree.child(node, Field.Field)), c.env.file.package_);
  if (found?.kind !== 'method') return undefined;
  const callee = functionLocation(found.method);
  const receiver = found.pointerReceiver ? receiverOf(c, x!, found) : undefined;
  const receives = to ?? (callee && parameterOf(callee, -1));
  if (receiver !== undefined && receives !== undefined)
    flows.note({
      kind: 'store',
      file: c.env.file,
      node,
      to: receives,
      access: receiver,
      isOpen: isOpen(c, found.method),
    });
  return found.method;
}
