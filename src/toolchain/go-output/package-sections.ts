// What `go build` and `go vet` print, by package.

/** What was said of a package. */
export interface PackageSection {
  /** Import path; empty in front of the first heading. */
  readonly package: string;
  readonly lines: readonly string[];
}

/**
 * Cuts lines at the headings: `# PACKAGE`, `# PACKAGE [PACKAGE.test]` for a package built for tests, and `# [PACKAGE]`
 * where vet speaks. What was said of one package is together, in the order of the first headings.
 */
export function packageSections(output: string): PackageSection[] {
  const sections = new Map<string, string[]>();
  let lines: string[] = [];
  sections.set('', lines);
  for (const line of output.split('\n')) {
    const [, built, vetted] = /^# (?:([^\s[]\S*)(?: \[\S+\])?|\[(\S+)\])\s*$/.exec(line) ?? [];
    const name = (built ?? vetted)?.replace(/_test$/, (ending) => (isExternalTest(line) ? '' : ending));
    if (name === undefined) {
      if (line !== '') lines.push(line);
      continue;
    }
    lines = sections.get(name) ?? [];
    sections.set(name, lines);
  }
  return [...sections].filter(([, said]) => said.length > 0).map(([name, said]) => ({ package: name, lines: said }));
}

/** Tests of another package in the same folder: `# x_test [x.test]`, of which vet says `# [x_test]`. */
function isExternalTest(heading: string): boolean {
  return /^# (\S+)_test \[\1\.test\]/.test(heading) || /^# \[\S+_test\]/.test(heading);
}
