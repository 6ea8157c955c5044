// Places as the compiler writes them into its messages.
import { Field, Kind } from '../syntax/kinds.ts';
import { LineMap } from '../syntax/lines.ts';
import { NONE, type Node, type Tree } from '../syntax/tree.ts';
import { firstNamed } from './collect.ts';
import type { FileInfo } from './package-info.ts';

/** `file.go:3:5`, with the file as it is named in its folder. */
export function placeOf({ file, tree }: FileInfo, node: Node): string {
  const { line, column } = new LineMap(tree.text).position(tree.start[node]!);
  return `${file.name}:${line}:${column}`;
}

/** The offset at which the compiler places calls, index expressions and selectors where it does not mean their start. */
export function operatorOffset(tree: Tree, node: Node): number {
  switch (tree.kind[node]) {
    case Kind.CallExpression:
      return tree.start[tree.child(node, Field.Arguments)] ?? tree.start[node]!;
    case Kind.TypeConversionExpression:
      return tree.text.indexOf('(', tree.end[tree.child(node, Field.Type)]);
    case Kind.IndexExpression:
      return tree.text.indexOf('[', tree.end[tree.child(node, Field.Operand)]);
    case Kind.GenericType:
    case Kind.TypeInstantiationExpression:
      return tree.text.indexOf('[', tree.end[tree.child(node, Field.Type)]);
    case Kind.SelectorExpression:
      return tree.text.indexOf('.', tree.end[tree.child(node, Field.Operand)]);
    case Kind.QualifiedType:
      return tree.text.indexOf('.', tree.end[tree.child(node, Field.Package)]);
    default:
      return tree.start[node]!;
  }
}

/** The offset at which the compiler places a type: one of functions after the word func, one in parentheses inside of them. */
export function typeOffset(tree: Tree, node: Node): number {
  switch (tree.kind[node]) {
    case Kind.ParenthesizedType:
    case Kind.TypeElem:
      return typeOffset(tree, firstNamed(tree, node));
    case Kind.FunctionType: {
      const parameters = tree.child(node, Field.Parameters);
      return tree.start[parameters === NONE ? node : parameters]!;
    }
    default:
      return tree.start[node]!;
  }
}
