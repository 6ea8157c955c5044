// Tasks are ended for what they have had of the processors, not for what a loaded machine made of it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Watchdog } from './watchdog.ts';

describe('the watchdog', () => {
  /** A clock that stands until it is told to go on. */
  const clockOf = () => {
    let [now, processor] = [5000, 700];
    const pass = (watchdog: Watchdog, wall: number, used: number) => {
      now += wall;
      processor += used;
      watchdog.look();
    };
    return { clock: { now: () => now, processor: () => processor }, pass };
  };

  it('ends a task that has had its time of a processor', () => {
    const { clock, pass } = clockOf();
    const watchdog = new Watchdog(clock);
    const { signal, done } = watchdog.watch(60_000);
    pass(watchdog, 59_000, 59_000);
    assert.equal(signal.aborted, false);
    pass(watchdog, 1000, 1000);
    assert.equal(signal.aborted, true);
    done();
  });

  it('lets one go on that a loaded machine gives little of its processors, and ends it when it has had its time', () => {
    const { clock, pass } = clockOf();
    const watchdog = new Watchdog(clock);
    const { signal, done } = watchdog.watch(60_000);
    pass(watchdog, 300_000, 50_000);
    assert.equal(signal.aborted, false);
    pass(watchdog, 60_000, 10_000);
    assert.equal(signal.aborted, true);
    done();
  });

  it('shares what the process has had among the tasks that ran then', () => {
    const { clock, pass } = clockOf();
    const watchdog = new Watchdog(clock);
    const first = watchdog.watch(60_000);
    pass(watchdog, 30_000, 30_000);
    const second = watchdog.watch(60_000);
    pass(watchdog, 40_000, 40_000);
    assert.deepEqual([first.signal.aborted, second.signal.aborted], [false, false]);
    pass(watchdog, 20_000, 20_000);
    assert.deepEqual([first.signal.aborted, second.signal.aborted], [true, false]);
    first.done();
    pass(watchdog, 29_000, 29_000);
    assert.equal(second.signal.aborted, false);
    pass(watchdog, 1000, 1000);
    assert.equal(second.signal.aborted, true);
    second.done();
  });

  it('takes no thread for faster than the clock, whatever else the process does', () => {
    const { clock, pass } = clockOf();
    const watchdog = new Watchdog(clock);
    const { signal, done } = watchdog.watch(60_000);
    pass(watchdog, 50_000, 200_000);
    assert.equal(signal.aborted, false);
    done();
  });

  it('counts nothing of the time in which no task ran', () => {
    const { clock, pass } = clockOf();
    const watchdog = new Watchdog(clock);
    watchdog.watch(60_000).done();
    pass(watchdog, 900_000, 900_000);
    const { signal, done } = watchdog.watch(60_000);
    pass(watchdog, 1000, 1000);
    assert.equal(signal.aborted, false);
    done();
  });

  it('ends one that only waits, far later', () => {
    const { clock, pass } = clockOf();
    const watchdog = new Watchdog(clock);
    const { signal, done } = watchdog.watch(60_000);
    pass(watchdog, 599_000, 0);
    assert.equal(signal.aborted, false);
    pass(watchdog, 1000, 0);
    assert.equal(signal.aborted, true);
    done();
  });

  it('ends a thread that never ends, by itself', async () => {
    const thread = new Worker('for (;;);', { eval: true });
    const { signal, done } = new Watchdog().watch(10);
    await once(signal, 'abort');
    done();
    assert.equal(await thread.terminate(), 1);
  });
});
