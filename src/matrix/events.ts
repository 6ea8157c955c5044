// What `archway matrix --format events` prints while it works, one JSON object a line.

/** What is done for each package and target. */
export const matrixCommands = ['build', 'vet', 'test'] as const;
export type MatrixCommand = (typeof matrixCommands)[number];

/** Something that is wrong in a package. */
export interface Problem {
  readonly text: string;
  /** Absolute path; absent where the problem has no place. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1, in bytes. */
  readonly column?: number;
}

/** What Archway says will be wrong. */
export interface Prediction extends Problem {
  readonly kind: 'compile' | 'run';
  readonly rule: string;
}

/**
 * How a package ended on a target. `blocked`: it takes in a package that fails; `absent`: it has no files for the target;
 * `impossible`: the command cannot be carried out for the target here; `stopped`: the run was cancelled before.
 */
export const endStates = ['ok', 'failed', 'blocked', 'absent', 'impossible', 'stopped'] as const;
export type EndState = (typeof endStates)[number];
export type CellState = EndState | 'waiting' | 'running';

/** The run begins. */
export interface StartEvent {
  readonly event: 'start';
  readonly version: 1;
  readonly command: MatrixCommand;
  /** The folder of the go command, absolute. */
  readonly folder: string;
  /** Package patterns. */
  readonly packages: readonly string[];
  /** Build tags. */
  readonly tags: readonly string[];
  readonly cgo: boolean;
  /** The version of Go, as `go1.26.8`. */
  readonly go: string;
  /** Names of targets. */
  readonly targets: readonly string[];
}

/** The packages that there are on a target. */
export interface PackagesEvent {
  readonly event: 'packages';
  readonly target: string;
  readonly packages: readonly PackageOnTarget[];
}

/** The go command has begun to work for a target. */
export interface TargetEvent {
  readonly event: 'target';
  readonly target: string;
}

/** A package that has files for a target. */
export interface PackageOnTarget {
  /** Import path. */
  readonly package: string;
  /** Its folder, absolute. */
  readonly folder: string;
}

/** A package has come to its end on a target. */
export interface CellEvent {
  readonly event: 'cell';
  readonly package: string;
  readonly target: string;
  readonly state: EndState;
  readonly problems: readonly Problem[];
  /** The package that fails, of one that is blocked. */
  readonly because?: string;
}

/** All packages of a target have come to their end; with a reason where nothing could be done for it. */
export interface TargetEndEvent {
  readonly event: 'target-end';
  readonly target: string;
  readonly seconds: number;
  readonly reason?: string;
}

/** What Archway says of a package on a target, which may be nothing. */
export interface PredictedEvent {
  readonly event: 'predicted';
  readonly package: string;
  readonly target: string;
  readonly problems: readonly Prediction[];
}

/** The run has ended. */
export interface EndEvent {
  readonly event: 'end';
  /** The exit status. */
  readonly status: number;
  readonly seconds: number;
}

export type MatrixEvent =
  | StartEvent
  | PackagesEvent
  | TargetEvent
  | CellEvent
  | TargetEndEvent
  | PredictedEvent
  | EndEvent;

/** The event on a line; undefined where the line is something else. */
export function parseMatrixEvent(line: string): MatrixEvent | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const event: unknown = JSON.parse(line);
    const isEvent = typeof event === 'object' && event !== null && 'event' in event;
    return isEvent ? (event as MatrixEvent) : undefined;
  } catch {
    return undefined;
  }
}
