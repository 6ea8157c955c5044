// Names of declared things: which are exported and which are the same.

/** Whether a name begins with an upper case letter (Go spec, Exported identifiers). */
export function isExported(name: string): boolean {
  const first = name.charCodeAt(0);
  return first < 128 ? first >= 65 && first <= 90 : /^\p{Lu}/u.test(name);
}

/** A name that is the same only for identifiers that are not different: unexported names belong to their package (Go spec, Uniqueness of identifiers). */
export function uniqueName(name: string, path: string | undefined): string {
  return isExported(name) ? name : `${path ?? ''}.${name}`;
}
