// The tokens of Go in which other tokens can seem to stand, found without parsing, and so in broken code as well.

/** Strings, runes and comments; unterminated ones end with their line, as the scanner of Go has it. */
export const opaqueTokens = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`[^`]*`?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;
