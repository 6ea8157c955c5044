// How the first syntax error of a file leaves the lexer and the recognizer.
import { type Message, type MessageArgs, type MessageId, message } from '../../messages/catalogue.ts';

/** A syntax error: where (UTF-16 offsets of the text, `end` past the token it is about), and the compiler's words. */
export interface SyntaxProblem {
  readonly start: number;
  readonly end: number;
  readonly message: Message;
}

/** Ends the recognition: what follows from a first error is not worth telling. */
export class FirstError extends Error {
  constructor(readonly problem: SyntaxProblem) {
    super('syntax error');
  }
}

/** @throws FirstError always */
export function fail<Id extends MessageId>(start: number, end: number, id: Id, args: MessageArgs<Id>): never {
  throw new FirstError({ start, end: Math.max(end, start), message: message(id, args) });
}
