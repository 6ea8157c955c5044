// What is remembered of expressions while a package is typed, until what they are part of is looked at.
import type { TargetSet } from '../../platform/target.ts';
import type { Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import type { FileInfo } from '../../types/package-info.ts';

/** Values by node, for the targets they were found for. */
export class NodeMemory<T> {
  private readonly files = new WeakMap<FileInfo, Map<Node, Map<TargetSet, T>>>();

  /** Remembers `value` of a node of the present file, on the present targets. */
  set(c: Checker, node: Node, value: T): void {
    const { file } = c.env;
    const nodes = this.files.get(file) ?? new Map<Node, Map<TargetSet, T>>();
    this.files.set(file, nodes);
    const bySet = nodes.get(node) ?? new Map<TargetSet, T>();
    nodes.set(node, bySet.set(c.now, value));
  }

  /** What was remembered for the present targets, or for more of them. @throws Split */
  get(c: Checker, node: Node): T | undefined {
    const bySet = this.files.get(c.env.file)?.get(node);
    if (bySet === undefined) return undefined;
    for (const [set, value] of bySet) {
      c.splitAt(set);
      if ((set & c.now) === c.now) return value;
    }
    return undefined;
  }
}
