// Ways to break a package, one thing at a time.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { architectures } from '../../../src/platform/ports.ts';
import { Field, Kind } from '../../../src/syntax/kinds.ts';
import { parseGo } from '../../../src/syntax/parser.ts';
import { NONE, type Node, type Tree } from '../../../src/syntax/tree.ts';

/** Gives a number from 0 up to 1. */
export type Random = () => number;

/** A changed file; without a text it is removed. */
export interface Change {
  readonly path: string;
  readonly text: string | undefined;
}

export interface Mutation {
  readonly mutator: string;
  /** What was done, in words. */
  readonly description: string;
  readonly changes: readonly Change[];
}

/** A file that may be changed. */
export interface Source {
  readonly path: string;
  readonly tree: Tree;
}

/** What can be done to a file; undefined where it has no place for it. */
type Mutator = (source: Source, random: Random) => Omit<Mutation, 'mutator'> | undefined;

export const pick = <T>(items: readonly T[], random: Random): T | undefined =>
  items[Math.floor(random() * items.length)];

function* nodes(tree: Tree, ...kinds: readonly Kind[]): Generator<Node> {
  for (let n = 0; n < tree.length; n++) if (kinds.includes(tree.kind[n]!)) yield n;
}

/** Replaces the text of a node. */
function replace({ path, tree }: Source, node: Node, text: string): Omit<Mutation, 'mutator'> {
  const before = tree.textOf(node);
  const line = tree.text.slice(0, tree.start[node]).split('\n').length;
  const short = before.length > 60 ? `${before.slice(0, 60)}…` : before;
  return {
    description: `line ${line}: ${JSON.stringify(short)} becomes ${JSON.stringify(text)}`,
    changes: [{ path, text: tree.text.slice(0, tree.start[node]) + text + tree.text.slice(tree.end[node]) }],
  };
}

/** Replaces one of the nodes of some kinds by what `make` gives; nodes for which it gives nothing are passed over. */
function replaceOne(
  source: Source,
  random: Random,
  kinds: readonly Kind[],
  make: (node: Node) => string | undefined,
): Omit<Mutation, 'mutator'> | undefined {
  const candidates = [...nodes(source.tree, ...kinds)];
  for (let tries = 0; tries < 20 && candidates.length > 0; tries++) {
    const node = pick(candidates, random)!;
    const text = make(node);
    if (text !== undefined && text !== source.tree.textOf(node)) return replace(source, node, text);
  }
  return undefined;
}

const WIDTHS: Readonly<Record<string, string>> = {
  int: 'int64',
  uint: 'uint64',
  int64: 'int32',
  uint64: 'uint32',
  int32: 'int64',
  uint32: 'uint64',
  int16: 'int32',
  uint16: 'uint32',
  int8: 'int16',
  uint8: 'uint16',
  byte: 'rune',
  rune: 'int64',
  uintptr: 'uint32',
  float64: 'float32',
  float32: 'float64',
  string: '[]byte',
  bool: 'int',
  error: 'any',
};
const LARGE = ['0x80000000', '0xffffffff', '1 << 33', '(1 << 63)', '3000000000', '(-1)'];
const OTHER_LITERALS = ['"x"', '1.5', "'a'", '2i', 'nil', 'true'];
const OPERATORS = ['+', '-', '/', '%', '&&', '==', '<', '<<', '&^'];
const DECLARATIONS = [
  Kind.FunctionDeclaration,
  Kind.MethodDeclaration,
  Kind.TypeSpec,
  Kind.ConstSpec,
  Kind.VarSpec,
  Kind.FieldDeclaration,
  Kind.MethodElem,
];
const STATEMENTS = [
  Kind.ExpressionStatement,
  Kind.AssignmentStatement,
  Kind.ShortVarDeclaration,
  Kind.VarDeclaration,
  Kind.IncStatement,
  Kind.IfStatement,
  Kind.ForStatement,
  Kind.BreakStatement,
  Kind.ContinueStatement,
  Kind.LabeledStatement,
];

/** The spec, or the declaration it stands in alone. */
function wholeDeclaration(tree: Tree, node: Node): Node {
  const parent = node - 2;
  const isDeclaration = (n: Node) =>
    [Kind.ImportDeclaration, Kind.TypeDeclaration, Kind.ConstDeclaration, Kind.VarDeclaration].includes(tree.kind[n]!);
  return parent > 0 && isDeclaration(parent) && tree.next[parent] === tree.next[node] ? parent : node;
}

/** A file that is renamed or whose constraint is changed so that it moves to another architecture. */
const swapConstraint: Mutator = ({ path, tree }, random) => {
  const names = [...architectures.keys()];
  const other = (arch: string) =>
    pick(
      names.filter((name) => name !== arch),
      random,
    )!;
  const suffix = /_([a-z0-9]+)\.go$/.exec(path)?.[1];
  if (suffix !== undefined && names.includes(suffix)) {
    const to = path.replace(/_[a-z0-9]+\.go$/, `_${other(suffix)}.go`);
    const description = `becomes ${to.slice(dirname(to).length + 1)}`;
    return {
      description,
      changes: [
        { path, text: undefined },
        { path: to, text: tree.text },
      ],
    };
  }
  const line = /^\/\/go:build .*$/m.exec(tree.text);
  const terms = line?.[0].match(/\b[a-z0-9]+\b/g)?.filter((term) => names.includes(term)) ?? [];
  const term = pick(terms, random);
  if (line === null || term === undefined) return undefined;
  const changed = line[0].replace(new RegExp(`\\b${term}\\b`), other(term));
  return {
    description: `${line[0]} becomes ${changed}`,
    changes: [{ path, text: tree.text.replace(line[0], changed) }],
  };
};

/** By name. */
export const MUTATORS: Readonly<Record<string, Mutator>> = {
  'remove-file': ({ path }) => ({ description: 'is removed', changes: [{ path, text: undefined }] }),
  'swap-constraint': swapConstraint,
  'remove-declaration': (source, random) => {
    const found = pick([...nodes(source.tree, ...DECLARATIONS)], random);
    return found === undefined ? undefined : replace(source, wholeDeclaration(source.tree, found), '');
  },
  'rename-declaration': (source, random) => {
    const { tree } = source;
    const name = tree.child(pick([...nodes(tree, ...DECLARATIONS)], random) ?? 0, Field.Name);
    return name === NONE ? undefined : replace(source, name, `${tree.textOf(name)}X`);
  },
  width: (source, random) =>
    replaceOne(source, random, [Kind.TypeIdentifier], (node) => WIDTHS[source.tree.textOf(node)]),
  'other-type': (source, random) => {
    const all = [...nodes(source.tree, Kind.TypeIdentifier)].map((node) => source.tree.textOf(node));
    return replaceOne(source, random, [Kind.TypeIdentifier], () => pick(all, random));
  },
  overflow: (source, random) => replaceOne(source, random, [Kind.IntLiteral], () => pick(LARGE, random)),
  'other-literal': (source, random) =>
    replaceOne(source, random, [Kind.IntLiteral, Kind.InterpretedStringLiteral], (node) => {
      const isTag = source.tree.field[node] === Field.Tag || source.tree.field[node] === Field.Path;
      return isTag ? undefined : pick(OTHER_LITERALS, random);
    }),
  'drop-return': (source, random) => replaceOne(source, random, [Kind.ReturnStatement], () => ''),
  'drop-results': (source, random) => replaceOne(source, random, [Kind.ReturnStatement], () => 'return'),
  'drop-statement': (source, random) => replaceOne(source, random, STATEMENTS, () => ''),
  receiver: (source, random) => {
    const { tree } = source;
    const method = pick([...nodes(tree, Kind.MethodDeclaration)], random);
    if (method === undefined) return undefined;
    const list = tree.child(method, Field.Receiver);
    const text = tree.textOf(list);
    return replace(source, list, text.includes('*') ? text.replace('*', '') : text.replace(/(\S+)\)$/, '*$1)'));
  },
  'drop-parameter': (source, random) =>
    replaceOne(source, random, [Kind.ParameterList], (node) =>
      isReceiver(source.tree, node) ? undefined : withoutOne(source.tree, node),
    ),
  'add-parameter': (source, random) =>
    replaceOne(source, random, [Kind.ParameterList], (node) => {
      if (isReceiver(source.tree, node)) return undefined;
      const text = source.tree.textOf(node);
      if (/^\(\s*\)$/.test(text)) return '(extra int)';
      return `(extra int, ${text.slice(1)}`;
    }),
  'drop-argument': (source, random) =>
    replaceOne(source, random, [Kind.ArgumentList], (node) => withoutOne(source.tree, node)),
  'add-argument': (source, random) =>
    replaceOne(source, random, [Kind.ArgumentList], (node) => {
      const text = source.tree.textOf(node);
      return text.includes('...') ? undefined : text.replace(/,?\s*\)$/, text === '()' ? '0)' : ', 0)');
    }),
  'rename-import': (source, random) =>
    replaceOne(source, random, [Kind.ImportSpec], (node) => {
      const text = source.tree.textOf(node);
      return text.startsWith('"') ? `renamed ${text}` : undefined;
    }),
  'remove-import': (source, random) => {
    const { tree } = source;
    const found = pick([...nodes(tree, Kind.ImportSpec)], random);
    return found === undefined ? undefined : replace(source, wholeDeclaration(tree, found), '');
  },
  'other-name': (source, random) => {
    const { tree } = source;
    const all = [...nodes(tree, Kind.Identifier)];
    const node = pick(all, random);
    if (node === undefined) return undefined;
    // One of its neighbours: likely to be in scope.
    const near = all.slice(Math.max(0, all.indexOf(node) - 30), all.indexOf(node) + 30);
    const other = tree.textOf(pick(near, random)!);
    return other === tree.textOf(node) ? undefined : replace(source, node, other);
  },
  'other-field': (source, random) => {
    const all = [...nodes(source.tree, Kind.FieldIdentifier)].map((node) => source.tree.textOf(node));
    return replaceOne(source, random, [Kind.FieldIdentifier], () => pick(all, random));
  },
  'other-operator': (source, random) => {
    const { tree } = source;
    const binary = pick([...nodes(tree, Kind.BinaryExpression)], random);
    return binary === undefined
      ? undefined
      : replace(source, tree.child(binary, Field.Operator), pick(OPERATORS, random)!);
  },
  prefix: (source, random) =>
    replaceOne(
      source,
      random,
      [Kind.SelectorExpression, Kind.CallExpression, Kind.IndexExpression],
      (node) => `(${pick(['*', '&', '!', '-', '<-'], random)}${source.tree.textOf(node)})`,
    ),
};

/** Whether a list has to have exactly one element: with another number it is no Go, and nothing of the file is compiled. */
function isReceiver(tree: Tree, list: Node): boolean {
  return tree.field[list] === Field.Receiver;
}

/** A list in parentheses without its last element. */
function withoutOne(tree: Tree, list: Node): string | undefined {
  const commas = tree.childrenOfKind(list, Kind.Comma);
  const text = tree.textOf(list);
  if (/^\(\s*\)$/.test(text)) return undefined;
  const last = commas.at(-1);
  return last === undefined ? '()' : `${tree.text.slice(tree.start[list], tree.start[last])})`;
}

/** The file with a tree. */
export function readSource(path: string): Source {
  return { path, tree: parseGo(readFileSync(path, 'utf8')) };
}
