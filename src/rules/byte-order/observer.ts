// Listens to the checker for numbers that are read from bytes.
import type { Observer } from '../../types/observer.ts';
import { noteComparison, noteLoad } from './loads.ts';
import { noteNative } from './native.ts';
import { noteSwap } from './swaps.ts';

export const observer: Observer = {
  call(c, node, callee, args) {
    noteNative(c, node, callee, args);
    noteSwap(c, node, callee);
  },
  conversion(c, node, x, type) {
    noteLoad(c, node, x, type);
  },
  operation(c, x, y, operator) {
    noteComparison(c, x, y, operator);
  },
};
