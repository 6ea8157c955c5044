// The error of a tool that is missing or cannot be used.
import { type Message, render } from '../messages/catalogue.ts';

/** A tool is missing, too old or cannot be started. Its text is one for users, from the catalogue. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
  readonly detail: Message;

  constructor(detail: Message) {
    super(render(detail));
    this.detail = detail;
  }
}
