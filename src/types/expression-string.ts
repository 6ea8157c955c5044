// Expressions as the compiler repeats them in its messages (cmd/compile/internal/syntax, short form).
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../syntax/tree.ts';
import { declaredNames, firstNamed, namedChildren } from './collect.ts';

/** How deep an expression is printed, and how long what is printed as it was written may be. */
const MAX_DEPTH = 100;
const MAX_TEXT = 120;

/** An expression on one line: operators spaced, the insides of literals left out. */
export function expressionString(tree: Tree, node: Node, depth = 0): string {
  if (node === NONE) return '';
  const s = (n: Node) => expressionString(tree, n, depth + 1);
  const field = (f: Field) => tree.child(node, f);
  if (depth <= MAX_DEPTH) {
    switch (tree.kind[node]) {
      case Kind.BinaryExpression:
        return `${s(field(Field.Left))} ${tree.textOf(field(Field.Operator))} ${s(field(Field.Right))}`;
      case Kind.UnaryExpression:
        return tree.textOf(field(Field.Operator)) + s(field(Field.Operand));
      case Kind.ParenthesizedExpression:
        return `(${s(firstNamed(tree, node))})`;
      case Kind.SliceType:
        return `[]${s(field(Field.Element))}`;
      case Kind.ArrayType:
        return `[${s(field(Field.Length))}]${s(field(Field.Element))}`;
      case Kind.ImplicitLengthArrayType:
        return `[...]${s(field(Field.Element))}`;
      case Kind.StructType: {
        const list = tree.childOfKind(node, Kind.FieldDeclarationList);
        return `struct{${tree
          .childrenOfKind(list, Kind.FieldDeclaration)
          .map((declaration) => fieldString(tree, declaration, s))
          .join('; ')}}`;
      }
      case Kind.QualifiedType:
        return `${s(field(Field.Package))}.${s(field(Field.Name))}`;
      case Kind.TypeAssertionExpression:
        return `${s(field(Field.Operand))}.(${s(field(Field.Type))})`;
      case Kind.SelectorExpression:
        return `${s(field(Field.Operand))}.${tree.textOf(field(Field.Field))}`;
      case Kind.IndexExpression:
        return `${s(field(Field.Operand))}[${s(field(Field.Index))}]`;
      case Kind.CallExpression:
        return s(field(Field.Function)) + typeArguments(tree, node, s) + argumentsOf(tree, field(Field.Arguments), s);
      case Kind.TypeConversionExpression:
        return `${s(field(Field.Type))}(${s(field(Field.Operand))})`;
      case Kind.VariadicArgument:
        return `${s(firstNamed(tree, node))}...`;
      case Kind.CompositeLiteral:
        return `${s(field(Field.Type))}{${namedChildren(tree, field(Field.Body)).length === 0 ? '' : '…'}}`;
      case Kind.FuncLiteral:
        return `func${tree.text.slice(tree.start[field(Field.Parameters)], tree.start[field(Field.Body)]).trimEnd()} {${
          namedChildren(tree, field(Field.Body)).length === 0 ? '' : '…'
        }}`;
      default:
    }
  }
  const text = withoutComments(tree, node).replace(/\s+/g, ' ').trim();
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}…`;
}

/** `a, b int "tag"`, or an embedded field. */
function fieldString(tree: Tree, declaration: Node, s: (n: Node) => string): string {
  const names = declaredNames(tree, declaration).map((name) => tree.textOf(name));
  const [type, tag] = [tree.child(declaration, Field.Type), tree.child(declaration, Field.Tag)];
  const star = names.length === 0 && tree.childOfKind(declaration, Kind.Star) !== NONE ? '*' : '';
  return [names.join(', '), star + s(type), tag === NONE ? '' : tree.textOf(tag)]
    .filter((part) => part !== '')
    .join(' ');
}

function withoutComments(tree: Tree, node: Node): string {
  let text = '';
  let from = tree.start[node]!;
  for (let n = node + 1; n < tree.next[node]!; n++) {
    if (tree.kind[n] !== Kind.Comment) continue;
    text += tree.text.slice(from, tree.start[n]);
    from = tree.end[n]!;
  }
  return text + tree.text.slice(from, tree.end[node]);
}

function typeArguments(tree: Tree, node: Node, s: (n: Node) => string): string {
  const list = tree.child(node, Field.TypeArguments);
  return list === NONE ? '' : `[${namedChildren(tree, list).map(s).join(', ')}]`;
}

function argumentsOf(tree: Tree, list: Node, s: (n: Node) => string): string {
  return list === NONE ? '()' : `(${namedChildren(tree, list).map(s).join(', ')})`;
}
