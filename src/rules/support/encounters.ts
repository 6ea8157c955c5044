// Encounters: which value met which type while a package was typed. A fix by explicit conversion has to know that of the
// targets where nothing is wrong, too.
import type { GoFile } from '../../module/package.ts';
import type { TargetSet } from '../../platform/target.ts';
import type { Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { toInt } from '../../types/constant.ts';
import type { Diagnostic } from '../../types/diagnostic.ts';
import type { Fact, Observer } from '../../types/observer.ts';
import type { Operand } from '../../types/operand.ts';
import { basicOf, isUntyped } from '../../types/predicates.ts';
import { Info, type Type } from '../../types/type.ts';

/** A value that is used where a type is wanted. */
export interface Assignment {
  readonly kind: 'assignment';
  readonly file: GoFile;
  readonly x: Operand;
  readonly wanted: Type;
}

/** `x op y`, or with `assign` `x op= y`. */
export interface Operation {
  readonly kind: 'operation';
  readonly file: GoFile;
  readonly x: Operand;
  readonly y: Operand;
  readonly operator: string;
  readonly assign: boolean;
}

/** Something on some targets. */
export interface On<T> {
  readonly targets: TargetSet;
  readonly value: T;
}

/** What the facts are kept under: they are no findings. */
const OWNER = 'encounters';

/** Records the encounters of numbers that differ, or may differ on other targets: those in statements that were split. */
export const encounterObserver: Observer = {
  assignment(c, x, wanted) {
    if (x.mode === 'nil' || isUntyped(x.type) || (x.type === wanted && !isPart(c))) return;
    if (!isNumber(c, x.type) || !isNumber(c, wanted)) return;
    const fact: Assignment = { kind: 'assignment', file: c.env.file.file, x, wanted };
    c.record(OWNER, fact);
  },
  operation(c, x, y, operator, assign) {
    const untyped = isUntyped(x.type) ? x : isUntyped(y.type) ? y : undefined;
    if (untyped === undefined ? x.type === y.type && !isPart(c) : !isLargeConstant(untyped)) return;
    if (!isNumber(c, x.type) || !isNumber(c, y.type)) return;
    const fact: Operation = { kind: 'operation', file: c.env.file.file, x, y, operator, assign };
    c.record(OWNER, fact);
  },
};

/** Whether the present unit of work looks at some of the file's targets only: what it reads differs between them. */
function isPart(c: Checker): boolean {
  return c.now !== c.env.file.presence;
}

function isNumber(c: Checker, type: Type): boolean {
  return ((basicOf(c, type)?.info ?? 0) & (Info.Integer | Info.Float)) !== 0;
}

/** Whether a constant may not fit an int of 32 bits. */
function isLargeConstant(x: Operand): boolean {
  const value = x.value === undefined ? undefined : toInt(x.value)?.value;
  return value !== undefined && (value >= 2n ** 31n || value < -(2n ** 31n));
}

/** The encounters a diagnostic is about: of the value it points at. */
export function encountersOf(checker: Checker, diagnostic: Diagnostic): On<Assignment | Operation>[] {
  const facts = checker.factsOf(diagnostic.package);
  let index = indexes.get(facts);
  if (index === undefined || index.size !== facts.length) {
    index = new Index(facts);
    indexes.set(facts, index);
  }
  return index.at(diagnostic.file, diagnostic.node);
}

/** The index of the facts of each package. */
const indexes = new WeakMap<readonly Fact[], Index>();

class Index {
  readonly size: number;
  private readonly byFile = new Map<GoFile, Map<Node, On<Assignment | Operation>[]>>();

  constructor(facts: readonly Fact[]) {
    this.size = facts.length;
    for (const { rule, targets, fact } of facts) {
      if (rule !== OWNER) continue;
      const value = fact as Assignment | Operation;
      this.add(value.x.node, { targets, value });
      if (value.kind === 'operation') this.add(value.y.node, { targets, value });
    }
  }

  at(file: GoFile, node: Node): On<Assignment | Operation>[] {
    return this.byFile.get(file)?.get(node) ?? [];
  }

  private add(node: Node, entry: On<Assignment | Operation>): void {
    const { file } = entry.value;
    const nodes = this.byFile.get(file) ?? new Map<Node, On<Assignment | Operation>[]>();
    this.byFile.set(file, nodes);
    const entries = nodes.get(node) ?? [];
    nodes.set(node, entries);
    entries.push(entry);
  }
}
