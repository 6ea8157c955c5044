// Conditions that hold on some architectures only: flags of package cpu, and runtime.GOARCH.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import { findImport } from '../support/imports.ts';
import { withoutParentheses } from '../support/nodes.ts';

/** The variables of golang.org/x/sys/cpu and internal/cpu, and the architectures whose processors set their flags. */
const flagsOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['ARM', ['arm']],
  ['ARM64', ['arm64']],
  ['Loong64', ['loong64']],
  ['MIPS64X', ['mips64', 'mips64le']],
  ['PPC64', ['ppc64', 'ppc64le']],
  ['RISCV64', ['riscv64']],
  ['S390X', ['s390x']],
  ['X86', ['386', 'amd64']],
]);

/** Most operands of a condition that is looked at. */
const MAX_OPERANDS = 100;

/** A flag of a processor: `cpu.X86.HasAVX2`. */
export interface Flag {
  readonly text: string;
  /** The architectures on which it may be true. */
  readonly goarchs: readonly string[];
}

const known = new WeakMap<Tree, Guards>();

/** What is known of the conditions of a file. */
export function guardsOf(tree: Tree): Guards {
  const guards = known.get(tree) ?? new Guards(tree);
  known.set(tree, guards);
  return guards;
}

/** Reads the conditions of one file. */
class Guards {
  private readonly cpu: string | undefined;
  private readonly runtime: string | undefined;

  constructor(readonly tree: Tree) {
    this.cpu = (findImport(tree, 'golang.org/x/sys/cpu') ?? findImport(tree, 'internal/cpu'))?.name;
    this.runtime = findImport(tree, 'runtime')?.name;
  }

  /** The flag that an expression is. */
  flag(node: Node): Flag | undefined {
    const { tree } = this;
    const [, name, family] = /^(\w+)\.(\w+)\.(?:Has|Is)\w+$/.exec(tree.textOf(withoutParentheses(tree, node))) ?? [];
    const goarchs = name !== undefined && name === this.cpu ? flagsOf.get(family!) : undefined;
    return goarchs === undefined ? undefined : { text: tree.textOf(node), goarchs };
  }

  /** The architectures to which a condition restricts what stands under it; undefined where it does not say. */
  restricts(condition: Node, depth = 0): readonly string[] | undefined {
    const { tree } = this;
    const node = withoutParentheses(tree, condition);
    const flag = this.flag(node);
    if (flag !== undefined) return flag.goarchs;
    if (tree.kind[node] !== Kind.BinaryExpression || depth > MAX_OPERANDS) return undefined;
    const left = tree.child(node, Field.Left);
    const right = tree.child(node, Field.Right);
    switch (tree.kind[tree.child(node, Field.Operator)]) {
      case Kind.LogicalAnd: {
        const [a, b] = [this.restricts(left, depth + 1), this.restricts(right, depth + 1)];
        return a === undefined ? b : b === undefined ? a : a.filter((goarch) => b.includes(goarch));
      }
      case Kind.LogicalOr: {
        const [a, b] = [this.restricts(left, depth + 1), this.restricts(right, depth + 1)];
        return a === undefined || b === undefined ? undefined : [...a, ...b];
      }
      case Kind.Equal: {
        const [, goarch] = /^"(\w+)"$/.exec(tree.textOf(right)) ?? [];
        return goarch !== undefined && this.runtime !== undefined && tree.textOf(left) === `${this.runtime}.GOARCH`
          ? [goarch]
          : undefined;
      }
      default:
        return undefined;
    }
  }

  /** The flags all of which have to be there, where a condition is that one of them is not: `!cpu.X86.HasAES || !cpu.X86.HasSSE41`. */
  lacking(condition: Node, depth = 0): readonly Flag[] | undefined {
    const { tree } = this;
    const node = condition === NONE ? NONE : withoutParentheses(tree, condition);
    if (node === NONE) return undefined;
    if (tree.kind[node] === Kind.UnaryExpression && tree.kind[node + 1] === Kind.Not) {
      const flag = this.flag(tree.child(node, Field.Operand));
      return flag && [flag];
    }
    if (tree.kind[node] !== Kind.BinaryExpression || depth > MAX_OPERANDS) return undefined;
    if (tree.kind[tree.child(node, Field.Operator)] !== Kind.LogicalOr) return undefined;
    const a = this.lacking(tree.child(node, Field.Left), depth + 1);
    const b = this.lacking(tree.child(node, Field.Right), depth + 1);
    return a && b && [...a, ...b];
  }
}
