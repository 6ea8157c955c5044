// What the output of a test, of a program that crashed, and of a build says of what is wrong, and where.

/** Why something failed. */
export interface Failure {
  readonly text: string;
  readonly place?: Place;
}

/** A place in a file, as it is named in the output: absolute, or relative to the folder the go command runs in. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in bytes, as compilers count. */
  readonly column?: number;
}

/** A place as compilers write it: `main.go:3:15`. */
export function placeWords(file: string, line?: number, column?: number): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

/** A file name at the beginning of a line, that of a Windows drive included. */
const goFile = String.raw`((?:[A-Za-z]:)?[^\s:][^:]*\.go)`;

/** `    /m/a_test.go:3: text`, as t.Log and t.Error write it. */
const logLine = new RegExp(`^( +)${goFile}:(\\d+): (.*)$`);

/** What a failed test says of its failure: what it logged, or where that is nothing, what it printed. */
export function testFailures(output: string): Failure[] {
  const found: Failure[] = [];
  let indent = '';
  const printed: string[] = [];
  for (const line of output.split('\n')) {
    const [, space, file, at, text] = logLine.exec(line) ?? [];
    const last = found.at(-1);
    if (space !== undefined) {
      indent = space;
      found.push({ text: text!, place: { file: file!, line: Number(at) } });
    } else if (last && line.startsWith(`${indent}    `)) {
      found[found.length - 1] = { ...last, text: `${last.text}\n${line.slice(indent.length + 4)}` };
    } else if (!/^\s*(?:===|---) [A-Z]+:? /.test(line)) {
      printed.push(line);
    }
  }
  if (found.length > 0) return found;
  const text = printed.join('\n').trim();
  return text === '' ? [] : [{ text }];
}

/** The first words of a program that crashes: of Go's runtime, of a signal, or of QEMU about a signal. */
const crashStart = /^(?:panic: |fatal error: |SIG[A-Z]+: |unexpected fault address |qemu: uncaught target signal )/;

/** Whether a line begins the last words of a program. */
export function isCrash(line: string): boolean {
  return crashStart.test(line);
}

/**
 * What ended a test program, and where: at the innermost frame that is the user's.
 * @param output what the program printed, from the words of the crash on
 * @param test the test that is told
 * @param isOurs whether a file of a stack frame is the user's
 */
export function crashFailure(output: string, test: string, isOurs: (file: string) => boolean): Failure {
  const [head = '', ...goroutines] = output.split(/\n(?=goroutine \d+ )/);
  const text = head.replace(/ \[recovered(?:, repanicked)?\]/g, '').trim();
  const [name] = test.split('/');
  const isOfTest = new RegExp(`\\.${name}(?:\\.|\\()`);
  // The first is the one that panicked; of the others, which a timeout shows, the test's own.
  const [first = '', ...others] = goroutines;
  const places = [first, ...others.filter((goroutine) => isOfTest.test(goroutine)), ...others];
  for (const goroutine of places) {
    const place = framesOf(goroutine).find(({ file }) => isOurs(file));
    if (place) return { text, place };
  }
  return { text };
}

/** The places of a goroutine's calls, the innermost first, without that of the go statement it began with. */
function framesOf(goroutine: string): Place[] {
  const [calls = ''] = goroutine.split(/^created by /m, 1);
  return [...calls.matchAll(new RegExp(`^\\t${goFile}:(\\d+)`, 'gm'))].map(([, file, line]) => ({
    file: file!,
    line: Number(line),
  }));
}

/** What the compiler, go vet or the linker say in the output of a build that failed. */
export function buildFailures(output: string): Failure[] {
  const found: Failure[] = [];
  const other: string[] = [];
  const error = new RegExp(`^(?:vet: )?${goFile}:(\\d+)(?::(\\d+))?: (.*)$`);
  for (const line of output.split('\n')) {
    const [, file, at, column, text] = error.exec(line) ?? [];
    const last = found.at(-1);
    if (file !== undefined) {
      const place = { file, line: Number(at), ...(column !== undefined && { column: Number(column) }) };
      found.push({ text: text!, place });
    } else if (last && line.startsWith('\t')) {
      found[found.length - 1] = { ...last, text: `${last.text}\n${line.trim()}` };
    } else if (!line.startsWith('# ')) {
      other.push(line);
    }
  }
  const text = other.join('\n').trim();
  return found.length > 0 || text === '' ? found : [{ text }];
}
