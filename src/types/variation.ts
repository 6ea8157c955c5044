// What a user should know beyond the compiler's words: of which type a declaration is on which targets.
import { type Message, message, say } from '../messages/catalogue.ts';
import { describeTargets } from '../platform/describe.ts';
import { countTargets, type TargetSet } from '../platform/target.ts';
import type { Checker } from './checker.ts';
import { lookupMember } from './lookup.ts';
import type { Var } from './object.ts';
import type { Operand } from './operand.ts';
import { typeString } from './print.ts';
import { varType } from './resolve.ts';
import { Tag, type Type, unalias } from './type.ts';

interface Explanation {
  readonly subject?: string;
  readonly details?: readonly Message[];
}

/** Explains operands that got their type from a field whose type differs between targets. */
export function variation(c: Checker, ...operands: readonly Operand[]): Explanation {
  for (const x of operands) {
    const subject = operandSubject(c, x);
    if (subject === undefined) continue;
    const details = fieldTypes(c, subject);
    return { subject, ...(details === undefined ? {} : { details: [details] }) };
  }
  return {};
}

/** The qualified name of the field an operand got its type from, `syscall.Stat_t.Dev`; undefined where it is from none. */
export function operandSubject(c: Checker, { selected }: Operand): string | undefined {
  return selected && memberSubject(c, selected.from, selected.path, selected.field);
}

/**
 * The qualified name of a selected field, `syscall.Stat_t.Dev`; undefined for fields of types without a name.
 * @param missing the name that was looked for where there is no such field
 */
export function memberSubject(
  c: Checker,
  type: Type,
  path: readonly Var[],
  field: Var | undefined,
  missing = '',
): string | undefined {
  const last = path.at(-1);
  const holder = last === undefined ? type : varType(c, last);
  const base = holder.tag === Tag.Pointer ? holder.elem : holder;
  if (base.tag !== Tag.Named || base.object.package_ === undefined) return undefined;
  return `${base.object.package_.path}.${base.object.name}.${field?.name ?? missing}`;
}

/** Which type the field has where, as a sentence; undefined where it is the same everywhere. */
function fieldTypes(c: Checker, subject: string): Message | undefined {
  const member = subject.lastIndexOf('.');
  const dot = subject.lastIndexOf('.', member - 1);
  const [path, typeName, field] = [subject.slice(0, dot), subject.slice(dot + 1, member), subject.slice(member + 1)];
  const pkg = c.packages.withPath(path);
  if (pkg === undefined) return undefined;
  const types = new Map<string, TargetSet>();
  for (const object of pkg.scope.declarations(typeName)) {
    if (object.kind !== 'type') continue;
    c.probe(object.presence, () => {
      const type = object.type.get(c.now);
      const found = type === undefined ? undefined : lookupMember(c, type, pkg, field);
      if (found?.kind !== 'field') return;
      const text = typeString(c, unalias(varType(c, found.field)));
      types.set(text, (types.get(text) ?? 0) | c.now);
    });
  }
  if (types.size < 2) return undefined;
  // What few targets have first: "uint32 on linux/mips*, uint64 on the other 9 targets".
  const groups = [...types].sort(([, a], [, b]) => countTargets(a) - countTargets(b));
  const list = groups.map(([type, set], i) => {
    const count = countTargets(set);
    if (i === groups.length - 1 && count > 2) return say('typeElsewhere', { type, count });
    return say('typeOnTargets', { type, targets: describeTargets(c.targets, set) });
  });
  return message('fieldTypes', { field: `${typeName}.${field}`, types: list.join(say('list-separator', {})) });
}
