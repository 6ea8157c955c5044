// Go: switches and if statements over an architecture's name, with the names that come of them.
import {
  type Asked,
  archValue,
  type Branch,
  type Choice,
  isTelling,
  nothing,
  type Outcome,
} from '../../formats/choice.ts';
import { canonicalArch } from '../../platform/aliases.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import { operands, withoutParentheses } from '../support/nodes.ts';

/** Expressions whose values are names of architectures. */
const archExpression = /GOARCH|(?<![a-z])arch|Arch|ARCH|[Mm]achine|[Uu]name/;
/** Calls that end in an error. */
const failing = /(?:^|\.)(?:panic|Exit|Fatal\w*|Panic\w*|Skip\w*|Fail\w*|Errorf?|Goexit)$/;
/** How far back an assignment before the choice is looked for. */
const MAX_STATEMENTS = 10;
/** Most operands of a condition that is looked at. */
const MAX_OPERANDS = 100;

/** A condition that is about nothing but the architecture. */
interface Test {
  readonly asked: Asked;
  readonly subject: string;
  readonly names: readonly string[];
  readonly isNegated: boolean;
}

/** The choices of a function, in order. */
export function goChoices(tree: Tree, body: Node, runtime: string | undefined): Choice[] {
  return new ChoiceReader(tree, runtime).read(body);
}

class ChoiceReader {
  readonly #found: Choice[] = [];
  /** Whether a condition asks for the architecture in a way that is not understood. */
  #isUnclear = false;

  /** @param runtime the name under which the file imports package runtime */
  constructor(
    private readonly tree: Tree,
    private readonly runtime: string | undefined,
  ) {}

  read(body: Node): Choice[] {
    const { tree } = this;
    const systems: { end: Node; goos: string }[] = [];
    for (let n = body; n < tree.next[body]!; n++) {
      while ((systems.at(-1)?.end ?? Infinity) <= n) systems.pop();
      const goos = this.#system(n);
      if (goos !== undefined) systems.push({ end: tree.next[n]!, goos });
      if (tree.kind[n] === Kind.StatementList) this.#statements(n, systems.at(-1)?.goos);
    }
    return this.#isUnclear ? [] : this.#found;
  }

  /** The GOOS that a case or the branch of an if statement is for: `''` for one that is not told; undefined for any other node. */
  #system(node: Node): string | undefined {
    const { tree } = this;
    if (tree.kind[node] === Kind.ExpressionCase || tree.kind[node] === Kind.IfStatement) {
      const field = tree.kind[node] === Kind.IfStatement ? Field.Condition : Field.Value;
      const text = tree.textOf(tree.child(node, field));
      const [, goos] = /^(?:\w+\.GOOS\s*==\s*)?"(\w+)"$/.exec(text) ?? [];
      if (goos !== undefined && canonicalArch(goos) === undefined) return goos;
      return /\bGOOS\b/.test(text) ? '' : undefined;
    }
    return undefined;
  }

  #statements(list: Node, goos: string | undefined): void {
    const statements = this.#childrenOf(list);
    statements.forEach((statement, i) => {
      const choice = this.#choice(statement, statements.slice(Math.max(0, i - MAX_STATEMENTS), i), statements[i + 1]);
      if (choice !== undefined && isTelling(choice))
        this.#found.push(goos === undefined ? choice : { ...choice, goos });
    });
  }

  #choice(statement: Node, before: readonly Node[], after: Node | undefined): Choice | undefined {
    const { tree } = this;
    const kind = tree.kind[statement];
    if (kind !== Kind.ExpressionSwitchStatement && kind !== Kind.IfStatement) return undefined;
    const choice =
      kind === Kind.IfStatement ? this.#if(statement, before, after) : this.#switch(statement, before, after);
    if (choice === undefined && this.#heads(statement).some((head) => archExpression.test(head)))
      this.#isUnclear = true;
    return choice;
  }

  /** The texts of what a statement decides by. */
  #heads(statement: Node): string[] {
    const { tree } = this;
    if (tree.kind[statement] === Kind.IfStatement) {
      const alternative = tree.child(statement, Field.Alternative);
      const others =
        alternative !== NONE && tree.kind[alternative] === Kind.IfStatement ? this.#heads(alternative) : [];
      return [tree.textOf(tree.child(statement, Field.Condition)), ...others];
    }
    const value = tree.child(statement, Field.Value);
    const cases = tree.childrenOfKind(statement, Kind.ExpressionCase);
    const heads = value === NONE ? cases.map((clause) => tree.child(clause, Field.Value)) : [value];
    return heads.map((node) => tree.textOf(node));
  }

  #switch(statement: Node, before: readonly Node[], after: Node | undefined): Choice | undefined {
    const { tree } = this;
    const value = tree.child(statement, Field.Value);
    const asked = value === NONE ? undefined : this.#asked(value);
    if (asked === undefined) return undefined;
    const branches: Branch[] = [];
    for (const clause of tree.childrenOfKind(statement, Kind.ExpressionCase)) {
      const literals = operands(tree, tree.child(clause, Field.Value)).map((node) => stringOf(tree, node));
      // What a name that is declared elsewhere stands for is not known.
      if (literals.some((literal) => literal === undefined) || this.#fallsThrough(clause)) return undefined;
      branches.push({ patterns: literals.map((literal) => literal!), ...this.#outcome(clause) });
    }
    const otherwise = tree.childOfKind(statement, Kind.DefaultCase);
    const fallback = otherwise === NONE ? this.#around(branches, before, after) : this.#outcome(otherwise);
    return { asked, branches, fallback };
  }

  #fallsThrough(clause: Node): boolean {
    const { tree } = this;
    for (let n = clause; n < tree.next[clause]!; n++) if (tree.kind[n] === Kind.FallthroughStatement) return true;
    return false;
  }

  #if(statement: Node, before: readonly Node[], after: Node | undefined): Choice | undefined {
    const { tree } = this;
    const branches: Branch[] = [];
    let first: Test | undefined;
    let last: Test | undefined;
    let fallback: Outcome | undefined;
    for (let at = statement; ; ) {
      last = this.#test(tree.child(at, Field.Condition));
      first ??= last;
      if (last === undefined || last.subject !== first!.subject || (last.isNegated && at !== statement))
        return undefined;
      branches.push({ patterns: last.names, ...this.#outcome(tree.child(at, Field.Consequence)) });
      const alternative = tree.child(at, Field.Alternative);
      if (alternative === NONE) break;
      if (tree.kind[alternative] === Kind.IfStatement) {
        if (last.isNegated) return undefined;
        at = alternative;
        continue;
      }
      fallback = this.#outcome(alternative);
      break;
    }
    const { asked } = first!;
    const rest = fallback ?? this.#around(branches, before, after);
    if (!first!.isNegated) return { asked, branches, fallback: rest };
    const { patterns, ...others } = branches[0]!;
    return { asked, branches: [{ patterns, ...rest }], fallback: others };
  }

  /** `a == "x" || a == "y"`, `a != "x" && a != "y"`. */
  #test(condition: Node, depth = 0): Test | undefined {
    const { tree } = this;
    const node = condition === NONE ? NONE : withoutParentheses(tree, condition);
    if (node === NONE || tree.kind[node] !== Kind.BinaryExpression || depth > MAX_OPERANDS) return undefined;
    const left = tree.child(node, Field.Left);
    const right = tree.child(node, Field.Right);
    const operator = tree.kind[tree.child(node, Field.Operator)];
    if (operator === Kind.LogicalOr || operator === Kind.LogicalAnd) {
      const isNegated = operator === Kind.LogicalAnd;
      const [a, b] = [this.#test(left, depth + 1), this.#test(right, depth + 1)];
      if (a === undefined || b === undefined || a.subject !== b.subject) return undefined;
      return a.isNegated === isNegated && b.isNegated === isNegated
        ? { ...a, names: [...a.names, ...b.names] }
        : undefined;
    }
    if (operator !== Kind.Equal && operator !== Kind.NotEqual) return undefined;
    const name = stringOf(tree, right);
    const asked = this.#asked(left);
    return name === undefined || asked === undefined
      ? undefined
      : { asked, subject: tree.textOf(left), names: [name], isNegated: operator === Kind.NotEqual };
  }

  #asked(node: Node): Asked | undefined {
    const { tree } = this;
    const text = tree.textOf(node);
    if (this.runtime !== undefined && text === `${this.runtime}.GOARCH`) return 'goarch';
    return text.length < 100 && archExpression.test(text) ? 'any' : undefined;
  }

  /** What the statements of a clause or block come to. */
  #outcome(clause: Node): Outcome {
    const list = this.tree.childOfKind(clause, Kind.StatementList);
    return list === NONE ? nothing : this.#outcomeOf(this.#childrenOf(list));
  }

  #outcomeOf(statements: readonly Node[]): Outcome {
    const outcomes = statements.map((statement) => this.#statement(statement));
    if (outcomes.some(({ fails }) => fails)) return { values: [], fails: true };
    return { values: outcomes.flatMap(({ values }) => values), fails: false };
  }

  #statement(statement: Node): Outcome {
    const { tree } = this;
    switch (tree.kind[statement]) {
      case Kind.ReturnStatement:
        return this.#return(statement);
      case Kind.AssignmentStatement:
      case Kind.ShortVarDeclaration: {
        const names = operands(tree, tree.child(statement, Field.Left)).map((node) => tree.textOf(node));
        const values = operands(tree, tree.child(statement, Field.Right));
        return names.length === values.length ? this.#values(names, values) : nothing;
      }
      case Kind.ExpressionStatement: {
        const call = statement + 1;
        const callee = tree.kind[call] === Kind.CallExpression ? tree.child(call, Field.Function) : NONE;
        return { values: [], fails: callee !== NONE && failing.test(tree.textOf(callee)) };
      }
      case Kind.ContinueStatement:
      case Kind.BreakStatement:
      case Kind.GotoStatement:
        return { values: [], fails: true };
      default:
        return nothing;
    }
  }

  /** A return beside whose name stands anything but `nil` or other names says that something is wrong, or means more than the name. */
  #return(statement: Node): Outcome {
    const { tree } = this;
    const list = tree.childOfKind(statement, Kind.ExpressionList);
    const results = list === NONE ? [] : operands(tree, list);
    const isPlain = (node: Node) => tree.kind[node] === Kind.Nil || tree.textOf(node) === 'nil' || stringOf(tree, node);
    if (!results.every(isPlain)) return { values: [], fails: results.length > 1 || results.length === 0 };
    return this.#values(
      results.map((_, i) => `return ${i}`),
      results,
    );
  }

  #values(slots: readonly string[], nodes: readonly Node[]): Outcome {
    const { tree } = this;
    const values = nodes.flatMap((node, i) => {
      const text = stringOf(tree, node);
      return (text === undefined ? undefined : archValue(slots[i]!, text, tree.start[node]! + 1)) ?? [];
    });
    return { values, fails: false };
  }

  /** What holds where no branch is taken: the return behind them, or the values that the variables have before. */
  #around(branches: readonly Branch[], before: readonly Node[], after: Node | undefined): Outcome {
    const slots = new Set(branches.flatMap(({ values }) => values.map(({ slot }) => slot)));
    if ([...slots].some((slot) => slot.startsWith('return ')))
      return after !== undefined && this.tree.kind[after] === Kind.ReturnStatement ? this.#return(after) : nothing;
    const found = [...before].reverse().flatMap((statement) => {
      const { values } = this.#declared(statement);
      return values.filter(({ slot }) => slots.delete(slot));
    });
    return { values: found, fails: false };
  }

  /** The names that an assignment or `var x = "…"` gives. */
  #declared(statement: Node): Outcome {
    const { tree } = this;
    if (tree.kind[statement] !== Kind.VarDeclaration) return this.#statement(statement);
    const spec = tree.childOfKind(statement, Kind.VarSpec);
    const value = spec === NONE ? NONE : tree.child(spec, Field.Value);
    if (value === NONE) return nothing;
    const names = tree.children(spec, Field.Name).filter((node) => tree.kind[node] === Kind.Identifier);
    const values = operands(tree, value);
    return names.length === values.length
      ? this.#values(
          names.map((node) => tree.textOf(node)),
          values,
        )
      : nothing;
  }

  #childrenOf(node: Node): Node[] {
    const { tree } = this;
    const found: Node[] = [];
    for (let c = node + 1; c < tree.next[node]!; c = tree.next[c]!) if (tree.kind[c] !== Kind.Comment) found.push(c);
    return found;
  }
}

/** The text of a string literal without escapes; undefined for anything else. */
export function stringOf(tree: Tree, node: Node): string | undefined {
  const kind = tree.kind[node];
  if (kind !== Kind.InterpretedStringLiteral && kind !== Kind.RawStringLiteral) return undefined;
  const text = tree.text.slice(tree.start[node]! + 1, tree.end[node]! - 1);
  return kind === Kind.InterpretedStringLiteral && text.includes('\\') ? undefined : text;
}
