// Shell scripts: the places of their commands and assignments that name an architecture.
import type { Tree } from '../syntax/tree.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { findArchitectures, namesArchitecture } from './architectures.ts';
import type { Mention, MentionContext } from './document.ts';
import { ShellField as Field, ShellKind as Kind } from './shell-kinds.ts';
import { parseShell } from './shell-parser.ts';
import {
  downloadsIn,
  isArchImage,
  isArchTest,
  libraryPathsIn,
  onlySystem,
  packageSourceIn,
  platformOS,
  valueParts,
  type WordPart,
} from './words.ts';

/** The mentions of a script; `scope` is given to all of them. */
export function shellMentions(text: string, scope = 0): Mention[] {
  return namesArchitecture(text) ? new ShellReader(parseShell(withoutHeredocs(text)), scope).read() : [];
}

const heredoc = /<<-?[ \t]*(['"]?)([A-Za-z_]\w*)\1([^\n]*)\n/g;

/**
 * Blanks here-documents out, offsets unchanged. They are text for someone else; and within YAML they are indented, so
 * that the parser would not find their end.
 */
export function withoutHeredocs(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { operator, operatorEnd, start, end } of heredocs(text)) {
    pieces.push(text.slice(done, operator), ' '.repeat(operatorEnd - operator), text.slice(operatorEnd, start));
    pieces.push(text.slice(start, end).replace(/[^\n]/g, ' '));
    done = end;
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}

/** A here-document: its operator, and its lines with that of the delimiter. */
interface Heredoc {
  readonly operator: number;
  readonly operatorEnd: number;
  readonly start: number;
  readonly end: number;
}

/** The here-documents of a script, in order. */
export function heredocs(text: string): Heredoc[] {
  const found: Heredoc[] = [];
  heredoc.lastIndex = 0;
  for (let match = heredoc.exec(text); match; match = heredoc.exec(text)) {
    const start = heredoc.lastIndex;
    const operatorEnd = start - match[3]!.length - 1;
    const terminator = new RegExp(`^[ \\t]*${match[2]}[ \\t]*\\r?$`, 'm').exec(text.slice(start));
    const end = terminator ? start + terminator.index + terminator[0].length : text.length;
    found.push({ operator: match.index, operatorEnd, start, end });
    heredoc.lastIndex = end;
  }
  return found;
}

/** Longer words are data, not names. */
const MAX_WORD_LENGTH = 4096;

/** Commands whose words are names of images. */
const imageTools = new Set(['docker', 'podman', 'nerdctl', 'buildah', 'skopeo', 'crane', 'ctr', 'crictl']);
/** Commands that only say or compare something. */
const talkers = new Set([
  'echo',
  'printf',
  'log',
  'info',
  'warn',
  'error',
  'die',
  'test',
  '[',
  'grep',
  'sed',
  'awk',
  'tr',
]);
const platformFlag = /^--?(?:platforms?|osarch)$/;

class ShellReader {
  readonly #found: Mention[] = [];
  /** Up to which offset the code runs on chosen architectures only. */
  #guardedUntil = 0;
  #lastList = -1;
  /** GOOS as the command sets it that the walk is in. */
  #goos: { end: number; name: string | undefined } = { end: 0, name: undefined };
  /** Ends of the functions the walk is in, innermost last. */
  readonly #functions: number[] = [];

  constructor(
    private readonly tree: Tree,
    private readonly scope: number,
  ) {}

  read(): Mention[] {
    const { tree } = this;
    for (let node = 0; node < tree.length; node++) {
      while ((this.#functions.at(-1) ?? Infinity) <= tree.start[node]!) this.#functions.pop();
      switch (tree.kind[node]) {
        case Kind.Comment:
        case Kind.HeredocBody:
        case Kind.TestCommand:
        case Kind.Array:
          node = tree.next[node]! - 1;
          break;
        case Kind.FunctionDefinition:
          this.#functions.push(tree.end[node]!);
          if (namesArchitecture(tree.textOf(tree.child(node, Field.Name)))) this.#guard(tree.end[node]!);
          break;
        case Kind.IfStatement:
          if (this.#conditions(node).some(isArchTest)) this.#guardBranch(node);
          break;
        case Kind.CaseStatement:
          if (this.#caseHeads(node).some(isArchTest)) this.#guard(tree.end[node]!);
          break;
        case Kind.List:
          // `a && b && c` is a list within a list that begins at the same place: the outer one is looked at.
          if (tree.start[node] !== this.#lastList && this.#isArchTestFirst(node)) this.#guardBranch(node);
          this.#lastList = tree.start[node]!;
          break;
        case Kind.VariableAssignment:
          this.#assignment(node);
          break;
        case Kind.Expansion:
          this.#default(node);
          break;
        case Kind.Command:
          this.#goos = { end: tree.end[node]!, name: /\bGOOS=["']?(\w+)/.exec(tree.textOf(node))?.[1] };
          this.#command(node);
          break;
      }
    }
    return this.#found;
  }

  #guard(end: number): void {
    this.#guardedUntil = Math.max(this.#guardedUntil, end);
  }

  /** A branch that may leave the script or function guards what follows it, too. */
  #guardBranch(node: Node): void {
    const { tree } = this;
    let end = tree.end[node]!;
    for (let n = node; n < tree.next[node]!; n++) {
      if (tree.kind[n] === Kind.CommandName && /^(?:exit|return|die|fatal|continue)$/.test(tree.textOf(n)))
        end = this.#functions.at(-1) ?? tree.text.length;
    }
    this.#guard(end);
  }

  #conditions(statement: Node): string[] {
    const { tree } = this;
    const elifs = tree.childrenOfKind(statement, Kind.ElifClause);
    return [
      ...tree.children(statement, Field.Condition),
      ...elifs.map((clause) => clause + 1).flatMap((first) => this.#siblingsUntilThen(first)),
    ].map((node) => tree.textOf(node));
  }

  /** The first two children of an elif clause: the keyword and its condition. */
  #siblingsUntilThen(keyword: Node): Node[] {
    const condition = this.tree.next[keyword]!;
    return condition < this.tree.length ? [condition] : [];
  }

  #caseHeads(statement: Node): string[] {
    const { tree } = this;
    return [
      ...tree.children(statement, Field.Value),
      ...tree.childrenOfKind(statement, Kind.CaseItem).flatMap((item) => tree.children(item, Field.Value)),
    ].map((node) => tree.textOf(node));
  }

  /** Whether an operand of `a && b || c` other than the last asks for the architecture. */
  #isArchTestFirst(list: Node): boolean {
    const { tree } = this;
    let left = list + 1;
    for (;;) {
      if (tree.kind[left] === Kind.List) {
        const operands = this.#childrenOf(left);
        if (this.#isArchTestCommand(operands.at(-1)!)) return true;
        left = operands[0]!;
      } else return this.#isArchTestCommand(left);
    }
  }

  #isArchTestCommand(node: Node): boolean {
    const { tree } = this;
    const text = tree.textOf(node);
    return (tree.kind[node] === Kind.TestCommand || /^(?:!\s*)?(?:test|\[)\s|grep -/.test(text)) && isArchTest(text);
  }

  #childrenOf(node: Node): Node[] {
    const { tree } = this;
    const found: Node[] = [];
    for (let c = node + 1; c < tree.next[node]!; c = tree.next[c]!) found.push(c);
    return found;
  }

  #assignment(node: Node): void {
    const { tree } = this;
    const value = tree.child(node, Field.Value);
    if (value === NONE) return;
    const name = tree.textOf(tree.child(node, Field.Name));
    const word = this.#word(value);
    const parts = valueParts(name, word.text);
    const isGuarded = namesArchitecture(name);
    for (const part of parts) this.#add(part, word, { key: name, isGuarded });
    if (parts.length === 0) this.#addFile(word);
  }

  /** `${ARCH:-amd64}`. */
  #default(node: Node): void {
    const { tree } = this;
    const match = /^\$\{(\w+):?[-=]([^{}"'$]*)\}$/.exec(tree.textOf(node));
    if (!match) return;
    const [all, name = '', value = ''] = match;
    const start = tree.start[node]! + all.length - 1 - value.length;
    for (const part of valueParts(name, value))
      this.#add(part, { text: value, start, isExpandable: false }, { key: name, isDefault: true });
  }

  #command(node: Node): void {
    const { tree } = this;
    const nameNode = tree.child(node, Field.Name);
    const name = nameNode === NONE ? '' : tree.textOf(nameNode).replace(/^.*\//, '');
    let flag = '';
    for (const argument of tree.children(node, Field.Argument)) {
      const word = this.#word(argument);
      for (const part of this.#argumentParts(name, flag, word.text)) {
        if (part.context !== 'file') this.#add(part, word, { key: part.key ?? '' });
        else if (!talkers.has(name)) this.#addFile(word);
      }
      flag = word.text.startsWith('-') ? word.text : '';
    }
    if (nameNode !== NONE) this.#addFile(this.#word(nameNode));
  }

  #argumentParts(command: string, flag: string, word: string): (WordPart & { key?: string })[] {
    if (!namesArchitecture(word)) return [];
    const whole = (context: MentionContext, start = 0) => [{ context, start, end: word.length }];
    const sources = packageSourceIn(word);
    if (talkers.has(command)) return sources.length > 0 ? sources : whole('file');
    const assignment = /^(?:--?[\w-]+=)?([A-Za-z_]\w*)=(["']?)(.*)\2$/s.exec(word);
    if (assignment) {
      const [, key = '', quote = '', value = ''] = assignment;
      const shift = word.length - quote.length - value.length;
      const parts = valueParts(key, value);
      const isGuarded = namesArchitecture(key);
      if (parts.length > 0 && !isGuarded)
        return parts.map((part) => ({ ...part, start: part.start + shift, end: part.end + shift, key }));
    }
    const [, option = flag, value = word] = /^(--?[\w-]+)=(.*)$/s.exec(word) ?? [];
    if (platformFlag.test(option) && platformOS(value.replace(/^["']|["']$/g, '')) !== undefined)
      return whole('platform', word.length - value.length);
    if (imageTools.has(command) && !/^[-./]/.test(word) && /[/:]|-/.test(word) && isArchImage(word))
      return whole('image');
    const parts = [...downloadsIn(word), ...sources, ...libraryPathsIn(word)];
    return parts.length > 0 ? parts : whole('file');
  }

  #addFile(word: Word): void {
    if (!word.text.startsWith('-')) this.#add({ context: 'file', start: 0, end: word.text.length }, word, {});
  }

  #add(part: WordPart, word: Word, more: { key?: string; isDefault?: boolean; isGuarded?: boolean }): void {
    const text = word.text.slice(part.start, part.end);
    if (findArchitectures(text).length === 0) return;
    const start = word.start + part.start;
    const goos = this.#system(part.context, text, start);
    this.#found.push({
      context: part.context,
      start,
      end: start + text.length,
      text,
      key: more.key ?? '',
      ...(goos === undefined ? {} : { goos }),
      isDefault: more.isDefault ?? false,
      isGuarded: (more.isGuarded ?? false) || start < this.#guardedUntil,
      isExpandable: word.isExpandable,
      scope: this.scope,
    });
  }

  #system(context: MentionContext, text: string, start: number): string | undefined {
    const named = onlySystem(text);
    if (context === 'image' || context === 'package-source') return named ?? 'linux';
    return named ?? (context === 'goarch' && start < this.#goos.end ? this.#goos.name : undefined);
  }

  /** A word without its quotes, with what the shell computes blanked out by underscores. */
  #word(node: Node): Word {
    const { tree } = this;
    const start = tree.start[node]!;
    const end = tree.end[node]!;
    if (end - start > MAX_WORD_LENGTH) return { text: '', start, isExpandable: false };
    const pieces: string[] = [];
    let done = start;
    for (let n = node; n < tree.next[node]!; n++) {
      const kind = tree.kind[n];
      if (kind !== Kind.Expansion && kind !== Kind.SimpleExpansion && kind !== Kind.CommandSubstitution) continue;
      pieces.push(tree.text.slice(done, tree.start[n]), '_'.repeat(tree.end[n]! - tree.start[n]!));
      done = tree.end[n]!;
      n = tree.next[n]! - 1;
    }
    const text = pieces.join('') + tree.text.slice(done, end);
    const isQuoted = text.length > 1 && /^(["']).*\1$/s.test(text);
    return {
      text: isQuoted ? text.slice(1, -1) : text,
      start: isQuoted ? start + 1 : start,
      isExpandable: !text.includes("'"),
    };
  }
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly isExpandable: boolean;
}
