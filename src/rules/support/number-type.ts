// Numeric types as a fix sees them: how a file writes them, and which values they hold.
import type { TargetSet } from '../../platform/target.ts';
import type { Checker } from '../../types/checker.ts';
import type { FileInfo } from '../../types/package-info.ts';
import { basicOf } from '../../types/predicates.ts';
import { Info, Tag, type Type } from '../../types/type.ts';

/** A numeric type on one set of targets. */
export interface NumberType {
  readonly targets: TargetSet;
  /** How the file writes it. */
  readonly text: string;
  readonly bits: number;
  readonly signed: boolean;
  readonly float: boolean;
  /** Whether it is int, uint, uintptr, or defined as one of them. */
  readonly wordSized: boolean;
}

/**
 * What a type is on the targets of `set`, in as many parts as it differs.
 * @returns undefined where it is no integer or float, or the file has no name for it
 */
export function numberTypes(
  checker: Checker,
  file: FileInfo,
  set: TargetSet,
  type: Type,
): readonly NumberType[] | undefined {
  const text = typeText(file, type);
  if (text === undefined) return undefined;
  const found: NumberType[] = [];
  let other = false;
  checker.within(set, () => {
    const basic = basicOf(checker, type);
    if (basic === undefined || (basic.info & (Info.Integer | Info.Float)) === 0) {
      other = true;
      return;
    }
    const float = (basic.info & Info.Float) !== 0;
    const wordSized = basic.bits === 0 && !float;
    found.push({
      targets: checker.now,
      text,
      bits: wordSized ? checker.wordBits() : basic.bits,
      signed: (basic.info & Info.Unsigned) === 0,
      float,
      wordSized,
    });
  });
  return other || found.length === 0 ? undefined : found;
}

/** How a file writes a numeric type: a predeclared name, one of its package, or one of a package it imports. */
export function typeText(file: FileInfo, type: Type): string | undefined {
  if (type.tag === Tag.Basic) return shadows(file, type.name) ? undefined : type.name;
  if (type.tag !== Tag.Named || type.typeArgs.length > 0) return undefined;
  const { name, package_ } = type.object;
  if (package_ === undefined) return undefined;
  if (package_ === file.package_)
    return package_.scope.declarations(name).includes(type.object) && !shadows(file, name, 1) ? name : undefined;
  for (const object of file.imports.all())
    if (object.kind === 'package' && object.imported === package_ && object.name !== '_')
      return `${object.name}.${name}`;
  return undefined;
}

/** Whether the package, beyond `own` declarations, declares a name that stands for a type here. */
function shadows({ package_ }: FileInfo, name: string, own = 0): boolean {
  return package_.scope.declarations(name).length > own || package_.testScope.declarations(name).length > 0;
}

/** Whether every value of one type is one of another (Go spec, Numeric types). */
export function holdsAll(to: Pick<NumberType, 'bits' | 'signed' | 'float'>, from: NumberType): boolean {
  if (from.float) return to.float && to.bits >= from.bits;
  if (to.float) return from.bits <= (to.bits === 64 ? 53 : 24);
  if (from.signed !== to.signed) return to.signed && to.bits > from.bits;
  return to.bits >= from.bits;
}
