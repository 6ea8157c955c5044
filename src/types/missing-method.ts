// Why a type does not implement an interface, in the compiler's words.
import type { Checker } from './checker.ts';
import { lookupMember, type MissingMethod } from './lookup.ts';
import { methodString, typeString } from './print.ts';
import { under } from './resolve.ts';
import { Tag, type Type } from './type.ts';

/** `T does not implement I (missing method M)` and its variants. @throws Split */
export function missingMethodCause(c: Checker, type: Type, wanted: Type, missing: MissingMethod): string {
  return `${typeString(c, type)} does not implement ${typeString(c, wanted)} ${reason(c, type, missing)}`;
}

function reason(c: Checker, type: Type, missing: MissingMethod): string {
  const { method, found } = missing;
  switch (missing.reason) {
    case 'wrong type':
      return `(wrong type for method ${method.name})\n\t\thave ${methodString(c, found!)}\n\t\twant ${methodString(c, method)}`;
    case 'pointer receiver':
      return `(method ${method.name} has pointer receiver)`;
    default: {
      if (type.tag === Tag.Pointer && under(c, type.elem).tag === Tag.Interface) {
        return `(type ${typeString(c, type)} is pointer to interface, not interface)`;
      }
      const other = otherCase(c, type, missing);
      if (other === undefined) return `(missing method ${method.name})`;
      return `(missing method ${method.name})\n\t\thave ${other}\n\t\twant ${methodString(c, method)}`;
    }
  }
}

/** A method whose name differs only in case. */
function otherCase(c: Checker, type: Type, { method }: MissingMethod): string | undefined {
  const first = method.name.charAt(0);
  const swapped = (first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase()) + method.name.slice(1);
  const found = lookupMember(c, type, c.env.file.package_, swapped);
  return found.kind === 'method' ? methodString(c, found.method) : undefined;
}
