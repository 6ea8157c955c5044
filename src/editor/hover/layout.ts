// The hover text of types, fields, variables and constants: what is different on other targets.
import { say } from '../../messages/catalogue.ts';
import type { Target } from '../../platform/target.ts';
import { NONE } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { format } from '../../types/constant.ts';
import { type Meaning, nameNodeAt } from '../../types/name-at.ts';
import type { GoObject, Var } from '../../types/object.ts';
import { constValue, typeNameType, typeParamsOf, under, varType } from '../../types/resolve.ts';
import { alignOf, layoutOf, sizeOf } from '../../types/sizes.ts';
import { type Struct, Tag, type Type } from '../../types/type.ts';
import { type FieldLayout, layoutRows, typeLayout } from '../../types/type-layout.ts';
import type { Hover } from '../answers.ts';
import type { DocumentView } from '../document-view.ts';
import { code, markdownTable } from '../markdown.ts';
import { allTargets, groupsAt } from '../name-groups.ts';
import { groupNames, type TargetGroup, TargetGroups, targetWords } from '../target-groups.ts';

/** What is said of a name on some targets. Numbers are bytes. */
interface Facts {
  readonly title: string;
  /** Type of a variable or field. */
  readonly type?: string;
  /** Of a constant. */
  readonly value?: string;
  readonly offset?: number;
  readonly size?: number;
  readonly align?: number;
  /** Of a struct type: how much of its size holds no field. */
  readonly padding?: number;
  /** Of a struct type. */
  readonly fields?: readonly FieldLayout[];
  /** Whether there is something to say even where it is the same on all targets. */
  readonly isTelling: boolean;
}

/** Fields of a struct that are shown, and groups of targets beside each other. */
const MAX_FIELDS = 20;
const MAX_COLUMNS = 4;

/** The hover text of the name at an offset; undefined where nothing is known of it, or it is what anybody expects. */
export function layoutHover(view: DocumentView, offset: number): Hover | undefined {
  const { tree } = view;
  const node = nameNodeAt(tree, offset);
  if (node === NONE) return undefined;
  const groups = groupsAt(view, node, factsOf);
  if (groups.length === 0) return undefined;
  if (groups.length === 1 && !groups[0]!.value.isTelling) return undefined;
  return { start: tree.start[node]!, end: tree.end[node]!, markdown: text(groups, allTargets(view)) };
}

/** What is known of a name on the present targets. @throws Split */
function factsOf(c: Checker, meaning: Meaning): Facts | undefined {
  switch (meaning.kind) {
    case 'struct':
      return typeFacts(c, 'struct', meaning.struct);
    case 'field':
      return fieldFacts(c, meaning.field, meaning.struct, meaning.holder);
    case 'object':
      return objectFacts(c, meaning.object);
  }
}

function objectFacts(c: Checker, object: GoObject): Facts | undefined {
  switch (object.kind) {
    case 'type':
      if (typeParamsOf(c, object).length > 0) return undefined;
      return typeFacts(c, qualified(c, object), typeNameType(c, object));
    case 'var':
      return variableFacts(c, object);
    case 'const': {
      const value = constValue(c, object);
      return value && { title: qualified(c, object), value: format(value), isTelling: false };
    }
    default:
      return undefined;
  }
}

function qualified(c: Checker, { name, package_ }: GoObject): string {
  return package_ === undefined || package_ === c.env.file.package_ ? name : `${package_.name}.${name}`;
}

function typeFacts(c: Checker, title: string, type: Type): Facts | undefined {
  const layout = typeLayout(c, type);
  if (layout === undefined) return undefined;
  const { size, align, fields } = layout;
  const { tag } = under(c, type);
  if (tag !== Tag.Struct) return { title, size, align, isTelling: tag === Tag.Array };
  const padding = layoutRows(layout).reduce((sum, row) => sum + (row.name === undefined ? row.size : 0), 0);
  return { title, size, align, padding, fields, isTelling: true };
}

/** Only variables that have a type of some size of its own: that a pointer has 4 or 8 bytes is no news. */
function variableFacts(c: Checker, variable: Var): Facts | undefined {
  const type = varType(c, variable);
  const size = sizeOf(c, type);
  const align = alignOf(c, type);
  if (size === undefined || align === undefined) return undefined;
  const facts = { title: qualified(c, variable), type: c.typeString(type) };
  const u = under(c, type);
  if (u.tag === Tag.Struct || u.tag === Tag.Array) return { ...facts, size, align, isTelling: true };
  // Where the type is another one on some targets, this is said with its size; else only the size of int and its like varies.
  return { ...facts, ...(u.tag === Tag.Basic && u.name !== 'string' && { size }), isTelling: false };
}

function fieldFacts(c: Checker, field: Var, struct: Struct, holder: Type | string | undefined): Facts | undefined {
  const type = varType(c, field);
  const offset = layoutOf(c, struct)?.offsets[struct.fields.indexOf(field)];
  const size = sizeOf(c, type);
  const align = alignOf(c, type);
  if (offset === undefined || size === undefined || align === undefined) return undefined;
  const owner = typeof holder === 'object' ? (holder.tag === Tag.Named ? c.typeString(holder) : undefined) : holder;
  const title = owner === undefined ? field.name : `${owner}.${field.name}`;
  return { title, type: c.typeString(type), offset, size, align, isTelling: true };
}

/** One thing that is said of a name: in the cell of a table as it is, in a line of text in words. */
interface Aspect {
  of(facts: Facts): string | number | undefined;
  /** Undefined where it goes without saying. */
  words(value: string | number): string | undefined;
}

const asItIs = (value: string | number) => String(value);
const bytes = (count: string | number) => (count === 1 ? say('hover-one-byte', {}) : say('hover-bytes', { count }));

/** In the order of the headings of their columns. */
const aspects: readonly Aspect[] = [
  { of: ({ type }) => type && code(type), words: asItIs },
  { of: ({ value }) => value && code(value), words: asItIs },
  { of: ({ offset }) => offset, words: (offset) => say('hover-offset', { offset }) },
  { of: ({ size }) => size, words: bytes },
  { of: ({ align }) => align, words: (align) => say('hover-align', { align }) },
  {
    of: ({ padding }) => padding,
    words: (padding) => (padding === 0 ? undefined : say('hover-padding', { bytes: bytes(padding) })),
  },
];

function isDifferent(groups: readonly TargetGroup<Facts>[], of: (facts: Facts) => unknown): boolean {
  const first = JSON.stringify(of(groups[0]!.value));
  return groups.some(({ value }) => JSON.stringify(of(value)) !== first);
}

function text(groups: readonly TargetGroup<Facts>[], all: readonly Target[]): string {
  const names = groupNames(groups, all);
  const [first] = groups;
  const common = aspects
    .filter(({ of }) => !isDifferent(groups, of))
    .flatMap(({ of, words }) => {
      const value = of(first!.value);
      return value === undefined ? [] : (words(value) ?? []);
    });
  const covered = groups.flatMap(({ targets }) => targets);
  const where = groups.length === 1 || covered.length < all.length ? ` · ${targetWords(covered, all)}` : '';
  const title = code(first!.value.title);
  const line = common.length === 0 ? title : `${title}: ${common.join(', ')}`;
  const differing = aspects.filter(({ of }) => isDifferent(groups, of));
  const parts = [`${line}${where}`];
  if (differing.length > 0) {
    const headings = say('hover-columns', {}).split(', ');
    // Structs of the same size may still have other fields: that is for the second table.
    const byCells = new TargetGroups<(string | number)[]>(all);
    for (const { value, targets } of groups)
      byCells.add(
        differing.map(({ of }) => of(value) ?? '–'),
        targets,
      );
    const merged = byCells.groups;
    const mergedNames = groupNames(merged, all);
    const rows = merged.map(({ value }, i) => [mergedNames[i]!, ...value]);
    const columns = differing.map((aspect) => headings[aspects.indexOf(aspect)]!);
    parts.push(hoverTable([say('hover-targets', {}), ...columns], rows));
  }
  const fields = groups.length > 1 ? fieldsTable(groups, names) : [];
  // VS Code leaves nothing between two tables, either.
  if (differing.length > 0 && fields.length > 0) parts.push('---');
  parts.push(...fields);
  return parts.join('\n\n');
}

/** A table of a hover, in which VS Code leaves nearly nothing between the columns. */
function hoverTable([first, ...headings]: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return markdownTable([first!, ...headings.map((heading) => `&nbsp;&nbsp;${heading}`)], rows);
}

/** Where the fields of a struct lie on each group of targets, those first that do not lie at the same place everywhere. */
function fieldsTable(groups: readonly TargetGroup<Facts>[], names: readonly string[]): string[] {
  if (!groups.every(({ value }) => value.fields !== undefined)) return [];
  if (groups.length > MAX_COLUMNS) return [say('hover-many-layouts', { count: groups.length })];
  const byName = groups.map(({ value }) => new Map(value.fields!.map((field) => [field.name, field])));
  const fieldNames = new Set(groups.flatMap(({ value }) => value.fields!.map(({ name }) => name)));
  fieldNames.delete('_');
  const rows = [...fieldNames].map((name) => {
    const fields = byName.map((of) => of.get(name));
    const types = new Set(fields.flatMap((field) => field?.type ?? []));
    const cell = (field: FieldLayout | undefined) => {
      if (field === undefined) return '–';
      return types.size > 1 ? `${field.offset} ${code(field.type)}` : field.offset;
    };
    const isSame = fields.every((field) => field?.offset === fields[0]?.offset && field?.type === fields[0]?.type);
    return { isSame, cells: [code(name), ...fields.map(cell)] };
  });
  const wanted = rows.length > MAX_FIELDS ? rows.filter(({ isSame }) => !isSame) : rows;
  if (wanted.every(({ isSame }) => isSame)) return [];
  const shown = wanted.slice(0, MAX_FIELDS);
  const table = hoverTable(
    [say('hover-field-offsets', {}), ...names],
    shown.map((row) => row.cells),
  );
  const left = rows.length - shown.length;
  return left === 0 ? [table] : [table, say('hover-more-fields', { count: left })];
}
