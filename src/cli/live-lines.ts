// Lines at the bottom of a terminal that are drawn again as things change.
import { clearScreenDown, moveCursor } from 'node:readline';
import type { Writable } from 'node:stream';
import stringWidth from 'string-width';

/** A stream that may be a terminal. */
export type Terminal = Writable & { isTTY?: boolean; columns?: number; rows?: number };

/** Milliseconds after which the lines are drawn anew: they show seconds. */
const INTERVAL = 250;

/** Keeps lines at the bottom of a terminal; on what is none it shows nothing. */
export class LiveLines {
  readonly #terminal: Terminal;
  readonly #lines: (rows: number) => readonly string[];
  readonly #timer: NodeJS.Timeout | undefined;
  #shown = 0;

  /** @param lines what to show, at most so many lines */
  constructor(terminal: Terminal, lines: (rows: number) => readonly string[]) {
    this.#terminal = terminal;
    this.#lines = lines;
    if (terminal.isTTY) this.#timer = setInterval(() => this.draw(), INTERVAL);
  }

  draw(): void {
    if (!this.#timer) return;
    this.#erase();
    const { columns, rows } = sizeOf(this.#terminal);
    // A line that is broken in two would not be erased.
    const lines = this.#lines(Math.max(1, rows - 2)).map((line) => cut(line, columns - 1));
    this.#terminal.write(lines.map((line) => `${line}\n`).join(''));
    this.#shown = lines.length;
  }

  /** Writes text that stays, above the lines. */
  print(stream: Writable, text: string): void {
    this.#erase();
    stream.write(text);
    this.draw();
  }

  /** Takes the lines away. */
  stop(): void {
    clearInterval(this.#timer);
    this.#erase();
  }

  #erase(): void {
    if (this.#shown === 0) return;
    moveCursor(this.#terminal, 0, -this.#shown);
    clearScreenDown(this.#terminal);
    this.#shown = 0;
  }
}

/** Terminals whose size nobody has set say 0. */
function sizeOf({ columns, rows }: Terminal): { columns: number; rows: number } {
  return { columns: columns || 80, rows: rows || 24 };
}

/** The beginning of a line that is not wider than so many columns. */
function cut(line: string, columns: number): string {
  if (stringWidth(line) <= columns) return line;
  const letters = [...line];
  while (letters.length > 0 && stringWidth(letters.join('')) >= columns) letters.pop();
  return `${letters.join('')}…`;
}
