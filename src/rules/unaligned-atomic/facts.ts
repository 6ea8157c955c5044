// What is noted of a package: 64-bit atomic operations, where addresses and functions go, and what is allocated by itself.
import type { Node } from '../../syntax/tree.ts';
import type { FileInfo } from '../../types/package-info.ts';
import type { Type } from '../../types/type.ts';
import type { Access } from './access-path.ts';
import type { Location } from './location.ts';
import type { Operation } from './operations.ts';

export const RULE = 'unaligned-atomic';

/** A place in the sources. */
export interface FactPlace {
  readonly file: FileInfo;
  readonly node: Node;
}

/** An atomic operation on a place in memory. */
export interface OperationFact extends FactPlace {
  readonly kind: 'operation';
  readonly operation: Operation;
  readonly access: Access;
}

/** A pointer, a slice or another value that leads to memory is kept somewhere. */
export interface StoreFact extends FactPlace {
  readonly kind: 'store';
  readonly to: Location;
  /** The value: an address, or a place it is read from. */
  readonly access: Access;
  /** Whether code that is not seen may keep other values there: it is handed to a function that other packages can call. */
  readonly isOpen: boolean;
}

/** A function is kept somewhere: calls by `to` may reach it. */
export interface FunctionFact extends FactPlace {
  readonly kind: 'function';
  readonly to: Location;
  readonly callee: Location;
}

/** `&T{…}` or `new(T)`: a T with an allocation of its own. */
export interface AllocationFact extends FactPlace {
  readonly kind: 'allocation';
  readonly type: Type;
}

/** What says where addresses come from. */
export type FlowFact = OperationFact | StoreFact | FunctionFact;

export type AtomicFact = FlowFact | AllocationFact;
