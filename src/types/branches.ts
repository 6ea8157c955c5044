// Labels, and where break, continue, goto and fallthrough may stand (Go spec, Labeled statements and below).
import type { MessageArgs, MessageId } from '../messages/catalogue.ts';
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import type { Checker } from './checker.ts';
import { namedChildren } from './collect.ts';
import { placeOf } from './place.ts';
import { clausesOf, labeled, labelOf, statementsOf } from './terminating.ts';

/** A block of statements. */
interface Block {
  readonly parent: Block | undefined;
  /** Where it begins: what a goto into it is told. */
  readonly start: Node;
  /** The labeled statement it is the body of, or a part of the body. */
  readonly statement: Node;
}

interface Label {
  readonly block: Block;
  readonly statement: Node;
  used: boolean;
}

/** What the statements around a block admit. */
interface Context {
  readonly breaks: boolean;
  readonly continues: boolean;
  /** Of the clauses of a switch statement: which this is. */
  readonly fallthrough: 'next clause' | 'final clause' | 'type switch' | 'none';
}

/** Checks the branch statements of a function body. Bodies of function literals in it are checked by themselves. */
export function checkBranches(c: Checker, body: Node): void {
  const { tree } = c.env.file;
  if (!hasBranches(c, body)) return;
  const branches = new Branches(c);
  const context: Context = { breaks: false, continues: false, fallthrough: 'none' };
  branches.finish(branches.block(undefined, context, NONE, body, statementsOf(tree, body)));
}

/** Most functions have neither a label nor a branch statement. */
function hasBranches(c: Checker, body: Node): boolean {
  const { kind, next } = c.env.file.tree;
  for (let n = body; n < next[body]!; n++) {
    switch (kind[n]) {
      case Kind.LabeledStatement:
      case Kind.BreakStatement:
      case Kind.ContinueStatement:
      case Kind.GotoStatement:
      case Kind.FallthroughStatement:
        return true;
    }
  }
  return false;
}

class Branches {
  private readonly labels = new Map<string, Label>();

  constructor(private readonly c: Checker) {}

  /** Checks a block; gives its gotos whose labels come later or nowhere. */
  block(parent: Block | undefined, context: Context, statement: Node, start: Node, list: readonly Node[]): Node[] {
    const { tree } = this.c.env.file;
    const block: Block = { parent, start, statement };
    const forward = new Set<Node>();
    // Gotos from before a variable declaration, which must not jump over it.
    let jumping = new Set<Node>();
    let variable = NONE;
    list.forEach((listed, index) => {
      let node = listed;
      let label = NONE;
      while (node !== NONE && tree.kind[node] === Kind.LabeledStatement) {
        label = node;
        const name = labelOf(tree, node);
        if (name !== '_') {
          const declared = this.declare(block, node, name);
          for (const jump of forward) {
            if (labelOf(tree, jump) !== name) continue;
            declared.used = true;
            forward.delete(jump);
            if (jumping.has(jump)) this.reportJumpOver(jump, name, variable);
          }
        }
        node = labeled(tree, node);
      }
      if (node === NONE) return;
      const isLast = index === list.length - 1;
      switch (tree.kind[node]) {
        case Kind.VarDeclaration:
        case Kind.ShortVarDeclaration:
          variable = node;
          jumping = new Set(forward);
          return;
        case Kind.FallthroughStatement:
          this.fallthrough(node, isLast ? context.fallthrough : 'none');
          return;
        case Kind.BreakStatement:
        case Kind.ContinueStatement:
          this.branch(node, block, context);
          return;
        case Kind.GotoStatement:
          if (!this.reaches(block, labelOf(tree, node))) forward.add(node);
          return;
        default:
          for (const jump of this.inside(block, context, label, node)) forward.add(jump);
      }
    });
    return [...forward];
  }

  /** Reports gotos without a label to go to, and labels that nothing uses. */
  finish(forward: readonly Node[]): void {
    const { tree } = this.c.env.file;
    for (const jump of forward) {
      const name = labelOf(tree, jump);
      const label = this.labels.get(name);
      if (label) {
        label.used = true;
        this.report(jump, 'JumpIntoBlock', 'gotoIntoBlock', { name, place: this.place(label.block.start) });
      } else this.report(jump, 'UndeclaredLabel', 'labelNotDefined', { name });
    }
    for (const [name, { statement, used }] of this.labels) {
      if (!used) this.report(statement, 'UnusedLabel', 'labelUnused', { name });
    }
  }

  /** The blocks inside a statement. */
  private inside(block: Block, context: Context, label: Node, node: Node): Node[] {
    const { tree } = this.c.env.file;
    const inner: Context = { ...context, fallthrough: 'none' };
    const body = (start: Node, within: Context) => this.block(block, within, label, start, statementsOf(tree, start));
    switch (tree.kind[node]) {
      case Kind.Block:
        return body(node, inner);
      case Kind.IfStatement: {
        const alternative = tree.child(node, Field.Alternative);
        const jumps = body(tree.child(node, Field.Consequence), inner);
        if (alternative !== NONE) jumps.push(...this.block(block, inner, label, alternative, [alternative]));
        return jumps;
      }
      case Kind.ForStatement:
        return body(tree.child(node, Field.Body), { ...inner, breaks: true, continues: true });
      case Kind.SelectStatement:
        return clausesOf(tree, node).flatMap((clause) => body(clause, { ...inner, breaks: true }));
      case Kind.ExpressionSwitchStatement:
      case Kind.TypeSwitchStatement: {
        const clauses = clausesOf(tree, node);
        const ofTypes = tree.kind[node] === Kind.TypeSwitchStatement;
        return clauses.flatMap((clause, i) => {
          const position = i === clauses.length - 1 ? 'final clause' : 'next clause';
          return body(clause, { ...inner, breaks: true, fallthrough: ofTypes ? 'type switch' : position });
        });
      }
      default:
        return [];
    }
  }

  private declare(block: Block, statement: Node, name: string): Label {
    const known = this.labels.get(name);
    if (known) {
      this.report(statement, 'DuplicateLabel', 'labelRedefined', { name, place: this.place(known.statement) });
      return known;
    }
    const label = { block, statement, used: false };
    this.labels.set(name, label);
    return label;
  }

  /** Whether a goto in `block` can go back to a label: one of the block or of one around it. */
  private reaches(block: Block, name: string): boolean {
    const label = this.labels.get(name);
    if (!label) return false;
    label.used = true;
    for (let at: Block | undefined = block; at; at = at.parent) if (label.block === at) return true;
    return false;
  }

  /** A break or continue statement. */
  private branch(node: Node, block: Block, context: Context): void {
    const { tree } = this.c.env.file;
    const isBreak = tree.kind[node] === Kind.BreakStatement;
    const name = labelOf(tree, node);
    if (name === '') {
      if (isBreak && !context.breaks) this.report(node, 'MisplacedBreak', 'breakOutside', {});
      if (!isBreak && !context.continues) this.report(node, 'MisplacedContinue', 'continueOutside', {});
      return;
    }
    const word = isBreak ? 'break' : 'continue';
    const label = this.labels.get(name);
    if (!label) {
      this.report(node, 'UndeclaredLabel', 'branchLabelNotDefined', { word, name });
      return;
    }
    label.used = true;
    let at: Block | undefined = block;
    while (at && at.statement !== label.statement) at = at.parent;
    const kind = at && tree.kind[labeled(tree, label.statement)];
    const fits =
      kind === Kind.ForStatement ||
      (isBreak &&
        (kind === Kind.ExpressionSwitchStatement ||
          kind === Kind.TypeSwitchStatement ||
          kind === Kind.SelectStatement));
    if (!fits) this.report(node, 'MisplacedLabel', 'branchLabelInvalid', { word, name });
  }

  private fallthrough(node: Node, where: Context['fallthrough']): void {
    if (where === 'next clause') return;
    if (where === 'final clause') this.report(node, 'MisplacedFallthrough', 'fallthroughFinal', {});
    else if (where === 'type switch') this.report(node, 'MisplacedFallthrough', 'fallthroughTypeSwitch', {});
    else this.report(node, 'MisplacedFallthrough', 'fallthroughMisplaced', {});
  }

  private reportJumpOver(jump: Node, name: string, declaration: Node): void {
    const { tree } = this.c.env.file;
    const left = firstName(this.c, declaration);
    // The compiler's position of `x := 1` is that of the operator.
    const operator = tree.childOfKind(declaration, Kind.Define);
    const place = this.place(operator === NONE ? left : operator);
    this.report(jump, 'JumpOverDecl', 'gotoOverVariable', { name, variable: tree.textOf(left), place });
  }

  /** Reports at the label of a statement, where it has one. */
  private report<Id extends MessageId>(node: Node, code: string, id: Id, args: MessageArgs<Id>): void {
    const name = this.c.env.file.tree.childOfKind(node, Kind.LabelName);
    this.c.report(name === NONE ? node : name, code, id, args);
  }

  private place(node: Node): string {
    return placeOf(this.c.env.file, node);
  }
}

/** The first variable a declaration declares, or what stands for it on the left side of `:=`. */
function firstName(c: Checker, declaration: Node): Node {
  const { tree } = c.env.file;
  if (tree.kind[declaration] === Kind.ShortVarDeclaration) return tree.child(declaration, Field.Left);
  for (let n = declaration; n < tree.next[declaration]!; n++) {
    if (tree.kind[n] === Kind.VarSpec) return namedChildren(tree, n)[0] ?? n;
  }
  return declaration;
}
