// Listens to the checker for operations on floats.
import type { Observer } from '../../types/observer.ts';
import { isFloat, noteComparison } from './comparison.ts';
import { type FusedFact, RULE } from './facts.ts';
import { noteEqualCall, noteGolden } from './goldens.ts';
import { isRoundedProduct } from './sums.ts';

export const observer: Observer = {
  operation(c, x, y, operator, assign) {
    const { file, declaration } = c.env;
    if (operator !== '+' && operator !== '-') {
      noteComparison(c, x, y, operator);
      const isEquality = operator === '==' || operator === '!=';
      if (isEquality && file.file.isTest && isFloat(c, x) && isFloat(c, y)) noteGolden(c, x, y, x.node, y.node);
      return;
    }
    if (file.file.isTest || declaration === undefined || x.mode === 'constant') return;
    const { tree } = file;
    const [inX, inY] = [x, y].map(({ node }) => isRoundedProduct(tree, node));
    if (!(inX && !assign) && !inY) return;
    if (!isFloat(c, x) || !isFloat(c, y)) return;
    const { path } = file.file;
    const span = { path, start: tree.start[x.node]!, end: tree.end[y.node]! };
    const fact: FusedFact = { kind: 'fused', ...span, declaration, subtrahendsOnly: operator === '-' && !inX };
    c.record(RULE, fact);
  },

  call(c, node, callee, args) {
    if (c.env.file.file.isTest) noteEqualCall(c, node, callee, args);
  },
};
