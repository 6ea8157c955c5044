// For tests: speaks the Debug Adapter Protocol with an adapter, in the order in which VS Code does.
import assert from 'node:assert/strict';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { encodeMessage, MessageDecoder } from '../../toolchain/adapter-messages.ts';

const PATIENCE = 100_000;

/** A message of the protocol, of which a test looks at what it knows to be there. */
// biome-ignore lint/suspicious/noExplicitAny: bodies differ by command and event.
type Message = any;

/** A client of one debug session. */
export class AdapterClient {
  /** All messages of the adapter, in order. */
  readonly messages: Message[] = [];
  readonly #input: Writable;
  #sequence = 0;
  /** How many messages {@link event} has gone by. */
  #seen = 0;

  constructor(output: Readable, input: Writable) {
    this.#input = input;
    const decoder = new MessageDecoder();
    output.on('data', (chunk: Buffer) => this.messages.push(...decoder.take(chunk)));
  }

  /** The body of the answer to a request. Fails where the adapter refuses it. */
  async ask(command: string, args: object = {}): Promise<Message> {
    return this.answer(command, this.send(command, args));
  }

  /** Sends a request and gives its number. */
  send(command: string, args: object = {}): number {
    this.#sequence++;
    this.#input.write(encodeMessage({ seq: this.#sequence, type: 'request', command, arguments: { ...args } }));
    return this.#sequence;
  }

  /** The body of the answer to the request of that number. */
  async answer(command: string, sequence: number): Promise<Message> {
    const found = await this.#wait(command, () =>
      this.messages.find(({ type, request_seq }) => type === 'response' && request_seq === sequence),
    );
    assert.ok(found.success, `${command}: ${JSON.stringify(found)}`);
    return found.body;
  }

  /** The body of the next event of a name. */
  async event(name: string): Promise<Message> {
    const at = await this.#wait(`event ${name}`, () => {
      const index = this.messages.findIndex(
        ({ type, event }, i) => i >= this.#seen && type === 'event' && event === name,
      );
      return index < 0 ? undefined : { index };
    });
    this.#seen = at.index + 1;
    return this.messages[at.index].body;
  }

  /** Starts a session as VS Code does: with `configuration`, and breakpoints in the lines of a file. */
  async start(configuration: Readonly<Record<string, unknown>>, file: string, lines: readonly number[]): Promise<void> {
    await this.ask('initialize', {
      clientID: 'vscode',
      adapterID: configuration.type,
      pathFormat: 'path',
      linesStartAt1: true,
      columnsStartAt1: true,
      supportsRunInTerminalRequest: false,
    });
    const { request } = configuration as { request: string };
    const started = this.send(request, configuration);
    await this.event('initialized');
    const breakpoints = lines.map((line) => ({ line }));
    await this.ask('setBreakpoints', { source: { path: file }, breakpoints, lines, sourceModified: false });
    await this.ask('configurationDone');
    await this.answer(request, started);
  }

  /** The frames of the thread that has stopped, topmost first. */
  async frames(threadId: number): Promise<Message[]> {
    return (await this.ask('stackTrace', { threadId, startFrame: 0, levels: 20 })).stackFrames;
  }

  /** The values of the variables in the scopes of a frame, by name. */
  async variables(frameId: number): Promise<Record<string, Message>> {
    const all: Record<string, Message> = {};
    for (const { variablesReference, presentationHint } of (await this.ask('scopes', { frameId })).scopes) {
      if (presentationHint === 'registers') continue;
      for (const one of (await this.ask('variables', { variablesReference })).variables) all[one.name] = one;
    }
    return all;
  }

  /** The values of what a variable is made of, by name. */
  async children({ variablesReference }: Message): Promise<Record<string, string>> {
    const { variables } = await this.ask('variables', { variablesReference });
    return Object.fromEntries(variables.map(({ name, value }: Message) => [name, value]));
  }

  /** What the adapter told the debug console. */
  output(): string {
    return this.messages.map(({ event, body }) => (event === 'output' ? body.output : '')).join('');
  }

  async #wait<T>(what: string, find: () => T | undefined): Promise<T> {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      const said = () => this.messages.map((one) => JSON.stringify(one)).join('\n');
      assert.ok(Date.now() < deadline, `${what} in vain:\n${said()}`);
      await delay(10);
    }
  }
}
