// A package on a target: what the go command says of it, what Archway has predicted, and how the two compare.
import type { CellState, MatrixCommand, Prediction, Problem } from './events.ts';

/** A package on a target. */
export interface Cell {
  readonly state: CellState;
  /** What the go command says. */
  readonly problems: readonly Problem[];
  /** What Archway says; absent as long as it has not said. */
  readonly predicted?: readonly Prediction[];
  /** The package that fails, of one that is blocked. */
  readonly because?: string;
}

/**
 * How the two compare. `agreed`: both see it fail, or neither; `unpredicted`: it fails, and Archway has not seen it;
 * `unconfirmed`: Archway sees it fail, and it does not.
 */
export type Verdict = 'agreed' | 'unpredicted' | 'unconfirmed';

/** How what the go command says of a cell compares with what Archway says; undefined where one of them has not said. */
export function verdictOf({ state, predicted }: Cell, command: MatrixCommand): Verdict | undefined {
  if (predicted === undefined) return undefined;
  const fails = state === 'failed' || state === 'blocked';
  if (!fails && state !== 'ok') return undefined;
  const compile = predicted.some(({ kind }) => kind === 'compile');
  if (fails) return compile || (command === 'test' && predicted.length > 0) ? 'agreed' : 'unpredicted';
  return compile ? 'unconfirmed' : 'agreed';
}
