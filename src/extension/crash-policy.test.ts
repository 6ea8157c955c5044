import assert from 'node:assert/strict';
import { CrashPolicy, MAX_CRASHES, WINDOW } from './crash-policy.ts';

describe('when the language server is started again', () => {
  it('gives up on a server that ends again and again', () => {
    let now = 0;
    const policy = new CrashPolicy(() => now);
    const answers = Array.from({ length: MAX_CRASHES + 2 }, () => {
      now += 1000;
      return policy.ended();
    });
    assert.deepEqual(answers, [true, true, true, true, false, false]);
  });

  it('forgives what is long ago', () => {
    let now = 0;
    const policy = new CrashPolicy(() => now);
    for (let i = 0; i < 20; i++) {
      now += WINDOW / MAX_CRASHES;
      assert.equal(policy.ended(), true, `end ${i}`);
    }
  });

  it('counts anew after the user has started it', () => {
    const policy = new CrashPolicy(() => 0);
    while (policy.ended());
    policy.reset();
    assert.equal(policy.ended(), true);
  });
});
