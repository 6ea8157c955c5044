// The order that packs a struct, held against every order there is.
import assert from 'node:assert/strict';
import { randomNumbers } from '../../../test/support/sample.ts';
import { type Profile, pack } from './pack-fields.ts';

/** Types with size and alignment on 386 and amd64. */
const types = {
  bool: [1, 1, 1, 1],
  int16: [2, 2, 2, 2],
  int32: [4, 4, 4, 4],
  pointer: [4, 4, 8, 8],
  string: [8, 4, 16, 8],
  slice: [12, 4, 24, 8],
  atomic: [8, 8, 8, 8],
  empty: [0, 1, 0, 1],
} as const;

function profilesFor(names: readonly (keyof typeof types)[]): Profile[] {
  return [0, 2].map((at) => ({
    targets: [at === 0 ? 'linux/386' : 'linux/amd64'],
    units: new Map(
      names.map((name, node) => [
        node,
        { node, count: 1, size: types[name][at as 0 | 2], align: types[name][(at + 1) as 1 | 3], delicate: undefined },
      ]),
    ),
  }));
}

function sizeOf({ units }: Profile, order: readonly number[]): number {
  let [at, max] = [0, 1];
  for (const node of order) {
    const { size, align } = units.get(node)!;
    at = Math.ceil(at / align) * align + size;
    max = Math.max(max, align);
  }
  if (units.get(order.at(-1)!)!.size === 0 && at > 0) at++;
  return Math.ceil(at / max) * max;
}

function* permutations(items: readonly number[]): Generator<number[]> {
  if (items.length === 0) yield [];
  for (const item of items) for (const rest of permutations(items.filter((one) => one !== item))) yield [item, ...rest];
}

describe('packing a struct', () => {
  const random = randomNumbers(7);
  const names = Object.keys(types) as (keyof typeof types)[];
  for (let round = 0; round < 40; round++) {
    const chosen = Array.from(
      { length: 2 + Math.floor(random() * 5) },
      () => names[Math.floor(random() * names.length)]!,
    );
    it(`finds the smallest order of ${chosen.join(', ')}`, () => {
      const profiles = profilesFor(chosen);
      const present = chosen.map((_, node) => node);
      const least = profiles.map((profile) =>
        Math.min(...[...permutations(present)].map((order) => sizeOf(profile, order))),
      );
      const packing = pack(profiles, present);
      const order = packing?.order ?? present;
      assert.deepEqual(
        profiles.map((profile) => sizeOf(profile, order)),
        least,
      );
      const saved = profiles.map((profile, i) => sizeOf(profile, present) - least[i]!);
      assert.deepEqual(
        profiles.map(({ targets: [target] }) => packing?.saved.get(target!) ?? 0),
        saved,
      );
    });
  }

  it('keeps a 64-bit integer at a multiple of 8 that lies there', () => {
    const unit = (node: number, size: number, delicate?: 'integer') => ({
      node,
      count: 1,
      size,
      align: Math.min(size, 4),
      delicate,
    });
    const profile = (units: readonly ReturnType<typeof unit>[]): Profile => ({
      targets: ['linux/386'],
      units: new Map(units.map((one) => [one.node, one])),
    });
    // bool, int32, int64, bool, int32, bool: without it, the bools would come together.
    const units = [unit(0, 1), unit(1, 4), unit(2, 8, 'integer'), unit(3, 1), unit(4, 4), unit(5, 1)];
    const packing = pack([profile(units)], [0, 1, 2, 3, 4, 5])!;
    const at = packing.order.indexOf(2);
    assert.equal(sizeOf(profile(units), packing.order.slice(0, at)) % 8, 0);
    assert.ok(packing.saved.get('linux/386')! > 0);
  });
});
