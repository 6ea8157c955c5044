// Reads go.mod and go.work. A line that cannot be understood is listed and costs only itself.

/** `[start, end)` in UTF-16 units of the file's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A requirement: a module at a version or later. */
export interface Require extends Span {
  readonly path: string;
  readonly version: string;
  /** Whether the line ends in an `// indirect` comment. */
  readonly indirect: boolean;
}

/** A replacement of one version of a module, or of all of them (`oldVersion` empty). */
export interface Replace extends Span {
  readonly oldPath: string;
  readonly oldVersion: string;
  /** A module path, or a folder (as it is written) where `newVersion` is empty. */
  readonly newPath: string;
  readonly newVersion: string;
}

/** A version that must not be used. */
export interface Exclude extends Span {
  readonly path: string;
  readonly version: string;
}

/** Versions from `low` to `high`, both included, that their author has withdrawn. */
export interface Retract extends Span {
  readonly low: string;
  readonly high: string;
}

/** A path on a line of its own: go.work's `use`, go.mod's `ignore` and `tool`. */
export interface PathLine extends Span {
  readonly path: string;
}

/** A line that could not be understood. */
export interface BrokenLine extends Span {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** What a go.mod or go.work says. Whatever a broken file does not say is empty. */
export interface ModFile {
  /** The module path; undefined in a go.work and where the line is missing or broken. */
  readonly module: string | undefined;
  /** The go line's version: `1.21`, `1.21.3`, `1.22rc1`. */
  readonly go: string | undefined;
  /** The toolchain line's name: `go1.22.1`. */
  readonly toolchain: string | undefined;
  readonly requires: readonly Require[];
  readonly replaces: readonly Replace[];
  readonly excludes: readonly Exclude[];
  readonly retracts: readonly Retract[];
  readonly uses: readonly PathLine[];
  readonly ignores: readonly PathLine[];
  readonly tools: readonly PathLine[];
  readonly brokenLines: readonly BrokenLine[];
}

interface Token extends Span {
  /** The unquoted text. */
  readonly text: string;
  readonly quoted: boolean;
}

interface Line extends Span {
  readonly number: number;
  readonly tokens: readonly Token[];
  readonly comment: string;
  /** A string that does not end, or characters that belong nowhere. */
  readonly broken: boolean;
}

const tokenPattern =
  /[ \t\r\f\v]+|(\/\/.*)|"((?:[^"\\]|\\.)*)"|`([^`]*)`|([()[\],])|((?:(?!\/\/)[^\s"`()[\],])+)|(.)/gy;

/** A longer line is broken; the limit keeps hostile ones cheap. */
const MAX_LINE_LENGTH = 10_000;

/** Splits a line into words, quoted strings and the signs `( ) [ ] ,`; a comment ends it. */
function readLine(text: string, lineStart: number, number: number): Line {
  const tokens: Token[] = [];
  let comment = '';
  let broken = false;
  if (text.length > MAX_LINE_LENGTH) {
    return { number, tokens, comment, broken: true, start: lineStart, end: lineStart + text.length };
  }
  for (const match of text.matchAll(tokenPattern)) {
    const [all, commentText, double, raw, sign, word, bad] = match;
    const start = lineStart + match.index;
    const token = (value: string, quoted: boolean) =>
      tokens.push({ text: value, quoted, start, end: start + all.length });
    if (commentText !== undefined) comment = commentText.slice(2).trim();
    else if (double !== undefined) token(double.replace(/\\(.)/g, '$1'), true);
    else if (raw !== undefined) token(raw, true);
    else if (sign !== undefined) token(sign, false);
    else if (word !== undefined) token(word, false);
    else if (bad !== undefined) broken = true;
  }
  const start = tokens[0]?.start ?? lineStart;
  return { number, tokens, comment, broken, start, end: tokens.at(-1)?.end ?? lineStart };
}

function isSign(token: Token | undefined, sign: string): boolean {
  return token !== undefined && !token.quoted && token.text === sign;
}

const goVersion = /^[1-9][0-9]*\.(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)|(rc|beta|alpha)[0-9]+)?(-\S+)?$/;

/** Collects the lines of one file. */
class ModFileReader implements ModFile {
  module: string | undefined;
  go: string | undefined;
  toolchain: string | undefined;
  readonly requires: Require[] = [];
  readonly replaces: Replace[] = [];
  readonly excludes: Exclude[] = [];
  readonly retracts: Retract[] = [];
  readonly uses: PathLine[] = [];
  readonly ignores: PathLine[] = [];
  readonly tools: PathLine[] = [];
  readonly brokenLines: BrokenLine[] = [];

  /** Takes in one line of `verb`; false where it makes no sense. */
  read(verb: string, tokens: readonly Token[], line: Line): boolean {
    const span = { start: line.start, end: line.end };
    const words = tokens.map((token) => token.text);
    const [first, second] = words;
    const isPair = words.length === 2 && first !== '' && second !== '';
    switch (verb) {
      case 'module':
        if (words.length !== 1 || !first || this.module !== undefined) return false;
        this.module = first;
        return true;
      case 'go':
        if (words.length !== 1 || !goVersion.test(first!) || this.go !== undefined) return false;
        this.go = first;
        return true;
      case 'toolchain':
        if (words.length !== 1 || !first || this.toolchain !== undefined) return false;
        this.toolchain = first;
        return true;
      case 'require':
        if (!isPair) return false;
        this.requires.push({ path: first!, version: second!, indirect: isIndirect(line.comment), ...span });
        return true;
      case 'exclude':
        if (!isPair) return false;
        this.excludes.push({ path: first!, version: second!, ...span });
        return true;
      case 'replace':
        return this.#readReplace(words, span);
      case 'retract':
        return this.#readRetract(words, span);
      case 'use':
        return readPath(this.uses, words, span);
      case 'ignore':
        return readPath(this.ignores, words, span);
      case 'tool':
        return readPath(this.tools, words, span);
      case 'godebug':
        return words.length === 1;
      default:
        return false;
    }
  }

  #readReplace(words: readonly string[], span: Span): boolean {
    const arrow = words.indexOf('=>');
    const before = words.slice(0, arrow);
    const after = words.slice(arrow + 1);
    if (arrow < 1 || before.length > 2 || after.length < 1 || after.length > 2) return false;
    const [oldPath = '', oldVersion = ''] = before;
    const [newPath = '', newVersion = ''] = after;
    if (oldPath === '' || newPath === '') return false;
    // Only a folder goes without a version.
    if ((newVersion === '') !== isFolderPath(newPath)) return false;
    this.replaces.push({ oldPath, oldVersion, newPath, newVersion, ...span });
    return true;
  }

  #readRetract(words: readonly string[], span: Span): boolean {
    const [first = ''] = words;
    if (words.length === 1) {
      this.retracts.push({ low: first, high: first, ...span });
      return true;
    }
    if (words.length !== 5 || first !== '[' || words[2] !== ',' || words[4] !== ']') return false;
    this.retracts.push({ low: words[1]!, high: words[3]!, ...span });
    return true;
  }
}

function readPath(into: PathLine[], words: readonly string[], span: Span): boolean {
  if (words.length !== 1 || words[0] === '') return false;
  into.push({ path: words[0]!, ...span });
  return true;
}

function isIndirect(comment: string): boolean {
  return comment === 'indirect' || comment.startsWith('indirect;');
}

/** Whether the target of a replacement or the path of a `use` line is a folder: `./x`, `../x`, `/x`, `C:\x`. */
export function isFolderPath(path: string): boolean {
  return /^(\.\.?$|\.\.?[/\\]|[/\\]|[A-Za-z]:)/.test(path);
}

/** Reads the text of a go.mod or go.work. Never throws; see {@link ModFile.brokenLines}. */
export function parseModFile(text: string): ModFile {
  const file = new ModFileReader();
  let block: string | undefined;
  let offset = text.startsWith('\uFEFF') ? 1 : 0;
  let number = 0;
  while (offset <= text.length) {
    const newline = text.indexOf('\n', offset);
    const end = newline < 0 ? text.length : newline;
    number++;
    const line = readLine(text.slice(offset, end), offset, number);
    offset = end + 1;
    const [head, second] = line.tokens;
    if (head === undefined && !line.broken) continue;
    let understood = !line.broken && head !== undefined;
    if (block !== undefined && isSign(head, ')')) {
      block = undefined;
      understood &&= line.tokens.length === 1;
    } else if (block !== undefined) {
      understood &&= file.read(block, line.tokens, line);
    } else if (isSign(second, '(')) {
      // `verb ()` on one line is an empty block.
      const closed = isSign(line.tokens[2], ')');
      if (!closed) block = head!.text;
      understood &&= line.tokens.length === (closed ? 3 : 2);
    } else {
      understood &&= file.read(head?.text ?? '', line.tokens.slice(1), line);
    }
    if (!understood)
      file.brokenLines.push({
        line: number,
        text: line.tokens.map((t) => t.text).join(' '),
        start: line.start,
        end: line.end,
      });
  }
  return file;
}
