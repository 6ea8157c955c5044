// The layout of types as a page: every field with its offset, size and padding, for each group of targets that agree.
import { say } from '../messages/catalogue.ts';
import type { Target } from '../platform/target.ts';
import { NONE } from '../syntax/tree.ts';
import type { Checker } from '../types/checker.ts';
import { type Meaning, nameNodeAt } from '../types/name-at.ts';
import { typeNameType, typeParamsOf, under, varType } from '../types/resolve.ts';
import { Tag, type Type } from '../types/type.ts';
import { compactSize, layoutRows, type TypeLayout, typeLayout } from '../types/type-layout.ts';
import type { DocumentView } from './document-view.ts';
import { code, markdownTable } from './markdown.ts';
import { allTargets, fileOf, groupsAt } from './name-groups.ts';
import { type TargetGroup, TargetGroups, targetWords } from './target-groups.ts';

/** A page in Markdown. */
export interface LayoutPage {
  readonly title: string;
  readonly markdown: string;
}

/** A struct type on some targets. */
interface StructPage extends TypeLayout {
  readonly name: string;
  /** Its size with the fields in a better order; undefined where it is not known. */
  readonly compact: number | undefined;
}

/** So much of a file or a struct is shown. */
const MAX_STRUCTS = 200;
const MAX_ROWS = 1000;

/** The layout of the struct type at an offset, or of all struct types of the file where none is there; undefined where there is none at all. */
export function layoutText(view: DocumentView, offset: number): LayoutPage | undefined {
  const node = nameNodeAt(view.tree, offset);
  const groups = node === NONE ? [] : groupsAt(view, node, structAt);
  const all = allTargets(view);
  const [first] = groups;
  if (first !== undefined) {
    const { name } = first.value;
    return { title: say('layout-page-title', { subject: name }), markdown: structSection(name, groups, all) };
  }
  const structs = [...structsOfFile(view)].filter(([, { groups }]) => groups.length > 0);
  if (structs.length === 0) return undefined;
  const sections = structs.slice(0, MAX_STRUCTS).map(([name, { groups }]) => structSection(name, groups, all));
  return { title: say('layout-page-title', { subject: view.file.name }), markdown: sections.join('\n\n') };
}

/** The struct that a name is about: its own type, what that points to, or the struct a field is in. @throws Split */
function structAt(c: Checker, meaning: Meaning): StructPage | undefined {
  switch (meaning.kind) {
    case 'struct':
      return structPage(c, meaning.struct, 'struct');
    case 'field': {
      const { field, struct, holder } = meaning;
      const own = structPage(c, pointedTo(c, varType(c, field)));
      if (own !== undefined) return own;
      return structPage(c, struct, typeof holder === 'object' ? c.typeString(holder) : (holder ?? 'struct'));
    }
    case 'object':
      if (meaning.object.kind === 'var') return structPage(c, pointedTo(c, varType(c, meaning.object)));
      if (meaning.object.kind !== 'type' || typeParamsOf(c, meaning.object).length > 0) return undefined;
      return structPage(c, typeNameType(c, meaning.object));
  }
}

function pointedTo(c: Checker, type: Type): Type {
  const u = under(c, type);
  return u.tag === Tag.Pointer ? u.elem : type;
}

function structPage(c: Checker, type: Type, name = c.typeString(type)): StructPage | undefined {
  const struct = under(c, type);
  const layout = struct.tag === Tag.Struct ? typeLayout(c, type) : undefined;
  if (struct.tag !== Tag.Struct || layout === undefined) return undefined;
  return { name, ...layout, compact: compactSize(c, struct) };
}

/** The struct types that a file declares, by name, in order. */
export function structsOfFile(view: DocumentView): Map<string, TargetGroups<StructPage>> {
  const found = new Map<string, TargetGroups<StructPage>>();
  for (const { checker, targets } of view.checkers) {
    const file = fileOf(checker, view);
    for (const object of file?.package_.declared ?? []) {
      if (object.kind !== 'type' || object.site?.file !== file || object.isAlias) continue;
      const groups = found.get(object.name) ?? new TargetGroups(allTargets(view));
      found.set(object.name, groups);
      const pages: [number, StructPage][] = [];
      checker.observe(object.site!, object.presence & targets.all, {}, () => {
        const page = structAt(checker, { kind: 'object', object });
        if (page !== undefined) pages.push([checker.now, page]);
      });
      for (const [set, page] of pages) groups.add(page, targets.members(set));
    }
  }
  return found;
}

/** One struct: a table for each group of targets, the group with the most first. */
function structSection(name: string, groups: readonly TargetGroup<StructPage>[], all: readonly Target[]): string {
  const parts = [`## ${code(name)}`];
  for (const { value, targets } of groups.toReversed()) {
    const { size, align } = value;
    parts.push(`### ${say('layout-target', { targets: targetWords(targets, all), size, align })}`);
    parts.push(...fieldsTable(value), ...saving(value));
  }
  return parts.join('\n\n');
}

function fieldsTable(page: StructPage): string[] {
  const rows = layoutRows(page);
  if (rows.length === 0) return [];
  const cells = rows
    .slice(0, MAX_ROWS)
    .map((row) =>
      row.name === undefined
        ? [row.offset, row.size, '', `*${say('layout-padding', {})}*`]
        : [row.offset, row.size, code(row.name), code(row.type)],
    );
  const table = markdownTable(say('layout-heading', {}).split(', '), cells);
  const left = rows.length - cells.length;
  return left === 0 ? [table] : [table, say('layout-page-more', { count: left })];
}

function saving({ size, compact }: StructPage): string[] {
  if (compact === undefined || compact >= size) return [];
  return [say('layout-page-saving', { compact, saved: size - compact })];
}
