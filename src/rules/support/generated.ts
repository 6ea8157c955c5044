// Files that a program wrote.
import type { Tree } from '../../syntax/tree.ts';

const GENERATED = /^\/\/ Code generated .* DO NOT EDIT\.\r?$/m;

/** Whether a Go file says before its package clause that it is generated (go help generate). */
export function isGenerated({ text }: Tree): boolean {
  const clause = /^package\s/m.exec(text)?.index ?? text.length;
  return GENERATED.test(text.slice(0, clause));
}
