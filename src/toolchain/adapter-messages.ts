// Messages of the Debug Adapter Protocol on a stream: JSON, each after a header that tells its length in bytes.

/** A message, of which only these members matter here. */
export interface AdapterMessage {
  readonly seq?: number;
  readonly type: string;
  /** Of requests and of their answers. */
  readonly command?: string;
  /** Of answers: the request's `seq`. */
  readonly request_seq?: number;
  readonly success?: boolean;
  /** Of events. */
  readonly event?: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly arguments?: Readonly<Record<string, unknown>>;
}

/** A message as it is sent. */
export function encodeMessage(message: AdapterMessage): string {
  const text = JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

/** Cuts what arrives into messages. */
export class MessageDecoder {
  #unread = Buffer.alloc(0);

  /** The messages that are complete with `chunk`. */
  *take(chunk: Buffer): Generator<AdapterMessage> {
    this.#unread = Buffer.concat([this.#unread, chunk]);
    for (;;) {
      const header = this.#unread.indexOf('\r\n\r\n');
      if (header < 0) return;
      const length = /content-length: *(\d+)/i.exec(this.#unread.toString('latin1', 0, header))?.[1];
      const start = header + 4;
      const end = start + Number(length ?? 0);
      if (this.#unread.length < end) return;
      const text = this.#unread.toString('utf8', start, end);
      this.#unread = this.#unread.subarray(end);
      // A header without a length is not one: what follows may be.
      if (length !== undefined) yield JSON.parse(text);
    }
  }
}
