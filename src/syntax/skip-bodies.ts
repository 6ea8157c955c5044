// Blanks the bodies of top-level functions: of a dependency only declarations matter, and most of its bytes are bodies.

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const LEFT_PAREN = 40;
const RIGHT_PAREN = 41;
const STAR = 42;
const SLASH = 47;
const SEMICOLON = 59;
const LEFT_BRACKET = 91;
const BACKSLASH = 92;
const RIGHT_BRACKET = 93;
const BACKQUOTE = 96;
const LEFT_BRACE = 123;
const RIGHT_BRACE = 125;

/**
 * `text` with the inside of the body of every top-level function and method replaced by spaces. Length, line feeds and
 * braces stay, so every offset outside the bodies is that of `text`. What is not understood is left as it is.
 */
export function blankBodies(text: string): string {
  let blanked = '';
  let copied = 0;
  let isStart = true;
  for (let i = 0; i < text.length; ) {
    const unit = text.charCodeAt(i);
    if (unit === LINE_FEED || unit === SEMICOLON) {
      isStart = true;
      i++;
    } else if (isBlank(unit)) {
      i++;
    } else if (isCommentStart(text, i)) {
      i = skipLexeme(text, i);
    } else if (isOpening(unit)) {
      isStart = false;
      i = skipGroup(text, i);
    } else if (isWordUnit(unit)) {
      const end = skipWord(text, i);
      const open = isStart && isWord(text, i, end, 'func') ? findBody(text, end) : -1;
      if (open < 0) {
        i = end;
      } else {
        const close = findClosingBrace(text, open);
        // Never closed: nothing behind it can be told apart, and trying again at every line would take for ever.
        if (close < 0) break;
        blanked += text.slice(copied, open + 1) + text.slice(open + 1, close).replace(/[^\n]+/g, blank);
        copied = close;
        i = close + 1;
      }
      isStart = false;
    } else {
      isStart = false;
      i = skipLexeme(text, i);
    }
  }
  return copied === 0 ? text : blanked + text.slice(copied);
}

function blank(line: string): string {
  return ' '.repeat(line.length);
}

/** Where the body of a declaration opens, given the end of its `func` keyword; -1 for a literal or without a body. */
function findBody(text: string, start: number): number {
  let i = skipSpace(text, start);
  if (text.charCodeAt(i) === LEFT_PAREN) {
    i = skipSpace(text, skipGroup(text, i));
    // What follows the parentheses of a literal is its result or body, never a name with parameters.
    const isMethod = text.charCodeAt(skipSpace(text, skipWord(text, i))) === LEFT_PAREN;
    if (!isMethod) return -1;
  }
  const name = i;
  i = skipWord(text, i);
  if (i === name) return -1;
  i = skipSpace(text, i);
  if (text.charCodeAt(i) === LEFT_BRACKET) i = skipSpace(text, skipGroup(text, i));
  if (text.charCodeAt(i) !== LEFT_PAREN) return -1;
  return findBodyAfterParameters(text, skipGroup(text, i));
}

/** Walks over the result of a signature. A line feed ends the declaration: there is no body. */
function findBodyAfterParameters(text: string, start: number): number {
  for (let i = start; i < text.length; ) {
    const unit = text.charCodeAt(i);
    if (unit === LEFT_BRACE) return i;
    if (unit === LINE_FEED || unit === SEMICOLON || isClosing(unit)) return -1;
    if (isOpening(unit)) {
      i = skipGroup(text, i);
    } else if (isWordUnit(unit)) {
      const end = skipWord(text, i);
      const hasBraces = isWord(text, i, end, 'struct') || isWord(text, i, end, 'interface');
      const brace = skipSpace(text, end);
      i = hasBraces && text.charCodeAt(brace) === LEFT_BRACE ? skipGroup(text, brace) : end;
    } else {
      i = skipLexeme(text, i);
    }
  }
  return -1;
}

/** The brace that closes the one at `open`, -1 when there is none. */
function findClosingBrace(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; ) {
    const unit = text.charCodeAt(i);
    if (unit === LEFT_BRACE) {
      depth++;
      i++;
    } else if (unit === RIGHT_BRACE) {
      if (--depth === 0) return i;
      i++;
    } else if (unit <= SLASH || unit === BACKQUOTE) {
      i = skipLexeme(text, i);
    } else {
      i++;
    }
  }
  return -1;
}

/** The end of the bracketed group that opens at `open`: the end of the text when it is never closed. */
function skipGroup(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; ) {
    const unit = text.charCodeAt(i);
    if (isOpening(unit)) depth++;
    else if (isClosing(unit) && --depth === 0) return i + 1;
    i = skipLexeme(text, i);
  }
  return text.length;
}

/** The end of the string, rune or comment that starts at `i`; of any other character, the next index. */
function skipLexeme(text: string, i: number): number {
  switch (text.charCodeAt(i)) {
    case DOUBLE_QUOTE:
      return skipQuoted(text, i, DOUBLE_QUOTE);
    case SINGLE_QUOTE:
      return skipQuoted(text, i, SINGLE_QUOTE);
    case BACKQUOTE:
      return after(text, '`', i + 1);
    case SLASH: {
      const second = text.charCodeAt(i + 1);
      if (second === STAR) return after(text, '*/', i + 2);
      if (second !== SLASH) return i + 1;
      const end = text.indexOf('\n', i);
      return end < 0 ? text.length : end;
    }
    default:
      return i + 1;
  }
}

/** A line feed ends a quoted literal too: it is unterminated, and what follows is better read as code. */
function skipQuoted(text: string, start: number, quote: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === quote) return i + 1;
    if (unit === LINE_FEED) return i;
    if (unit === BACKSLASH && text.charCodeAt(i + 1) !== LINE_FEED) i++;
  }
  return text.length;
}

function after(text: string, terminator: string, from: number): number {
  const found = text.indexOf(terminator, from);
  return found < 0 ? text.length : found + terminator.length;
}

/** Skips white space and comments, line feeds included. */
function skipSpace(text: string, start: number): number {
  let i = start;
  while (i < text.length) {
    const unit = text.charCodeAt(i);
    if (isBlank(unit) || unit === LINE_FEED) i++;
    else if (isCommentStart(text, i)) i = skipLexeme(text, i);
    else break;
  }
  return i;
}

function skipWord(text: string, start: number): number {
  let i = start;
  while (i < text.length && isWordUnit(text.charCodeAt(i))) i++;
  return i;
}

function isWord(text: string, start: number, end: number, word: string): boolean {
  return end - start === word.length && text.startsWith(word, start);
}

function isCommentStart(text: string, i: number): boolean {
  if (text.charCodeAt(i) !== SLASH) return false;
  const second = text.charCodeAt(i + 1);
  return second === SLASH || second === STAR;
}

function isBlank(unit: number): boolean {
  return unit === SPACE || unit === TAB || unit === CARRIAGE_RETURN;
}

function isOpening(unit: number): boolean {
  return unit === LEFT_PAREN || unit === LEFT_BRACKET || unit === LEFT_BRACE;
}

function isClosing(unit: number): boolean {
  return unit === RIGHT_PAREN || unit === RIGHT_BRACKET || unit === RIGHT_BRACE;
}

/** Letters, digits, underscore; everything that is not ASCII counts as a letter. */
function isWordUnit(unit: number): boolean {
  const lower = unit | 32;
  return (lower >= 97 && lower <= 122) || (unit >= 48 && unit <= 57) || unit === 95 || unit >= 128;
}
