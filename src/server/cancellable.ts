// Work of the editor worker that is given up where nobody needs it any more.
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { Cancelled } from '../editor/session.ts';

/** What `work` gives, or the error that answers a question which was taken back meanwhile. */
export function cancellable<T>(
  token: CancellationToken,
  work: (isCancelled: () => boolean) => T,
): T | ResponseError<void> {
  try {
    return work(() => token.isCancellationRequested);
  } catch (error) {
    if (error instanceof Cancelled) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    throw error;
  }
}
