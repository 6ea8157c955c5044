// The progress bar of a run: on the error stream, only where that is a terminal.
import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from '../analysis/driver.ts';
import type { Streams } from './command.ts';

/** Shows progress; `stop` removes the bar. */
export interface ProgressBar {
  readonly update: (progress: Progress) => void;
  readonly stop: () => void;
}

/** A bar on the error stream, or nothing where nobody looks at it. */
export function progressBar({ stderr }: Streams): ProgressBar {
  if (!stderr.isTTY) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar(
    {
      stream: stderr as unknown as NodeJS.WritableStream,
      clearOnComplete: true,
      hideCursor: true,
      format: '{bar} {value}/{total}',
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update({ done, total }) {
      if (!started) bar.start(total, done);
      else bar.update(done);
      started = true;
    },
    stop() {
      if (started) bar.stop();
    },
  };
}
