// The fix "use atomic.Int64": which declaration, and why not.
import { type Message, message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import { declaredNames } from '../../types/collect.ts';
import { isExported } from '../../types/names.ts';
import type { Var } from '../../types/object.ts';
import type { Fix, TextEdit } from '../finding.ts';
import type { FactsPass } from '../rule.ts';
import { isExposed } from '../support/exposed-types.ts';
import { findImport } from '../support/imports.ts';
import { layoutObstacle, unseenFile, usesObstacle } from '../support/layout-obstacle.ts';
import { hashesOf, isPrivate, usesInPackage, writtenStruct } from '../support/reorder-fields.ts';
import { changeFields } from '../support/struct-fields.ts';
import { fieldKey, placeOf } from '../support/struct-uses.ts';
import { type UsesElsewhere, usesElsewhere } from '../support/uses-elsewhere.ts';
import type { Misalignment } from './findings.ts';
import { atomicUses } from './rewrite-uses.ts';

/** The fix that gives the field which `one` blames a type of sync/atomic, or why it would change more than its alignment. */
export function atomicTypeFix(pass: FactsPass, one: Misalignment): Fix | Message {
  const { blamed } = one;
  const site = blamed?.field.site;
  if (blamed === undefined || site === undefined || site.file.package_.source !== pass.package)
    return message('unaligned-atomic-no-fix-elsewhere', {});
  const { field, struct } = blamed;
  const { tree, file } = site.file;
  const declaration = field.spec;
  const type = declaredType(tree, declaration);
  if (type === undefined) return message('atomic-type-declared', { field: field.name });
  // Names of one declaration have one type.
  const fields = struct.fields.filter(({ spec }) => spec === declaration);
  const written = writtenStruct(site);
  const obstacle = layoutObstacle(pass, written);
  if (obstacle !== undefined) return obstacle;
  if (tree.child(declaration, Field.Tag) !== NONE) return message('atomic-type-tag', { field: field.name });
  const visible = fields.find((each) => isExported(each.name));
  if (visible !== undefined && !isPrivate(pass.package))
    return message('atomic-type-exported', { field: visible.name });
  const { goVersion } = site.file;
  if (!isAtLeast(goVersion, 19)) return message('atomic-type-version', { type, version: goVersion });
  const imported = findImport(tree, 'sync/atomic');
  if (imported === undefined) return message('atomic-type-import', { file: file.name });
  const elsewhere = isExposed(pass, written.name) ? usesElsewhere(pass, struct, written.name) : [];
  if ('id' in elsewhere) return elsewhere;
  const seen = new Set(site.file.package_.files.map((each) => each.file.path));
  const own = { package: pass.package, uses: usesInPackage(pass, site.file.package_, struct), seen, tree: pass.tree };
  const problem = usesObstacle(own.uses, pass.package, pass.tree);
  if (problem !== undefined) return problem;
  const edits: TextEdit[] = [];
  for (const place of [own, ...elsewhere]) {
    const reason = valueObstacle(place, fields, place === own);
    if (reason !== undefined) return reason;
    const keys = new Set(fields.map(fieldKey));
    const uses = place.uses.fields.filter((use) => keys.has(fieldKey(use.field)));
    const changed = atomicUses(uses, { type, home: file.path, hasBitwise: isAtLeast(goVersion, 23) });
    if ('id' in changed) return changed;
    edits.push(...changed);
  }
  const edit = changeFields(tree, written.list, {
    types: new Map([[declaration, `${imported.name}.${type}`]]),
  });
  if (edit === undefined) return message('layout-lines', {});
  edits.push({ path: file.path, ...edit });
  const ownPaths = new Set(pass.package.files.map(({ path }) => path));
  const foreign = hashesOf(
    pass,
    edits.filter(({ path }) => !ownPaths.has(path)),
  );
  const names = declaredNames(tree, declaration).map((node) => tree.textOf(node));
  const title =
    names.length > 1
      ? message('unaligned-atomic-fix-types', { fields: names.join(', '), type })
      : message('unaligned-atomic-fix-type', { field: one.name, type });
  // It changes what fmt prints of the struct, and what may be copied.
  return { title, edits, ...(foreign.length > 0 && { foreign }), automatic: false };
}

/** `Int64` of a field written as an int64. */
function declaredType(tree: Tree, declaration: Node): 'Int64' | 'Uint64' | undefined {
  const node = tree.child(declaration, Field.Type);
  const text = node === NONE ? '' : tree.textOf(node);
  return text === 'int64' ? 'Int64' : text === 'uint64' ? 'Uint64' : undefined;
}

/** Whether a language version is at least Go 1.minor. */
function isAtLeast(goVersion: string, wanted: number): boolean {
  const [major, minor] = goVersion.split('.').map(Number);
  return major! > 1 || (major === 1 && minor! >= wanted);
}

/** What is done in a package, with whole values of the struct or out of sight, that an atomic type in it does not allow. */
function valueObstacle(
  { package: found, uses: { values, literals }, seen, tree }: UsesElsewhere,
  fields: readonly Var[],
  isOwn: boolean,
): Message | undefined {
  const names = fields.map(({ name }) => name).filter((name) => isOwn || isExported(name));
  const unseen = names.flatMap((name) => unseenFile({ package: found, tree }, name, seen) ?? [])[0];
  if (unseen !== undefined) return message('atomic-type-unseen', { file: unseen.name });
  const [copy] = values;
  if (copy !== undefined) return message('atomic-type-copy', { place: placeOf(copy) });
  const literal = literals.find(
    ({ file, node, keyed }) => !keyed || keysOf(file.tree, node).some((key) => names.includes(key)),
  );
  return literal && message('atomic-type-literal', { place: placeOf(literal) });
}

function keysOf(tree: Tree, node: Node): string[] {
  const body = tree.kind[node] === Kind.CompositeLiteral ? tree.child(node, Field.Body) : node;
  return tree.childrenOfKind(body, Kind.KeyedElement).map((element) => tree.textOf(tree.child(element, Field.Key)));
}
