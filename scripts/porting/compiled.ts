// What the go command says of a build, as places.

/** A line of a file with an error: of the user's module relative to its folder, of a dependency as `module@version/file:line`. */
export type Place = string;

/**
 * The places of the errors in the output of `go build`. Columns are left out: old compilers count them from other words.
 * @param modules the module cache
 */
export function errorPlaces(output: string, modules: string): Place[] {
  const places = [...output.matchAll(/^(\S+\.go):(\d+)(?::\d+)?: /gm)].map(([, file = '', line]) => {
    const path = file.split(`${modules}/`).at(-1)!;
    return `${path.replace(/^\.\//, '')}:${line}`;
  });
  return [...new Set(places)];
}

/** The module of a place in a dependency, as `module@version`; undefined for a place in the user's module. */
export function moduleOf(place: Place): string | undefined {
  return /^(.+?@[^/]+)\//.exec(place)?.[1];
}
