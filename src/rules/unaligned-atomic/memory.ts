// What is remembered of expressions while a package is typed, until what they are part of is looked at.
import type { TargetSet } from '../../platform/target.ts';
import type { Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import type { FileInfo } from '../../types/package-info.ts';

/** A value on some targets, and what was remembered before it. */
interface Entry<T> {
  readonly set: TargetSet;
  readonly value: T;
  readonly before: Entry<T> | undefined;
}

/** Values by node, for the targets they were found for. */
export class NodeMemory<T> {
  private readonly files = new WeakMap<FileInfo, Map<Node, Entry<T>>>();

  /** Remembers `value` of a node of the present file, on the present targets. */
  set(c: Checker, node: Node, value: T): void {
    const { file } = c.env;
    let nodes = this.files.get(file);
    if (nodes === undefined) {
      nodes = new Map();
      this.files.set(file, nodes);
    }
    const known = nodes.get(node);
    // A later value for the same targets is that of another attempt at the declaration.
    nodes.set(node, { set: c.now, value, before: known?.set === c.now ? known.before : known });
  }

  /** What was remembered for the present targets, or for more of them. @throws Split */
  get(c: Checker, node: Node): T | undefined {
    for (let at = this.files.get(c.env.file)?.get(node); at !== undefined; at = at.before) {
      c.splitAt(at.set);
      if ((at.set & c.now) === c.now) return at.value;
    }
    return undefined;
  }
}
