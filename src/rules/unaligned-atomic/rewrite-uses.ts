// The uses of a field that becomes an atomic.Int64: calls of sync/atomic, and what is read and written without.
import { type Message, message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import { namedChildren } from '../../types/collect.ts';
import type { TextEdit } from '../finding.ts';
import { isGenerated } from '../support/generated.ts';
import { countUses, findImport, removeImport } from '../support/imports.ts';
import type { Parents } from '../support/parents.ts';
import { parentsAround } from '../support/parents.ts';
import { type FieldUse, placeOf } from '../support/struct-uses.ts';
import { operationNamed } from './operations.ts';

/** What the field becomes. */
export interface AtomicType {
  readonly type: 'Int64' | 'Uint64';
  /** Path of the file that declares the field, which goes on using sync/atomic. */
  readonly home: string;
  /** Whether the type has And and Or: since Go 1.23. */
  readonly hasBitwise: boolean;
}

/** What is written in place of a use; `after` follows everything else at its place. */
type Change = Omit<TextEdit, 'path'> & { readonly after?: boolean };

/**
 * `x.f.Add(1)` for `atomic.AddInt64(&x.f, 1)` and `x.f++`, `x.f.Load()` where it is read, and imports that are not needed any more; or the use
 * that has nothing of that kind.
 */
export function atomicUses(uses: readonly FieldUse[], type: AtomicType): TextEdit[] | Message {
  const edits: (TextEdit & { after: boolean })[] = [];
  const replaced = new Map<string, { tree: Tree; count: number }>();
  for (const use of uses) {
    const { tree, file } = use.file;
    if (isGenerated(tree)) return message('layout-generated', {});
    const changes = new Rewriter(use, type).changes();
    if (changes === undefined) return message('atomic-type-use', { place: placeOf(use), type: type.type });
    for (const change of changes) edits.push({ path: file.path, after: false, ...change });
    if (changes.some(({ start, end }) => tree.text.slice(start, end).includes('&')))
      replaced.set(file.path, { tree, count: (replaced.get(file.path)?.count ?? 0) + 1 });
  }
  for (const [path, { tree, count }] of replaced) {
    const imported = findImport(tree, 'sync/atomic');
    if (imported === undefined || path === type.home) continue;
    if (countUses(tree, imported.name) === count) edits.push({ path, after: false, ...removeImport(tree, imported) });
  }
  return merged(edits);
}

/** Insertions at one place as one: brackets that close an argument come behind the call that it ends with. */
function merged(edits: readonly (TextEdit & { after: boolean })[]): TextEdit[] {
  const places = new Map<string, TextEdit>();
  for (const { after: _, ...edit } of edits.toSorted((a, b) => Number(a.after) - Number(b.after))) {
    const key = `${edit.path}:${edit.start}:${edit.end}`;
    const known = edit.start === edit.end ? places.get(key) : undefined;
    places.set(known === undefined && places.has(key) ? `${key}:${edit.text}` : key, {
      ...edit,
      text: (known?.text ?? '') + edit.text,
    });
  }
  return [...places.values()];
}

/** One use. */
class Rewriter {
  private readonly tree: Tree;
  private readonly parents: Parents;
  private readonly node: Node;

  constructor(
    private readonly use: FieldUse,
    private readonly type: AtomicType,
  ) {
    this.tree = use.file.tree;
    this.node = use.node;
    this.parents = parentsAround(this.tree, this.node);
  }

  changes(): Change[] | undefined {
    const { tree, parents, use } = this;
    if (!use.isAddressable) return undefined;
    const outer = this.withParentheses(this.node);
    const parent = parents.of(outer);
    switch (tree.kind[parent]) {
      case Kind.UnaryExpression:
        if (tree.text[tree.start[parent]!] !== '&') break;
        return this.call(this.withParentheses(parent));
      case Kind.IncStatement:
        return this.behind(parent, '.Add(1)');
      case Kind.DecStatement:
        return this.behind(parent, this.type.type === 'Int64' ? '.Add(-1)' : '.Add(^uint64(0))');
      case Kind.ExpressionList:
        if (tree.field[parent] === Field.Left) return this.assigned(parents.of(parent), parent);
        break;
      case Kind.AssignmentStatement:
        if (tree.child(parent, Field.Left) === outer) return this.assigned(parent, outer);
        break;
      case Kind.RangeClause:
        if (tree.child(parent, Field.Left) === outer) return undefined;
        break;
      default:
    }
    return [this.insertion(tree.end[this.node]!, '.Load()')];
  }

  private withParentheses(node: Node): Node {
    let at = node;
    while (this.tree.kind[this.parents.of(at)] === Kind.ParenthesizedExpression) at = this.parents.of(at);
    return at;
  }

  private insertion(at: number, text: string, after = false): Change {
    return { start: at, end: at, text, after };
  }

  /** `x.f` and some text in place of a statement. */
  private behind(statement: Node, text: string): Change[] {
    const { tree, node } = this;
    // In parentheses or not: `(x.f)++`.
    return [
      ...this.replaced(tree.start[statement]!, tree.start[node]!, ''),
      ...this.replaced(tree.end[node]!, tree.end[statement]!, text),
    ];
  }

  private replaced(start: number, end: number, text: string): Change[] {
    return start === end ? [] : [{ start, end, text }];
  }

  /** The call of sync/atomic that an address is the first argument of. */
  private call(address: Node): Change[] | undefined {
    const { tree, parents, node } = this;
    const args = parents.of(address);
    const call = parents.of(args);
    const method = tree.kind[args] === Kind.ArgumentList ? this.methodOf(tree.child(call, Field.Function)) : undefined;
    if (method === undefined) return undefined;
    const [first, second] = namedChildren(tree, args);
    if (first !== address) return undefined;
    return [
      { start: tree.start[call]!, end: tree.start[node]!, text: '' },
      {
        start: tree.end[node]!,
        end: second === undefined ? tree.end[args]! - 1 : tree.start[second]!,
        text: `.${method}(`,
      },
    ];
  }

  /** The method that does what a function of sync/atomic does. */
  private methodOf(callee: Node): string | undefined {
    const { tree } = this;
    const imported = findImport(tree, 'sync/atomic');
    if (callee === NONE || imported === undefined || tree.kind[callee] !== Kind.SelectorExpression) return undefined;
    if (tree.textOf(tree.child(callee, Field.Operand)) !== imported.name) return undefined;
    return operationNamed(tree.textOf(tree.child(callee, Field.Field)))?.method;
  }

  /** `x.f = e` and `x.f += e`. */
  private assigned(statement: Node, left: Node): Change[] | undefined {
    const { tree } = this;
    if (tree.kind[statement] !== Kind.AssignmentStatement) return undefined;
    const right = tree.child(statement, Field.Right);
    const isList = (node: Node) =>
      tree.kind[node] === Kind.ExpressionList && tree.childOfKind(node, Kind.Comma) !== NONE;
    if (right === NONE || isList(left) || isList(right)) return undefined;
    const method = this.methodFor(tree.textOf(tree.child(statement, Field.Operator)), right);
    if (method === undefined) return undefined;
    return [
      ...this.replaced(tree.start[statement]!, tree.start[this.node]!, ''),
      ...this.replaced(tree.end[this.node]!, tree.start[right]!, method),
      this.insertion(tree.end[right]!, ')', true),
    ];
  }

  private methodFor(operator: string, right: Node): string | undefined {
    const { type, hasBitwise } = this.type;
    switch (operator) {
      case '=':
        return '.Store(';
      case '+=':
        return '.Add(';
      case '-=':
        // The rest is negated as a whole; a constant cannot be, where it has no sign.
        return type === 'Int64' && this.isPlain(right) ? '.Add(-' : undefined;
      case '|=':
        return hasBitwise ? '.Or(' : undefined;
      case '&=':
        return hasBitwise ? '.And(' : undefined;
      default:
        return undefined;
    }
  }

  /** Whether a minus in front of an expression is about all of it. */
  private isPlain(node: Node): boolean {
    const { tree } = this;
    const [only] = tree.kind[node] === Kind.ExpressionList ? namedChildren(tree, node) : [node];
    const kind = tree.kind[only!];
    return kind !== Kind.BinaryExpression && kind !== Kind.UnaryExpression;
  }
}
