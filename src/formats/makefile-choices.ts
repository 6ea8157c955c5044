// Makefiles: conditionals that compare the machine's name, with the architecture names that come of them.
import { namesArchitecture } from './architectures.ts';
import { type ArchValue, type Asked, archValue, type Branch, type Choice, isTelling, type Outcome } from './choice.ts';
import { assignment, makefileLines, withoutComment } from './makefile.ts';
import { isArchVariable } from './words.ts';

/** The choices of a Makefile outside its recipes, in order. */
export function makefileChoices(text: string): Choice[] {
  return /^[ \t]*(?:else[ \t]+)?ifn?eq\b/m.test(text) && namesArchitecture(text) ? new ChoiceReader().read(text) : [];
}

/** An `ifeq` or `ifneq`: the names for which its first part holds, or does not. */
interface Test {
  readonly asked: Asked;
  readonly variable: string;
  readonly patterns: readonly string[];
  readonly isNegated: boolean;
}

/** The lines between two of `ifeq`, `else` and `endif`. */
interface Part {
  /** What leads to it; undefined behind a plain `else`, `unknown` where the condition is about something else. */
  readonly test: Test | 'unknown' | undefined;
  readonly values: ArchValue[];
  /** Conditionals within it. */
  inner: number;
  fails: boolean;
}

interface Conditional {
  readonly goos: string | undefined;
  readonly parts: Part[];
  /** Whether it is the first line behind an `else`, so that its `endif` may be followed by that of the one around it. */
  readonly isChained: boolean;
}

const head = /^[ \t]*(else[ \t]+)?(ifn?eq|ifn?def)\b(.*)$/s;

class ChoiceReader {
  readonly #found: Choice[] = [];
  readonly #open: Conditional[] = [];
  /** The values that variables get outside conditionals, so far. */
  readonly #values = new Map<string, ArchValue>();
  readonly #origins = new Map<string, Asked | undefined>();

  read(text: string): Choice[] {
    for (const line of makefileLines(text)) if (!line.text.startsWith('\t')) this.#line(line.text, line.start);
    return this.#found;
  }

  #line(text: string, start: number): void {
    const condition = head.exec(text);
    if (condition !== null) this.#condition(condition);
    else if (/^[ \t]*else\b/.test(text)) this.#open.at(-1)?.parts.push(part(undefined));
    else if (/^[ \t]*endif\b/.test(text)) this.#end();
    else if (/^[ \t]*\$\((?:error|warning)\b/.test(text)) this.#fail();
    else this.#assignment(text, start);
  }

  #condition([, otherwise, keyword, rest]: RegExpExecArray): void {
    const test = keyword!.endsWith('def') ? 'unknown' : (this.#test(rest!.trim(), keyword === 'ifneq') ?? 'unknown');
    const around = this.#open.at(-1);
    if (otherwise !== undefined) {
      around?.parts.push(part(test));
      return;
    }
    const last = around?.parts.at(-1);
    const isChained = last !== undefined && last.test === undefined && last.inner === 0 && last.values.length === 0;
    if (last !== undefined) last.inner++;
    const goos = /darwin/i.test(rest!) ? 'darwin' : (around?.goos ?? (/linux/i.test(rest!) ? 'linux' : undefined));
    this.#open.push({ goos, parts: [part(test)], isChained });
  }

  #test(rest: string, isNegated: boolean): Test | undefined {
    const [, a, b] =
      /^\(\s*(.*?)\s*,\s*(\$\(filter[^()]*\$\([^()]*\)\)|[^,]*?)\s*\)\s*(?:#.*)?$/s.exec(rest) ??
      /^(["'])(.*?)\1[ \t]+["'](.*?)["']/.exec(rest)?.slice(1) ??
      [];
    if (a === undefined || b === undefined) return undefined;
    return this.#filter(a, b, isNegated) ?? this.#filter(b, a, isNegated) ?? this.#equal(a, b, isNegated);
  }

  /** `$(filter aarch64 arm%,$(UNAME_M))` against nothing. */
  #filter(list: string, empty: string, isNegated: boolean): Test | undefined {
    const match = /^\$\((filter|filter-out) ([^,()]*),\s*(\$\(.*\))\)$/.exec(list);
    if (match === null) return undefined;
    const subject = this.#subject(match[3]!);
    if (subject === undefined || empty !== '') return undefined;
    const patterns = match[2]!.trim().split(/\s+/).map(asGlob);
    return { ...subject, patterns, isNegated: isNegated === (match[1] === 'filter-out') };
  }

  #equal(a: string, b: string, isNegated: boolean): Test | undefined {
    const [subject, name] = a.startsWith('$') ? [this.#subject(a), b] : [this.#subject(b), a];
    return subject === undefined || name === '' || name.includes('$')
      ? undefined
      : { ...subject, patterns: [name], isNegated };
  }

  /** What `$(NAME)` or `$(shell …)` stands for. */
  #subject(text: string): { asked: Asked; variable: string } | undefined {
    const asked = askedBy(text);
    if (asked !== undefined) return { asked, variable: '' };
    const variable = /^\$[({]([\w.-]+)[)}]$/.exec(text)?.[1];
    if (variable === undefined) return undefined;
    if (this.#origins.has(variable)) return { asked: this.#origins.get(variable) ?? 'any', variable };
    if (variable === 'GOARCH' || variable === 'TARGETARCH') return { asked: 'goarch', variable };
    return isArchVariable(variable) ? { asked: 'any', variable } : undefined;
  }

  #assignment(text: string, start: number): void {
    const match = assignment.exec(text);
    if (match === null) return;
    const name = match[1]!;
    const written = withoutComment(text.slice(match[0].length));
    const value = archValue(name, written, start + match[0].length);
    const asked = askedBy(written);
    if (asked !== undefined || value === undefined)
      this.#origins.set(name, this.#origins.has(name) && this.#origins.get(name) !== asked ? undefined : asked);
    if (/\$\(error\b/.test(written)) this.#fail();
    if (value === undefined) return;
    const around = this.#open.at(-1)?.parts.at(-1);
    if (around !== undefined) around.values.push(value);
    else this.#values.set(name, value);
  }

  #fail(): void {
    const around = this.#open.at(-1)?.parts.at(-1);
    if (around !== undefined) around.fails = true;
  }

  #end(): void {
    const ended = this.#open.pop();
    if (ended === undefined) return;
    const around = this.#open.at(-1);
    const last = around?.parts.at(-1);
    if (ended.isChained && last !== undefined && last.inner === 1) {
      // `else`, `ifeq`, `endif`, `endif` is `else ifeq`, `endif`.
      around!.parts.pop();
      around!.parts.push(...ended.parts);
      return;
    }
    this.#add(ended);
  }

  #add({ parts, goos }: Conditional): void {
    const branches: Branch[] = [];
    let asked: Asked | undefined;
    let variable = '';
    let fallback: Outcome | undefined;
    for (const { test, values, fails } of parts) {
      const outcome: Outcome = fails ? { values: [], fails } : { values, fails };
      if (test === 'unknown' || (asked !== undefined && test !== undefined && test.asked !== asked)) return;
      if (test === undefined) {
        fallback = outcome;
        break;
      }
      if (test.isNegated && (parts.length > 2 || parts[1]?.test !== undefined)) return;
      asked = test.asked;
      variable ||= test.variable;
      branches.push({ patterns: test.patterns, ...outcome });
    }
    if (asked === undefined) return;
    const rest = fallback ?? this.#earlier(branches, variable);
    // What `ifneq` leads to is for all the others, and the rest for the one that is named.
    const isNegated = typeof parts[0]!.test === 'object' && parts[0]!.test.isNegated;
    const { patterns, ...first } = branches[0]!;
    const choice = isNegated
      ? { asked, branches: [{ patterns, ...rest }], fallback: first }
      : { asked, branches, fallback: rest };
    if (isTelling(choice)) this.#found.push(goos === undefined ? choice : { ...choice, goos });
  }

  /** The values that the variables of these have before the conditional. */
  #earlier(branches: readonly Branch[], asked: string): Outcome {
    const slots = new Set(branches.flatMap(({ values }) => values.map(({ slot }) => slot)));
    slots.delete(asked);
    return { values: [...slots].flatMap((slot) => this.#values.get(slot) ?? []), fails: false };
  }
}

function part(test: Part['test']): Part {
  return { test, values: [], inner: 0, fails: false };
}

/** `arm%` as a shell pattern. */
function asGlob(pattern: string): string {
  return pattern.replace(/[*?[]/g, '\\$&').replace('%', '*');
}

/** What `$(shell …)` prints; `any` where the machine's name has been worked on. */
function askedBy(text: string): Asked | undefined {
  const [, command] = /^\$\(shell\s+(.*)\)$/s.exec(text.trim()) ?? [];
  if (command === undefined) return undefined;
  if (/^(?:uname\s+-[mpi]|arch)(?:\s+2>\S+)?$/.test(command.trim())) return 'machine';
  if (/^(?:\S*go|\$\(GO\))\s+env\s+GO(?:HOST)?ARCH$/.test(command.trim())) return 'goarch';
  if (/^dpkg\s+--print-architecture$/.test(command.trim())) return 'debian';
  return /\buname\s+-m\b/.test(command) ? 'any' : undefined;
}
