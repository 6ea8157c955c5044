// What the compiler adds where a field or method is not found: one that is written almost the same.
import type { Checker } from './checker.ts';
import { lookupFolded } from './lookup.ts';
import { pointerToInterface } from './missing-method.ts';
import { isExported } from './names.ts';
import type { Func, Var } from './object.ts';
import { typeString } from './print.ts';
import type { Type } from './type.ts';

/** How a member that was found differs from what was asked for. */
type Difference = 'missing' | 'misspelled' | 'unexported' | 'inaccessible';

function differenceOf(c: Checker, name: string, { name: other, package_ }: Func | Var): Difference {
  if (package_ === c.env.file.package_) return 'misspelled';
  const sameTail = name.slice(1) === other.slice(1);
  if (isExported(name)) return isExported(other) ? 'misspelled' : sameTail ? 'unexported' : 'missing';
  if (isExported(other)) return sameTail ? 'misspelled' : 'missing';
  return name === other ? 'inaccessible' : 'missing';
}

/**
 * Why `x.name` is undefined.
 * @param addressable whether methods of pointers can be called on `x`
 * @throws Split
 */
export function whyMissing(c: Checker, type: Type, name: string, addressable: boolean): string {
  const pointer = pointerToInterface(c, type);
  if (pointer !== undefined) return pointer;
  const text = typeString(c, type);
  const missing = `type ${text} has no field or method ${name}`;
  if (name === '_') return missing;
  const found = lookupFolded(c, type, name);
  if (found.kind !== 'field' && found.kind !== 'method') return missing;
  if (found.kind === 'method' && found.pointerReceiver && !found.indirect && !addressable) return missing;
  const other = found.kind === 'field' ? found.field : found.method;
  switch (differenceOf(c, name, other)) {
    case 'misspelled':
      return `${missing}, but does have ${found.kind} ${other.name}`;
    case 'unexported':
      return `${missing}, but does have unexported ${found.kind} ${other.name}`;
    case 'inaccessible':
      return `cannot refer to unexported ${found.kind} ${other.name}`;
    default:
      return missing;
  }
}

/** What is said of a field that a struct literal names and its type does not have. @throws Split */
export function unknownField(c: Checker, type: Type, name: string, fields: readonly Var[]): string {
  const text = typeString(c, type);
  const unknown = `unknown field ${name} in struct literal of type ${text}`;
  const other = fields.find((field) => name !== '_' && field.name.toLowerCase() === name.toLowerCase());
  switch (other === undefined ? 'missing' : differenceOf(c, name, other)) {
    case 'misspelled':
      return `${unknown}, but does have ${other!.name}`;
    case 'unexported':
      return `${unknown}, but does have unexported ${other!.name}`;
    case 'inaccessible':
      return `cannot refer to unexported field ${other!.name} in struct literal of type ${text}`;
    default:
      return unknown;
  }
}
