// Giving the fields of a struct another order: the declaration, and literals without field names, in all code of the user's that can have them.
import { createHash } from 'node:crypto';
import { type Message, message } from '../../messages/catalogue.ts';
import type { GoPackage } from '../../module/package.ts';
import { Kind } from '../../syntax/kinds.ts';
import { isExported } from '../../types/names.ts';
import type { Site } from '../../types/object.ts';
import type { PackageInfo } from '../../types/package-info.ts';
import type { Struct } from '../../types/type.ts';
import type { Fix, TextEdit } from '../finding.ts';
import { isGenerated } from './generated.ts';
import { keyLiteral } from './keyed-literals.ts';
import {
  declarationOf,
  layoutObstacle,
  type StructContext,
  unseenUse,
  usesObstacle,
  type WrittenStruct,
} from './layout-obstacle.ts';
import { topLevelOf } from './parents.ts';
import { changeFields, type FieldChange } from './struct-fields.ts';
import { type StructUses, structKey, usesIn } from './struct-uses.ts';
import { usesElsewhere } from './uses-elsewhere.ts';

/** What a new order of fields asks for. */
export interface Reordering extends Pick<Fix, 'edits' | 'foreign'> {
  /** Whether modules that are not the user's may have literals of the struct without field names. */
  readonly isPublic: boolean;
}

/** What a struct's own package does with it: the fields of one struct ask for the same. */
const known = new WeakMap<PackageInfo, Map<string, StructUses>>();

/** The struct that a field is declared in, as it is written. */
export function writtenStruct({ file, node }: Site): WrittenStruct {
  return { file, ...declarationOf(file.tree, node) };
}

/**
 * The edits that change the order of the fields of a struct, or why there are none.
 * @param site of one of its fields
 */
export function reorderFields(
  context: StructContext,
  struct: Struct,
  site: Site,
  change: FieldChange,
): Reordering | Message {
  const written = writtenStruct(site);
  const obstacle = layoutObstacle(context, written);
  if (obstacle !== undefined) return obstacle;
  const edit = changeFields(site.file.tree, written.list, change);
  if (edit === undefined) return message('layout-lines', {});
  const edits: TextEdit[] = [{ path: site.file.file.path, ...edit }];
  const own = usesInPackage(context, site.file.package_, struct);
  const seen = new Set(site.file.package_.files.map(({ file }) => file.path));
  const unseen = written.name === '' ? undefined : unseenUse(context, written.name, seen);
  if (unseen !== undefined) return message('layout-literal', { file: unseen.name });
  const problem = usesObstacle(own, context.package, context.tree) ?? keyLiterals(own, struct, edits);
  if (problem !== undefined) return problem;
  const isVisible = isSeenElsewhere(written, struct);
  const elsewhere = isVisible ? usesElsewhere(context, struct, written.name) : [];
  if ('id' in elsewhere) return elsewhere;
  const before = edits.length;
  for (const { uses } of elsewhere) {
    const reason = keyLiterals(uses, struct, edits);
    if (reason !== undefined) return reason;
  }
  const foreign = hashesOf(context, edits.slice(before));
  return { edits: unique(edits), foreign, isPublic: isVisible && !isPrivate(context.package) };
}

/** The files that edits change, with what recognises their texts. */
export function hashesOf({ text }: StructContext, edits: readonly TextEdit[]): NonNullable<Fix['foreign']> {
  const paths = new Set(edits.map(({ path }) => path));
  return [...paths].map((path) => ({ path, hash: textHash(text(path) ?? '') }));
}

/** What recognises the text of a file. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** What the package that declares a struct does with it. */
export function usesInPackage({ checker }: StructContext, info: PackageInfo, struct: Struct): StructUses {
  const byStruct = known.get(info) ?? new Map<string, StructUses>();
  known.set(info, byStruct);
  const key = structKey(struct);
  const uses = byStruct.get(key) ?? usesIn(checker, info, struct);
  byStruct.set(key, uses);
  return uses;
}

/** Whether other packages can write literals of a struct without field names. */
function isSeenElsewhere({ file, list, name }: WrittenStruct, struct: Struct): boolean {
  const isTopLevel = file.tree.kind[topLevelOf(file.tree, list)] === Kind.TypeDeclaration;
  return (
    isTopLevel &&
    file.variant === 'package' &&
    isExported(name) &&
    struct.fields.every((field) => isExported(field.name))
  );
}

/** Whether nobody else can import a package. */
export function isPrivate({ importPath, files }: GoPackage): boolean {
  return /(?:^|\/)internal(?:\/|$)/.test(importPath) || files.some(({ packageName }) => packageName === 'main');
}

/** Adds the edits of literals without field names; gives what stands in the way. */
function keyLiterals({ literals }: StructUses, { fields }: Struct, edits: TextEdit[]): Message | undefined {
  const names = fields.map(({ name }) => name);
  for (const { file, node, keyed } of literals) {
    if (keyed) continue;
    const insertions = keyLiteral(file.tree, node, names);
    if (insertions === undefined || isGenerated(file.tree)) return message('layout-literal', { file: file.file.name });
    for (const { at, text } of insertions) edits.push({ path: file.file.path, start: at, end: at, text });
  }
  return undefined;
}

function unique(edits: readonly TextEdit[]): TextEdit[] {
  return [...new Map(edits.map((edit) => [`${edit.path}:${edit.start}:${edit.text}`, edit])).values()];
}
