import assert from 'node:assert/strict';
import { parseTargets } from '../platform/parse-targets.ts';
import { findPort } from '../platform/ports.ts';
import { levelItems, targetItems } from './target-items.ts';

const items = (choice: string, cgo = false) =>
  targetItems({ present: parseTargets(choice, { cgo }), cgo, recent: [], mine: [], env: {} });
const options = (choice: string, cgo?: boolean) =>
  items(choice, cgo).flatMap(({ label, description, option }) => (option ? [`${label} (${description})`] : []));

describe('the entries of the target picker', () => {
  it('offer the level of the present target, and cgo', () => {
    assert.deepEqual(options('linux/arm/6'), [
      'Choose GOARM of linux/arm (now 6)',
      'Build with cgo (CGO_ENABLED=1) (now without; a C compiler for the target is needed)',
    ]);
    assert.deepEqual(options('linux/s390x', true), ['Build without cgo (CGO_ENABLED=0) (now with cgo)']);
  });

  it('offer no level of several targets, and no cgo where Go has none', () => {
    assert.deepEqual(options('linux/mips,linux/arm').length, 1);
    assert.deepEqual(options('linux/ppc64'), ['Choose GOPPC64 of linux/ppc64 (now power8)']);
    assert.deepEqual(options('js/wasm'), []);
  });

  it('list every level of a port, by the name that archway takes', () => {
    const choices = (goarch: string) => levelItems(findPort('linux', goarch)!).map(({ choice }) => choice);
    assert.deepEqual(choices('mips64le'), ['linux/mips64le', 'linux/mips64le/softfloat']);
    assert.deepEqual(choices('arm'), [
      'linux/arm/5',
      'linux/arm/5,hardfloat',
      'linux/arm/6',
      'linux/arm/6,softfloat',
      'linux/arm',
      'linux/arm/7,softfloat',
    ]);
    for (const { choice } of levelItems(findPort('linux', 'arm64')!)) assert.equal(parseTargets(choice!).length, 1);
  });
});
