// What the panel of a matrix and the extension say to each other.

import type { Verdict } from '../../matrix/cell.ts';
import type { CellState, MatrixCommand } from '../../matrix/events.ts';

/** Which rows and columns are shown. */
export const filters = ['all', 'failed', 'different'] as const;
export type Filter = (typeof filters)[number];

/** A problem of a cell. */
export interface ViewProblem {
  /** Who says it. */
  readonly by: 'go' | 'archway';
  readonly text: string;
  /** As a user reads it: `./wide/wide.go:3:15`; absent where the problem has no place. */
  readonly place?: string;
  /** The rule of a prediction. */
  readonly rule?: string;
}

/** A cell as it is drawn. */
export interface ViewCell {
  readonly state: CellState;
  readonly verdict?: Verdict;
  /** Whether Archway predicts that it fails. */
  readonly predicted: boolean;
  /** What a screen reader says, and a tooltip. */
  readonly label: string;
  /** What the details say above the problems. */
  readonly summary: string;
  readonly problems: readonly ViewProblem[];
}

export interface ViewColumn {
  readonly target: string;
  /** The target in short. */
  readonly label: string;
  readonly state: 'waiting' | 'running' | 'ended';
  /** More about it, in a tooltip. */
  readonly hint: string;
}

/** All that the panel shows of a run. */
export interface ViewState {
  readonly command: MatrixCommand;
  readonly columns: readonly ViewColumn[];
  readonly rows: readonly { readonly package: string; readonly label: string }[];
  /** By row, then column. */
  readonly cells: readonly (readonly ViewCell[])[];
  readonly running: boolean;
  /** Targets that have come to their end, and all. */
  readonly done: number;
  readonly total: number;
  /** One line about the run. */
  readonly summary: string;
  /** What else there is to say: results that are old, tools that are missing. */
  readonly notes: readonly string[];
  readonly hasFailed: boolean;
}

/** The words of the panel, in the user's language. */
export type ViewWords = Readonly<
  Record<
    | 'title'
    | 'command'
    | 'filter'
    | 'all'
    | 'failed'
    | 'different'
    | 'run'
    | 'runFailed'
    | 'cancel'
    | 'export'
    | 'markdown'
    | 'workflow'
    | 'package'
    | 'legend'
    | 'nothing'
    | 'goSays'
    | 'archwaySays'
    | 'noProblems'
    | 'choose'
    | 'state-ok'
    | 'state-failed'
    | 'state-blocked'
    | 'state-absent'
    | 'state-running'
    | 'state-predicted'
    | 'verdict-unpredicted'
    | 'verdict-unconfirmed',
    string
  >
>;

/** What the extension sends. */
export interface ToView {
  readonly words: ViewWords;
  /** Whether a run has begun of which nothing is known yet. */
  readonly starting: boolean;
  /** What there is to say where there is no state: why nothing could run. */
  readonly notes: readonly string[];
  /** Absent where nothing has run yet. */
  readonly state?: ViewState;
}

/** What the panel sends. */
export type FromView =
  | { readonly type: 'ready' }
  | { readonly type: 'run'; readonly command: MatrixCommand }
  | { readonly type: 'runFailed' | 'cancel' | 'markdown' | 'workflow' }
  | { readonly type: 'open'; readonly package: string; readonly target: string; readonly problem: number };
