// Shell scripts: choices by the machine's name, with the architecture names that come of them.
import { NONE, type Node, type Tree } from '../syntax/tree.ts';
import { namesArchitecture } from './architectures.ts';
import {
  type ArchValue,
  type Asked,
  archValue,
  type Branch,
  type Choice,
  isTelling,
  nothing,
  type Outcome,
} from './choice.ts';
import { withoutHeredocs } from './shell.ts';
import { ShellField as Field, ShellKind as Kind } from './shell-kinds.ts';
import { parseShell } from './shell-parser.ts';
import { isArchVariable } from './words.ts';

/** Text without which a script does not ask for the architecture. */
const asking = /\buname[ \t]+-|[(`]arch[)`]|--print-architecture|\benv GO|\$\{?\w*(?:arch|machine)/i;

/** The choices of a script, in order. */
export function shellChoices(text: string): Choice[] {
  if (!asking.test(text) || !namesArchitecture(text)) return [];
  return new ChoiceReader(parseShell(withoutHeredocs(text))).read();
}

/** A condition: the names it is true for, or false for. */
interface Test {
  readonly asked: Asked;
  /** The variable that is asked; empty where a command is. */
  readonly variable: string;
  readonly patterns: readonly string[];
  readonly isNegated: boolean;
}

/** Commands whose words are for people unless they are nothing but an architecture. */
const printers = new Set(['echo', 'printf']);
/** Commands whose words are no results. */
const talkers = /^(?:test|\[|grep|sed|awk|log|info|warn\w*|debug|apt(?:-get)?|yum|dnf|apk)$/;
/** Commands that end a script, or say that something is wrong. */
const failing = /exit|return|die|fail|fatal|abort|err|usage|unsupported|panic|false|continue|break|kill/i;
/** A compiler, an emulator or a container for an architecture may be meant whatever the machine is. */
const foreignTools = /^(?:qemu|docker|podman|buildah|nerdctl|skopeo|crane|rustup|cargo|cross)|-gcc$/;
const MAX_SIBLINGS = 20;

class ChoiceReader {
  readonly #found: { choice: Choice; end: number }[] = [];
  /** GOOS that what is between the offsets is for, innermost last. */
  readonly #systems: { end: number; goos: string }[] = [];
  /** The assignments to each variable. */
  readonly #assignments = new Map<string, Node[]>();
  /** Whether the script asks for the system, so that names may be those of other systems. */
  readonly #isForSeveralSystems: boolean;

  constructor(private readonly tree: Tree) {
    this.#isForSeveralSystems = /darwin|uname(?: -s)?[ \t]*[)`]|OSTYPE|macos/i.test(tree.text);
  }

  read(): Choice[] {
    const { tree } = this;
    for (let n = 0; n < tree.length; n++) {
      if (tree.kind[n] !== Kind.VariableAssignment) continue;
      const name = tree.textOf(tree.child(n, Field.Name));
      const known = this.#assignments.get(name);
      if (known === undefined) this.#assignments.set(name, [n]);
      else known.push(n);
    }
    this.#statements(0, 0);
    const understood = new Set<number>();
    for (const { choice } of this.#found)
      for (const { values } of [...choice.branches, choice.fallback])
        for (const { start } of values) understood.add(start);
    const lastUnclear = this.#lastUnclear(understood);
    return this.#found.map(({ choice, end }) => {
      const values = choice.fallback.values.filter(({ slot }) => (lastUnclear.get(slot) ?? -1) < end);
      return { ...choice, fallback: { ...choice.fallback, values } };
    });
  }

  /** Of each variable the place of the last assignment that no choice accounts for. */
  #lastUnclear(understood: ReadonlySet<number>): Map<string, number> {
    const { tree } = this;
    const last = new Map<string, number>();
    for (const [name, assignments] of this.#assignments) {
      for (const assignment of assignments) {
        const value = tree.child(assignment, Field.Value);
        const isUnclear = value !== NONE && ![0, 1].some((quote) => understood.has(tree.start[value]! + quote));
        if (isUnclear) last.set(name, tree.start[assignment]!);
      }
    }
    return last;
  }

  /** The choices among the children of a node, and below them. */
  #statements(parent: Node, depth: number): void {
    if (depth > 200) return;
    const { tree } = this;
    const before: Node[] = [];
    for (let c = parent + 1; c < tree.next[parent]!; c = tree.next[c]!) {
      while ((this.#systems.at(-1)?.end ?? Infinity) <= tree.start[c]!) this.#systems.pop();
      switch (tree.kind[c]) {
        case Kind.Comment:
        case Kind.HeredocBody:
          continue;
        case Kind.CaseStatement:
          this.#case(c, before);
          break;
        case Kind.IfStatement:
          this.#if(c, before);
          break;
        case Kind.List:
          this.#list(c, before);
          break;
      }
      if (tree.kind[c] === Kind.CaseItem) this.#enter(c, this.#patternsOf(c).join(' '));
      else if (tree.kind[parent] === Kind.IfStatement) this.#enterBranch(parent, c);
      this.#statements(c, depth + 1);
      before.push(c);
    }
  }

  /** Notes which system the statements of a case item are for. */
  #enter(node: Node, condition: string): void {
    const goos = systemIn(condition);
    if (goos !== undefined) this.#systems.push({ end: this.tree.end[node]!, goos });
  }

  /** Notes which system a child of an if statement is for, by the condition. */
  #enterBranch(statement: Node, child: Node): void {
    const { tree } = this;
    const condition = tree
      .children(statement, Field.Condition)
      .map((node) => tree.textOf(node))
      .join(' ');
    const goos = systemIn(condition);
    if (goos === undefined || tree.field[child] === Field.Condition) return;
    const isElse = tree.kind[child] === Kind.ElseClause || tree.kind[child] === Kind.ElifClause;
    const of = isElse === condition.includes('!') ? goos : goos === 'darwin' ? 'linux' : '';
    this.#systems.push({ end: tree.end[child]!, goos: of });
  }

  #add(statement: Node, asked: Asked, branches: readonly Branch[], fallback: Outcome): void {
    const system = this.#systems.at(-1);
    const choice = { asked: this.#asked(asked, branches), branches, fallback };
    if (!isTelling(choice)) return;
    const placed = system === undefined ? choice : { ...choice, goos: system.goos };
    this.#found.push({ choice: placed, end: this.tree.end[statement]! });
  }

  #case(statement: Node, before: readonly Node[]): void {
    const { tree } = this;
    const subject = this.#subject(tree.child(statement, Field.Value));
    if (subject === undefined) return;
    const items = tree.childrenOfKind(statement, Kind.CaseItem);
    const branches: Branch[] = [];
    let fallback: Outcome | undefined;
    for (const item of items) {
      const patterns = this.#patternsOf(item);
      const outcome = this.#outcome(item);
      if (patterns.includes('*')) {
        fallback = outcome;
        break;
      }
      branches.push({ patterns, ...outcome });
    }
    this.#add(statement, subject.asked, branches, fallback ?? this.#earlier(before, branches, subject.variable));
  }

  #patternsOf(item: Node): string[] {
    return this.tree.children(item, Field.Value).map((value) => unquoted(this.tree.textOf(value)));
  }

  #if(statement: Node, before: readonly Node[]): void {
    const { tree } = this;
    const clauses = [statement, ...tree.childrenOfKind(statement, Kind.ElifClause)];
    const branches: Branch[] = [];
    let asked: Asked | undefined;
    let variable = '';
    let negated: Outcome | undefined;
    for (const clause of clauses) {
      const test = this.#conditionOf(clause);
      if (test === undefined || negated !== undefined || (asked !== undefined && test.asked !== asked)) return;
      asked = test.asked;
      variable ||= test.variable;
      const outcome = this.#outcome(clause);
      branches.push({ patterns: test.patterns, ...outcome });
      if (test.isNegated) negated = outcome;
    }
    const otherwise = tree.childOfKind(statement, Kind.ElseClause);
    const rest = otherwise === NONE ? this.#earlier(before, branches, variable) : this.#outcome(otherwise);
    // What `!=` leads to is for all the others, and the rest for the one that is named.
    if (negated !== undefined) branches.push({ ...branches.pop()!, ...rest });
    this.#add(statement, asked!, branches, negated ?? rest);
  }

  /** The test of an if statement or elif clause; undefined for any other condition. */
  #conditionOf(clause: Node): Test | undefined {
    const { tree } = this;
    let condition = tree.child(clause, Field.Condition);
    if (condition === NONE) condition = tree.next[clause + 1]!;
    return condition < tree.next[clause]! ? this.#test(condition) : undefined;
  }

  /** `test && ARCH=a || ARCH=b`. */
  #list(list: Node, before: readonly Node[]): void {
    const { tree } = this;
    const [left, operator, right] = this.#childrenOf(list);
    if (left === undefined || operator === undefined || right === undefined) return;
    if (tree.textOf(operator) === '||' && tree.kind[left] === Kind.List) {
      const [condition, and, then] = this.#childrenOf(left);
      const test = condition === undefined ? undefined : this.#test(condition);
      if (test === undefined || then === undefined || tree.textOf(and!) !== '&&') return;
      const [yes, no] = test.isNegated ? [right, then] : [then, right];
      this.#add(list, test.asked, [{ patterns: test.patterns, ...this.#outcomeOf([yes]) }], this.#outcomeOf([no]));
    } else if (tree.textOf(operator) === '&&') {
      const test = this.#test(left);
      if (test === undefined || test.isNegated) return;
      const branches = [{ patterns: test.patterns, ...this.#outcomeOf([right]) }];
      this.#add(list, test.asked, branches, this.#earlier(before, branches, test.variable));
    }
  }

  #childrenOf(node: Node): Node[] {
    const { tree } = this;
    const found: Node[] = [];
    for (let c = node + 1; c < tree.next[node]!; c = tree.next[c]!) found.push(c);
    return found;
  }

  /** What a condition asks, where that is nothing but the architecture. */
  #test(node: Node): Test | undefined {
    const { tree } = this;
    switch (tree.kind[node]) {
      case Kind.TestCommand:
        return this.#childrenOf(node).length === 3 ? this.#test(node + 2) : undefined;
      case Kind.Command: {
        const [left, operator, right, ...rest] = tree.children(node, Field.Argument);
        if (!/^test\s/.test(tree.textOf(node)) || right === undefined || rest.length > 0) return undefined;
        return this.#comparison(left!, tree.textOf(operator!), right);
      }
      case Kind.List:
      case Kind.BinaryExpression: {
        const [left, operator, right] = this.#childrenOf(node);
        if (left === undefined || operator === undefined || right === undefined) return undefined;
        const sign = tree.textOf(operator);
        if (sign !== '||' && sign !== '&&' && sign !== '-o' && sign !== '-a')
          return tree.kind[node] === Kind.List ? undefined : this.#comparison(left, sign, right);
        const [a, b] = [this.#test(left), this.#test(right)];
        const isNegated = sign === '&&' || sign === '-a';
        if (a === undefined || b === undefined || a.asked !== b.asked || a.variable !== b.variable) return undefined;
        if (a.isNegated !== isNegated || b.isNegated !== isNegated) return undefined;
        return { ...a, patterns: [...a.patterns, ...b.patterns] };
      }
      default:
        return undefined;
    }
  }

  #comparison(left: Node, operator: string, right: Node): Test | undefined {
    const { tree } = this;
    const subject = this.#subject(left);
    if (subject === undefined || !['=', '==', '!='].includes(operator)) return undefined;
    const pattern = unquoted(tree.textOf(right));
    return /[$`]/.test(pattern) ? undefined : { ...subject, patterns: [pattern], isNegated: operator === '!=' };
  }

  /** What the word of a case, or one side of a comparison, stands for. */
  #subject(word: Node): { asked: Asked; variable: string } | undefined {
    if (word === NONE) return undefined;
    // In a recipe of a Makefile `$$` has become `_$`.
    const text = unquoted(this.tree.textOf(word)).replace(/^_(?=\$)/, '');
    const asked = askedBy(text);
    if (asked !== undefined) return { asked, variable: '' };
    const variable = /^\$(?:\{(\w+)(?::?[-=][^{}]*)?\}|(\w+))$/.exec(text);
    if (variable === null) return undefined;
    const name = variable[1] ?? variable[2]!;
    if (name === 'TARGETARCH' || name === 'GOARCH' || name === 'GOHOSTARCH') return { asked: 'goarch', variable: name };
    const given = (this.#assignments.get(name) ?? []).map((node) => {
      const value = this.tree.child(node, Field.Value);
      return value === NONE ? '' : this.tree.textOf(value);
    });
    const origins = given.map((value) => askedBy(unquoted(value).replace(/^\$\{\w+:?[-=](.*)\}$/s, '$1')));
    const [origin] = origins;
    if (origin !== undefined && origins.every((other) => other === origin)) return { asked: origin, variable: name };
    return isArchVariable(name) || given.some((value) => /\buname\b/.test(value))
      ? { asked: 'any', variable: name }
      : undefined;
  }

  /** In a script for several systems, `arm64` is what one of them calls itself. */
  #asked(asked: Asked, branches: readonly Branch[]): Asked {
    const isForeign = branches.some(({ patterns }) => patterns.includes('arm64') || patterns.includes('amd64'));
    return asked === 'machine' && isForeign && this.#isForSeveralSystems ? 'any' : asked;
  }

  /** What the statements of a branch come to. */
  #outcome(branch: Node): Outcome {
    const { tree } = this;
    const statements = this.#childrenOf(branch).filter(
      (child) =>
        tree.field[child] !== Field.Condition &&
        tree.field[child] !== Field.Value &&
        tree.kind[child] !== Kind.ElifClause &&
        tree.kind[child] !== Kind.ElseClause,
    );
    // The condition of an elif clause has no field.
    return this.#outcomeOf(tree.kind[branch] === Kind.ElifClause ? statements.slice(2) : statements);
  }

  #outcomeOf(statements: readonly Node[]): Outcome {
    const { tree } = this;
    const found: ArchValue[] = [];
    for (const statement of statements) {
      for (let n = statement; n < tree.next[statement]!; n++) {
        const kind = tree.kind[n];
        if (kind === Kind.Comment || kind === Kind.HeredocBody || kind === Kind.CommandSubstitution)
          n = tree.next[n]! - 1;
        // What is chosen further down is that choice's affair.
        else if (kind === Kind.IfStatement || kind === Kind.CaseStatement) n = tree.next[n]! - 1;
        else if (kind === Kind.VariableAssignment) found.push(...this.#assignment(n));
        else if (kind === Kind.Command) {
          if (failing.test(this.#commandName(n))) return { values: [], fails: true };
          found.push(...this.#arguments(n));
        }
      }
    }
    return { values: found, fails: false };
  }

  #assignment(node: Node): ArchValue[] {
    const { tree } = this;
    const value = tree.child(node, Field.Value);
    return value === NONE ? [] : this.#word(tree.textOf(tree.child(node, Field.Name)), value);
  }

  #commandName(command: Node): string {
    const name = this.tree.child(command, Field.Name);
    return name === NONE ? '' : this.tree.textOf(name).replace(/^.*\//, '');
  }

  /** The one argument of a command that names an architecture. */
  #arguments(command: Node): ArchValue[] {
    const { tree } = this;
    const name = this.#commandName(command);
    if (talkers.test(name) || foreignTools.test(name)) return [];
    const words = tree.children(command, Field.Argument).flatMap((word) => this.#word(name, word));
    const [word] = words;
    if (word === undefined || words.length > 1) return [];
    return printers.has(name) && word.text !== word.name ? [] : [word];
  }

  #word(slot: string, node: Node): ArchValue[] {
    const { tree } = this;
    const text = tree.textOf(node);
    if (text.length > 1000) return [];
    const inner = unquoted(text);
    const value = archValue(slot, inner, tree.start[node]! + (inner.length < text.length ? 1 : 0));
    return value === undefined ? [] : [value];
  }

  /** The values that the same variables have before the choice, the latest of each. */
  #earlier(before: readonly Node[], branches: readonly Branch[], asked: string): Outcome {
    const { tree } = this;
    const slots = new Set(branches.flatMap(({ values }) => values.map(({ slot }) => slot)));
    slots.delete(asked);
    if (slots.size === 0) return nothing;
    const found: ArchValue[] = [];
    for (const node of before.slice(-MAX_SIBLINGS).reverse()) {
      if (tree.kind[node] !== Kind.VariableAssignment && tree.kind[node] !== Kind.DeclarationCommand) continue;
      for (let n = node; n < tree.next[node]!; n++) {
        if (tree.kind[n] !== Kind.VariableAssignment) continue;
        if (slots.delete(tree.textOf(tree.child(n, Field.Name)))) found.push(...this.#assignment(n));
      }
    }
    return { values: found, fails: false };
  }
}

/** The text without the quotes around it. */
function unquoted(text: string): string {
  return /^(["']).*\1$/s.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}

const commands: readonly (readonly [RegExp, Asked])[] = [
  [/^(?:uname\s+(?:-m|--machine|-p|-i)|arch)$/, 'machine'],
  [/^uname\s+(?:-sm|-ms|-s\s+-m)$/, 'system-machine'],
  [/^dpkg\s+--print-architecture$/, 'debian'],
  [/^go\s+env\s+GO(?:HOST)?ARCH$/, 'goarch'],
];

/** What a command substitution prints; `any` where the machine's name has been worked on. */
function askedBy(text: string): Asked | undefined {
  const [, command] = /^(?:\$\((.*)\)|`(.*)`)$/s.exec(text)?.filter((group) => group !== undefined) ?? [];
  if (command === undefined) return undefined;
  const known = commands.find(([pattern]) => pattern.test(command.trim()));
  return known?.[1] ?? (/^\s*uname\s+-m\b/.test(command) ? 'any' : undefined);
}

/** The GOOS that a condition is about: `''` for one that is neither linux nor darwin. */
function systemIn(condition: string): string | undefined {
  if (/darwin|macos|osx/i.test(condition)) return /linux/i.test(condition) ? undefined : 'darwin';
  if (/linux(?!-gnu)/i.test(condition)) return 'linux';
  return /windows|mingw|msys|cygwin|freebsd|openbsd|netbsd|sunos/i.test(condition) ? '' : undefined;
}
