// Scopes: names to declarations, per target where declarations come from several files.
import type { TargetSet } from '../platform/target.ts';
import { Cell } from './cell.ts';
import type { GoObject } from './object.ts';

/** The scope of a package, its tests, a file's imports or the universe: order does not matter in it. */
export class WideScope {
  private readonly names = new Map<string, Cell<GoObject>>();

  /** Declares on those targets where the name is free; gives back the targets where it was taken, and by what. */
  declare(object: GoObject): { taken: TargetSet; by: GoObject } | undefined {
    let cell = this.names.get(object.name);
    if (cell === undefined) {
      cell = new Cell();
      this.names.set(object.name, cell);
    }
    const taken = cell.known & object.presence;
    const by = taken === 0 ? undefined : [...cell.entries(taken)][0]![1];
    cell.set(object.presence, object);
    return by && { taken, by };
  }

  /** What `name` stands for on `now`, undefined where nothing declares it. @throws Split */
  lookup(name: string, now: TargetSet): GoObject | undefined {
    return this.names.get(name)?.get(now);
  }

  /** All declarations of `name`. */
  declarations(name: string): GoObject[] {
    const cell = this.names.get(name);
    return cell === undefined ? [] : [...cell.entries(-1)].map(([, object]) => object);
  }

  /** The targets on which `name` is declared. */
  presence(name: string): TargetSet {
    return this.names.get(name)?.known ?? 0;
  }

  /** The targets on which its name stands for `object`. */
  presenceOf(object: GoObject): TargetSet {
    let presence = 0;
    for (const [set, declared] of this.names.get(object.name)?.entries(-1) ?? []) {
      if (declared === object) presence |= set;
    }
    return presence;
  }

  *all(): Generator<GoObject> {
    for (const cell of this.names.values()) for (const [, object] of cell.entries(-1)) yield object;
  }

  get size(): number {
    return this.names.size;
  }
}

/** A scope inside a function: a declaration counts from a position on. */
export class Scope {
  private names: Map<string, { object: GoObject; from: number }> | undefined;

  constructor(
    /** Undefined: what is outside is the file, its package and the universe. */
    readonly parent: Scope | undefined,
    /** Whether it is the outermost scope of a function's parameters and body. */
    readonly isFunction = false,
  ) {}

  /**
   * Declares `object` from offset `from` of the file on.
   * @returns what already has the name in this very scope, and then declares nothing
   */
  declare(object: GoObject, from: number): GoObject | undefined {
    this.names ??= new Map();
    const found = this.names.get(object.name);
    if (found !== undefined) return found.object;
    this.names.set(object.name, { object, from });
    return undefined;
  }

  /** What this very scope declares under `name`, wherever. */
  own(name: string): GoObject | undefined {
    return this.names?.get(name)?.object;
  }

  /** What `name` stands for at offset `at`, from this scope outwards to the function's outermost. */
  lookup(name: string, at: number): GoObject | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const found = scope.names?.get(name);
      if (found !== undefined && found.from <= at) return found.object;
    }
    return undefined;
  }

  *objects(): Generator<GoObject> {
    if (this.names !== undefined) for (const { object } of this.names.values()) yield object;
  }
}
