// Listens for conversions between numbers of 64 bits and those that have as many as a word of the target.

import { findPort } from '../../platform/ports.ts';
import type { TargetSet } from '../../platform/target.ts';
import type { Checker } from '../../types/checker.ts';
import type { Observer } from '../../types/observer.ts';
import { integerOf, isWord } from './integers.ts';
import { observeParsed, observeWidened } from './parsed.ts';
import { observePointer } from './pointer.ts';
import { observeProduct } from './product.ts';
import { observeExtension, observeSign } from './sign.ts';
import { observeTruncation } from './truncation.ts';

/** The targets of a checker by the bits of a word. */
const widths = new WeakMap<Checker, Record<32 | 64, TargetSet>>();

function targetsOf(c: Checker, bits: 32 | 64): TargetSet {
  let known = widths.get(c);
  if (known === undefined) {
    known = { 32: 0, 64: 0 };
    for (const [i, { goos, goarch }] of c.targets.targets.entries()) {
      const port = findPort(goos, goarch);
      if (port !== undefined) known[port.bits] |= 1 << i;
    }
    widths.set(c, known);
  }
  return known[bits];
}

export const observer: Observer = {
  conversion(c, node, x, type) {
    if (x.mode === 'constant' || x.mode === 'nil') return;
    const [from, to] = [integerOf(c, x.type), integerOf(c, type)];
    if (from === undefined || to === undefined) return;
    // Where no target is concerned, no question is asked.
    if ((c.now & targetsOf(c, 32)) !== 0) {
      if (isWord(to) && (from.bits === 64 || from.bits === 32)) observeTruncation(c, node, x, from, to);
      else if (to.bits === 64 && isWord(from)) {
        observeProduct(c, node, x, type);
        observeWidened(c, node, x, type);
      } else if (to.bits === 64 && x.selected !== undefined) observeExtension(c, node, x, from);
    }
    if (from.name === 'uintptr' && to.bits === 32 && (c.now & targetsOf(c, 64)) !== 0) observePointer(c, node, x, type);
  },
  call(c, node, callee, args) {
    if (callee.package_?.path === 'strconv' && (c.now & targetsOf(c, 32)) !== 0) observeParsed(c, node, callee, args);
  },
  operation(c, x, y, operator) {
    if (operator === '==' || operator === '!=') observeSign(c, x, y);
  },
};
