// The part of an access path that decides where it leads: what comes before the last field whose value the rest is reached through does not.
import { Tag, type Type } from '../../types/type.ts';
import type { Access, Root, Step } from './access-path.ts';

/**
 * The access from the last field on that is read on the way, as if that field were a variable: `x.next.next.count` and `y.next.count` are one,
 * as a field is one location whatever it is a field of. The same where no field is read, or where its type depends on how the path began.
 */
export function essentialPart<T extends Pick<Access, 'root' | 'steps'>>(access: T): T {
  const { root, steps } = access;
  const at = lastReadField(steps);
  const field = steps[at];
  if (field?.kind !== 'field' || !isConcrete(field.type)) return access;
  const start: Root = { type: field.type, name: root.name, location: field.location };
  return { ...access, root: start, steps: steps.slice(at + 1) };
}

/** The index of the last field whose value leads on to other memory; -1 where there is none. */
function lastReadField(steps: readonly Step[]): number {
  let [field, read] = [-1, -1];
  // Whether the value so far is a slice of what the path is in already, or may be.
  let isWindow = false;
  steps.forEach((step, i) => {
    const leaves =
      step.kind === 'dereference' ||
      (step.kind === 'element' && (step.of === 'other' || (step.of === 'slice' && !isWindow))) ||
      (step.kind === 'slice' && step.of === 'slice' && !isWindow);
    if (leaves) read = field;
    if (step.kind === 'field') field = i;
    isWindow = step.kind === 'slice' || (step.kind === 'cast' && isWindow);
  });
  return read;
}

/** Whether a type is the same in each instance of the function it was found in. */
function isConcrete(type: Type): boolean {
  switch (type.tag) {
    case Tag.Named:
      return type.typeArgs.every(isConcrete);
    case Tag.Pointer:
    case Tag.Slice:
    case Tag.Array:
    case Tag.Chan:
      return isConcrete(type.elem);
    case Tag.Map:
      return isConcrete(type.key) && isConcrete(type.elem);
    case Tag.Basic:
    case Tag.Interface:
      return true;
    default:
      return false;
  }
}
