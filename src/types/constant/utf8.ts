// Strings of bytes: one JavaScript character in 0..255 for each byte, as Go's strings are bytes and need not be UTF-8.

/** What a decoder yields for bytes that are not UTF-8. */
export const REPLACEMENT = 0xfffd;

const ASCII = /^[\0-\x7f]*$/;

/** The UTF-8 bytes of a text, one character a byte. The result does not keep the text it was cut from alive. */
export function encodeText(text: string): string {
  // The engine copies short parts of texts.
  if (text.length < 13 && ASCII.test(text)) return text;
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** The text of bytes; what is not UTF-8 becomes U+FFFD. */
export function decodeBytes(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** The UTF-8 bytes of a code point; those of U+FFFD where it is none. */
export function encodeRune(rune: number): string {
  const isValid = rune >= 0 && rune <= 0x10ffff && !(rune >= 0xd800 && rune <= 0xdfff);
  return encodeText(String.fromCodePoint(isValid ? rune : REPLACEMENT));
}

/**
 * The code point at a byte index and the number of its bytes. A byte that starts no valid UTF-8 sequence is
 * {@link REPLACEMENT} with size 1, as in Go.
 */
export function decodeRune(bytes: string, index: number): { rune: number; size: number } {
  const first = bytes.charCodeAt(index);
  if (first < 0x80) return { rune: first, size: 1 };
  const size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  let rune = first & (0xff >> (size + 1));
  for (let i = 1; i < size; i++) {
    const byte = bytes.charCodeAt(index + i);
    if ((byte & 0xc0) !== 0x80) return { rune: REPLACEMENT, size: 1 };
    rune = (rune << 6) | (byte & 0x3f);
  }
  const smallest = [0x80, 0x800, 0x10000][size - 2]!;
  const isSurrogate = rune >= 0xd800 && rune <= 0xdfff;
  if (first < 0xc2 || first > 0xf4 || rune < smallest || rune > 0x10ffff || isSurrogate) {
    return { rune: REPLACEMENT, size: 1 };
  }
  return { rune, size };
}
