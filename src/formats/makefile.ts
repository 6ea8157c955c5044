// Makefiles: variables and recipes, read line by line, and the places in them that name an architecture.
import { findArchitectures, namesArchitecture } from './architectures.ts';
import type { Mention, Script } from './document.ts';
import { shellMentions } from './shell.ts';
import { isArchTest, onlySystem, valueParts } from './words.ts';

export interface MakefileContents {
  readonly mentions: readonly Mention[];
  /** Where `NAME = value` assigns a variable for the whole file, by the offset of its value: the range of the operator. */
  readonly operators: ReadonlyMap<number, readonly [start: number, end: number]>;
  /** Names of the variables the file assigns, whether for all targets or for some. */
  readonly variables: ReadonlySet<string>;
  /** The recipes, as the shell gets them. */
  readonly scripts: readonly Script[];
}

/** A logical line: one or more lines of the file joined by backslashes. */
export interface Line {
  readonly start: number;
  readonly text: string;
}

export const assignment = /^(?:(?:export|override|private)[ \t]+)*([\w.-]+)[ \t]*(\?=|\+=|!=|:{0,3}=)[ \t]*/;
const targetAssignment =
  /^([^:=#\t][^:=#]*)::?[ \t]*(?:(?:export|override|private)[ \t]+)*([\w.-]+)[ \t]*(\?=|\+=|:{0,3}=)[ \t]*/;
const ruleHead = /^([^:=#\t][^:=#]*)::?(?!=)/;
const conditional = /^[ \t]*(ifn?eq|ifn?def)\b(.*)$/s;

/** Reads a Makefile. */
export function readMakefile(text: string): MakefileContents {
  return namesArchitecture(text)
    ? new MakefileReader(text).read()
    : { mentions: [], operators: new Map(), variables: new Set(), scripts: [] };
}

/** The logical lines of a Makefile, in order. */
export function* makefileLines(text: string): Generator<Line> {
  for (let start = 0; start < text.length; ) {
    let end = lineEnd(text, start);
    while (end < text.length && /\\\r?$/.test(text.slice(end - 2, end))) end = lineEnd(text, end + 1);
    yield { start, text: text.slice(start, end) };
    start = end + 1;
  }
}

/** What an `ifeq` says about the lines up to its `endif`. */
type Condition = 'arch' | 'unset' | 'other';

class MakefileReader {
  readonly #mentions: Mention[] = [];
  readonly #operators = new Map<number, readonly [number, number]>();
  readonly #variables = new Set<string>();
  readonly #scripts: Script[] = [];
  readonly #conditions: Condition[] = [];
  /** Recipe lines not yet handed to the shell parser, and what held where they began. */
  #recipe: Line[] = [];
  #targets = '';
  #isInDefine = false;
  #scope = 0;

  constructor(private readonly text: string) {}

  read(): MakefileContents {
    for (const line of makefileLines(this.text)) this.#line(line);
    this.#endRecipe();
    return {
      mentions: this.#mentions,
      operators: this.#operators,
      variables: this.#variables,
      scripts: this.#scripts,
    };
  }

  #line(line: Line): void {
    if (line.text.startsWith('\t')) {
      this.#recipe.push(line);
      return;
    }
    const { text } = line;
    if (/^\s*(?:#|$)/.test(text)) return;
    this.#endRecipe();
    if (/^\s*define\b/.test(text)) this.#isInDefine = true;
    else if (/^\s*endef\b/.test(text)) this.#isInDefine = false;
    else if (this.#isInDefine) this.#recipe.push(line);
    else if (this.#conditional(text)) return;
    else this.#definition(line);
  }

  #conditional(text: string): boolean {
    const [, keyword, condition = ''] = conditional.exec(text) ?? [];
    if (keyword !== undefined) {
      const isUnset = keyword === 'ifndef' || (keyword === 'ifeq' && /\(\s*,|,\s*\)|""|''/.test(condition));
      this.#conditions.push(isArchTest(condition) ? (isUnset ? 'unset' : 'arch') : 'other');
    } else if (/^[ \t]*endif\b/.test(text)) this.#conditions.pop();
    else return /^[ \t]*else\b/.test(text);
    return true;
  }

  #definition(line: Line): void {
    const { text, start } = line;
    const forAll = assignment.exec(text);
    const forSome = forAll ? null : targetAssignment.exec(text);
    const match = forAll ?? forSome;
    if (!match) {
      this.#targets = ruleHead.exec(text)?.[1] ?? '';
      return;
    }
    const [head] = match;
    const [name = '', operator = ''] = forAll ? match.slice(1) : match.slice(2);
    const value = withoutReferences(withoutComment(text.slice(head.length)));
    const valueStart = start + head.length;
    this.#variables.add(name);
    if (forAll && (operator === '=' || operator === ':=')) {
      const at = start + text.indexOf(operator, text.indexOf(name) + name.length);
      this.#operators.set(valueStart, [at, at + operator.length]);
    }
    for (const part of valueParts(name, value)) {
      this.#add(value.slice(part.start, part.end), valueStart + part.start, {
        context: part.context,
        key: name,
        isDefault: operator === '?=' || this.#conditions.includes('unset'),
        isGuarded:
          namesArchitecture(name) || namesArchitecture(forSome?.[1] ?? '') || this.#conditions.includes('arch'),
      });
    }
  }

  #add(text: string, start: number, more: Pick<Mention, 'context' | 'key' | 'isDefault' | 'isGuarded'>): void {
    if (findArchitectures(text).length === 0) return;
    const goos = onlySystem(text) ?? (more.context === 'image' ? 'linux' : undefined);
    this.#mentions.push({
      ...more,
      start,
      end: start + text.length,
      text,
      ...(goos === undefined ? {} : { goos }),
      isExpandable: true,
      scope: this.#scope,
    });
  }

  /** Hands the lines of a recipe to the shell parser as one script, offsets unchanged. */
  #endRecipe(): void {
    const lines = this.#recipe;
    this.#recipe = [];
    const [first] = lines;
    const last = lines.at(-1);
    if (!first || !last) return;
    this.#scope++;
    const end = last.start + last.text.length;
    const source = this.text.slice(first.start, end);
    const isGuarded = this.#conditions.includes('arch') || namesArchitecture(this.#targets);
    const script = asScript(source);
    this.#scripts.push({ start: first.start, text: script });
    for (const mention of shellMentions(script, this.#scope)) {
      this.#mentions.push({
        ...mention,
        start: mention.start + first.start,
        end: mention.end + first.start,
        isGuarded: mention.isGuarded || isGuarded,
      });
    }
  }
}

/** A recipe as the shell gets it, offsets unchanged: without `@`, `-`, `+` at the start of its lines, with make's own variables blanked out. */
function asScript(recipe: string): string {
  return withoutReferences(recipe.replace(/^(\t[ \t]*)([-@+]+)/gm, (_, tab, marks) => tab + ' '.repeat(marks.length)));
}

/**
 * Blanks `$(NAME)`, `${NAME}`, `$(call …)` and `$@` out by underscores, offsets unchanged. `$$`, which is the shell's `$`,
 * becomes `_$`.
 */
function withoutReferences(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  for (let at = text.indexOf('$'); at >= 0 && at + 1 < text.length; at = text.indexOf('$', done)) {
    const end = referenceEnd(text, at);
    const isShell = text[at + 1] === '$';
    pieces.push(text.slice(done, at), isShell ? '_$' : '_'.repeat(end - at));
    done = end;
  }
  return pieces.join('') + text.slice(done);
}

/** A value without the comment behind it. */
export function withoutComment(value: string): string {
  const comment = value.search(/(?:^|[ \t])#/);
  return (comment < 0 ? value : value.slice(0, comment)).trimEnd();
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

/** Longest reference that is looked for. */
const MAX_REFERENCE = 2048;

/** Where the reference that begins with the `$` at `at` ends; one without an end is given up after its greatest length. */
function referenceEnd(text: string, at: number): number {
  const open = text[at + 1];
  const close = open === '(' ? ')' : open === '{' ? '}' : undefined;
  if (close === undefined) return at + 2;
  const limit = Math.min(text.length, at + MAX_REFERENCE);
  let depth = 0;
  for (let i = at + 1; i < limit; i++) {
    if (text[i] === open) depth++;
    else if (text[i] === close && --depth === 0) return i + 1;
  }
  return limit;
}
