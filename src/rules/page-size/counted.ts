// Numbers of pages that the kernel tells in files of /proc, and that are taken for pages of 4096 bytes.
import { message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Node, Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import type { Operand } from '../../types/operand.ts';
import { withoutParentheses } from '../support/nodes.ts';
import { constantAt } from '../support/operands.ts';
import { parentsAround, topLevelOf } from '../support/parents.ts';
import { type PageFact, RULE } from './facts.ts';
import { factorFix } from './fixes.ts';
import { COMMON } from './sizes.ts';

const SHIFT = 12n;
const RESIDENT = /rss|resident/i;

/** Files of /proc with numbers of pages: all numbers of statm, one of stat, and the index of pagemap. */
type Source = 'statm' | 'stat' | 'pagemap';

/** Notes `x * 4096`, `x / 4096` and `x % 4096`. @throws Split */
export function noteProduct(c: Checker, x: Operand, y: Operand, operator: string): void {
  if (operator !== '*' && operator !== '/' && operator !== '%') return;
  const source = sourceAt(c, x.node);
  if (source === undefined) return;
  const [by, of] = x.mode === 'constant' ? [x, y] : [y, x];
  if (of.mode === 'constant' || by.mode !== 'constant' || (by === x && operator !== '*')) return;
  if (constantAt(c, by.node) !== BigInt(COMMON)) return;
  const { tree } = c.env.file;
  const operation = parentsAround(tree, x.node).of(x.node);
  if (tree.kind[operation] === Kind.BinaryExpression)
    note(c, source, { operation, of: of.node, by: by.node, operator });
}

/** Notes `x << 12` and `x >> 12`. @throws Split */
export function noteShift(c: Checker, node: Node): void {
  const { tree } = c.env.file;
  const operator = tree.textOf(tree.child(node, Field.Operator));
  if (operator !== '<<' && operator !== '>>') return;
  const source = sourceAt(c, node);
  if (source === undefined) return;
  const [left, right] = [tree.child(node, Field.Left), tree.child(node, Field.Right)];
  if (constantAt(c, right) !== SHIFT || constantAt(c, left) !== undefined) return;
  note(c, source, { operation: node, of: left, by: right, operator });
}

/** A number of pages or bytes, and how large a page is taken for. */
export interface Conversion {
  readonly operation: Node;
  readonly operator: string;
  readonly of: Node;
  readonly by: Node;
}

function note(c: Checker, source: Source, conversion: Conversion): void {
  const { file, tree } = c.env.file;
  const isCount = conversion.operator === '*' || conversion.operator === '<<';
  if (source !== 'pagemap' && !isCount) return;
  if (source === 'stat' && !RESIDENT.test(tree.textOf(withoutParentheses(tree, conversion.of)))) return;
  const fact: PageFact = {
    code: 'PageCount',
    path: file.path,
    start: tree.start[conversion.operation]!,
    end: tree.end[conversion.operation]!,
    message: message('page-size-counted', { file: source }),
    multiple: COMMON,
    why: message('page-size-counted-why', {}),
    fix: factorFix(c, conversion),
    written: undefined,
  };
  c.record(RULE, fact);
}

/** What the declaration around a node reads of /proc. @throws Split */
function sourceAt(c: Checker, node: Node): Source | undefined {
  const { tree } = c.env.file;
  return sourcesOf(tree).get(topLevelOf(tree, node));
}

const known = new WeakMap<Tree, ReadonlyMap<Node, Source>>();

/** By top-level declaration, the file of /proc that it names. */
function sourcesOf(tree: Tree): ReadonlyMap<Node, Source> {
  let found = known.get(tree);
  if (found === undefined) {
    found = /statm\b|\bpagemap\b|\/stat\b/.test(tree.text) ? findSources(tree) : new Map();
    known.set(tree, found);
  }
  return found;
}

const SOURCE = /^["`](?:[^"`]*\/)?(statm|pagemap)["`]$|^["`][^"`]*\/(stat)["`]$/;

function findSources(tree: Tree): Map<Node, Source> {
  const found = new Map<Node, Source>();
  for (let top = 1; top < tree.length; top = tree.next[top]!) {
    for (let n = top; n < tree.next[top]!; n++) {
      if (tree.kind[n] !== Kind.InterpretedStringLiteral && tree.kind[n] !== Kind.RawStringLiteral) continue;
      const [, exact, stat] = SOURCE.exec(tree.textOf(n)) ?? [];
      const source = (exact ?? stat) as Source | undefined;
      if (source !== undefined && !(found.has(top) && source === 'stat')) found.set(top, source);
    }
  }
  return found;
}
