// What the observer of ioctl-number notes.
import type { Func } from '../../types/object.ts';
import type { ConstantUse } from '../support/constant-origin.ts';

export const RULE = 'ioctl-number';

/** A parameter of a function of the package. */
export interface Parameter {
  readonly function_: Func;
  readonly index: number;
}

/** A parameter that ioctl gets as its request, or that another function gets, as it is. */
export interface ForwardFact {
  readonly kind: 'forward';
  readonly from: Parameter;
  /** Undefined: ioctl itself. */
  readonly to: Parameter | undefined;
}

/** A constant that is given to ioctl as its request, or to a function. */
export interface RequestFact extends ConstantUse {
  readonly kind: 'request';
  readonly to: Parameter | undefined;
}

/** The package may have a copy of the kernel's macros. */
export interface HelperFact {
  readonly kind: 'helper';
}

export type IoctlFact = ForwardFact | RequestFact | HelperFact;
