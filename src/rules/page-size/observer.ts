// Listens to the checker for calls that map memory, and for arithmetic on numbers of pages.
import { Kind } from '../../syntax/kinds.ts';
import type { Observer } from '../../types/observer.ts';
import { noteProduct, noteShift } from './counted.ts';
import { noteMapped } from './mapped.ts';

export const observer: Observer = {
  call(c, _node, callee, args) {
    noteMapped(c, callee, args);
  },
  operation(c, x, y, operator) {
    noteProduct(c, x, y, operator);
  },
  expression(c, x) {
    if (c.env.file.tree.kind[x.node] === Kind.BinaryExpression && x.mode === 'value') noteShift(c, x.node);
  },
};
