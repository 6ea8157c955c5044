// Breaks text into lines by its width in a terminal, where a Chinese character takes two columns.
import stringWidth from 'string-width';

/** A piece that is not broken: a word, or one Chinese character, with the marks that must not stand apart from it. */
const piece = /\s*[（“]*(?:\p{Script=Han}|[^\s\p{Script=Han}（“，。；：、！？）”]+)?[，。；：、！？）”]*/gu;

/** The text in lines of at most `width` columns; a line break in it stays one. A word that is longer is not broken. */
export function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, width))
    .join('\n');
}

function wrapLine(text: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const [next] of text.matchAll(piece)) {
    if (line === '' || stringWidth(line + next) <= width) {
      line += next;
    } else {
      lines.push(line);
      line = next.trimStart();
    }
  }
  return [...lines, line].join('\n');
}
