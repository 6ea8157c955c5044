// The fix "move the field first": which fields have to move.
import { type Message, message } from '../../messages/catalogue.ts';
import type { Node } from '../../syntax/tree.ts';
import type { Site, Var } from '../../types/object.ts';
import type { Struct } from '../../types/type.ts';
import type { Fix } from '../finding.ts';
import type { FactsPass } from '../rule.ts';
import { layoutObstacle } from '../support/layout-obstacle.ts';
import { pack, packFix, profilesOf } from '../support/pack-fields.ts';
import { reorderFields, writtenStruct } from '../support/reorder-fields.ts';
import { fieldKey } from '../support/struct-uses.ts';
import type { Evidence } from './evidence.ts';
import { type Misalignment, probeAt } from './findings.ts';
import { Layouts } from './layout.ts';
import { isAligned, type PlacedField, placementOf } from './placement.ts';

/** How fields are moved, and how the struct is packed then. */
export interface Moves {
  readonly move: Fix | Message;
  readonly pack?: Fix;
}

/**
 * The fixes that move the field that `one` blames, and what is misaligned with it, to the front of its struct, or else the field
 * that holds this struct to the front of its own; or why there are none.
 */
export function moveFieldFixes(pass: FactsPass, evidence: Evidence, one: Misalignment): Moves {
  let reason: Moves | undefined;
  for (const place of [...one.path].reverse()) {
    const result = remembered(pass, evidence, one, place);
    if ('title' in result.move) return result;
    reason ??= result;
  }
  return reason ?? { move: message('unaligned-atomic-no-fix-elsewhere', {}) };
}

/** {@link moveToFront}, once for all the misaligned fields of a struct, which move together. */
function remembered(pass: FactsPass, evidence: Evidence, one: Misalignment, place: PlacedField): Moves {
  const alone = place.field === one.blamed?.field ? '' : fieldKey(place.field);
  const key = `${fieldKey(place.struct.fields[0]!)} ${alone} ${isStrided(one)}`;
  const known = evidence.moves.get(key);
  if (known !== undefined) return known;
  const result = moveToFront(pass, evidence, one, place);
  evidence.moves.set(key, result);
  return result;
}

/** Whether it is the size of elements that is wrong. */
function isStrided({ offsets }: Misalignment): boolean {
  return offsets.some(({ stride }) => stride !== undefined);
}

function moveToFront(
  pass: FactsPass,
  evidence: Evidence,
  one: Misalignment,
  { field: moving, struct }: PlacedField,
): Moves {
  const { site } = moving;
  if (site === undefined || site.file.package_.source !== pass.package)
    return { move: message('unaligned-atomic-no-fix-elsewhere', {}) };
  const first = orderFor(pass, evidence, struct, moving);
  if (first === undefined) {
    const obstacle = layoutObstacle(pass, writtenStruct(site));
    const reason = isStrided(one) ? 'unaligned-atomic-no-fix-stride' : 'unaligned-atomic-no-fix-order';
    return { move: obstacle ?? message(reason, {}) };
  }
  const reordering = reorderFields(pass, struct, site, { first });
  if (!('edits' in reordering)) return { move: reordering };
  const { isPublic, edits, foreign } = reordering;
  const names = first.flatMap((node) => struct.fields.filter(({ spec }) => spec === node).map(({ name }) => name));
  const id = isPublic ? 'unaligned-atomic-fix-move-public' : 'unaligned-atomic-fix-move';
  const title = message(id, { fields: names.join(', '), struct: writtenStruct(site).name || 'the struct' });
  const move = { title, edits, ...(foreign?.length && { foreign }), automatic: !isPublic };
  const packed = packedFix(pass, evidence, struct, site, first);
  return packed === undefined ? { move } : { move, pack: packed };
}

/** The fix that packs the struct as well, where that leaves every atomic operation right. */
function packedFix(
  pass: FactsPass,
  evidence: Evidence,
  struct: Struct,
  site: Site,
  first: readonly Node[],
): Fix | undefined {
  const { checker, targets } = pass;
  const profiles = profilesOf(checker, targets, site, site.file.presence, struct);
  const present = [...new Set(struct.fields.map(({ spec }) => spec))];
  const base = [...first, ...present.filter((node) => !first.includes(node))];
  const packing = profiles && pack(profiles, present, base);
  // In the order of the other fix it saves as much.
  if (packing === undefined || packing.order === base || !holds(pass, evidence, struct, packing.order))
    return undefined;
  const fix = packFix(pass, struct, site, packing, targets.names(targets.all));
  return 'title' in fix ? fix : undefined;
}

/**
 * The declarations that have to come first, so that every atomic operation of the package that goes through the struct is aligned and none
 * that was aligned becomes misaligned: those that are misaligned, else all that are used atomically.
 */
function orderFor(pass: FactsPass, evidence: Evidence, struct: Struct, moving: Var): Node[] | undefined {
  const declarations = (fields: Iterable<Var>) => {
    const nodes = new Set<Node>();
    for (const field of fields) nodes.add(field.spec);
    return [...nodes].sort((a, b) => a - b);
  };
  const own = new Set(struct.fields.map(fieldKey));
  const misaligned = evidence.misaligned.filter((field) => own.has(fieldKey(field)));
  const used = evidence.used.filter((field) => own.has(fieldKey(field)));
  const candidates = [declarations([moving, ...misaligned]), declarations([moving, ...misaligned, ...used])];
  let first = candidates.find((nodes) => holds(pass, evidence, struct, nodes));
  for (const node of first ?? []) {
    const fewer = first!.filter((other) => other !== node);
    if (fewer.length > 0 && holds(pass, evidence, struct, fewer)) first = fewer;
  }
  return first;
}

/** Whether with these declarations first all accesses through the struct are aligned, and all others as before. */
function holds({ checker: c }: FactsPass, { places }: Evidence, struct: Struct, first: readonly Node[]): boolean {
  const key = fieldKey(struct.fields[0]!);
  const moved = new Layouts(c, (fields) => {
    if (fields[0] === undefined || fieldKey(fields[0]) !== key) return fields;
    const front = first.flatMap((node) => fields.filter(({ spec }) => spec === node));
    return [...front, ...fields.filter((field) => !front.includes(field))];
  });
  const present = new Layouts(c);
  let right = true;
  for (const { access, from, checked } of places) {
    probeAt(c, from, checked, () => {
      const before = placementOf(c, access, present);
      const after = placementOf(c, access, moved);
      if (before === undefined || after === undefined || isAligned(after)) return;
      const through = after.fields.some(({ field }) => struct.fields.some((own) => fieldKey(own) === fieldKey(field)));
      if (through || isAligned(before)) right = false;
    });
  }
  return right;
}
