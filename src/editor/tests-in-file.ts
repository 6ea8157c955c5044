// The test functions of a Go file, by the rules of `go help testfunc`, and the names that `go test` gives their subtests.
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../syntax/tree.ts';
import { firstNamed, namedChildren } from '../types/collect.ts';
import { makeFromLiteral, textOf } from '../types/constant.ts';

/** A function that `go test` runs. */
export interface TestFunction {
  readonly name: string;
  readonly kind: 'test' | 'benchmark' | 'fuzz' | 'example';
  /** UTF-16 range of its declaration. */
  readonly start: number;
  readonly end: number;
}

interface Declared extends TestFunction {
  readonly node: Node;
}

const prefixes = [
  { prefix: 'Test', kind: 'test', parameter: 'T' },
  { prefix: 'Benchmark', kind: 'benchmark', parameter: 'B' },
  { prefix: 'Fuzz', kind: 'fuzz', parameter: 'F' },
  { prefix: 'Example', kind: 'example', parameter: '' },
] as const;

/** The test functions of a file, in order; none where its name does not end in `_test.go`. */
export function testsInFile(fileName: string, tree: Tree): TestFunction[] {
  return declaredTests(fileName, tree).map(({ name, kind, start, end }) => ({ name, kind, start, end }));
}

/**
 * The test functions of a file, each followed by its subtests: the calls of `t.Run` whose names are constant and the first of
 * their kind, named as `go test` does and in the range of the call.
 */
export function testsAndSubtests(fileName: string, tree: Tree): TestFunction[] {
  return declaredTests(fileName, tree).flatMap(({ node, ...test }) => {
    const body = bodyWithSubtests(tree, node, test.kind);
    return body === NONE ? [test] : [test, ...namedRuns(tree, body, parameterName(tree, node), test)];
  });
}

function namedRuns(tree: Tree, body: Node, receiver: string, { name: outer, kind }: TestFunction): TestFunction[] {
  const seen = new Set<string>();
  return runCalls(tree, body, receiver).flatMap((run) => {
    if (run.name === undefined || seen.has(run.name)) return [];
    seen.add(run.name);
    const test = { name: `${outer}/${run.name}`, kind, start: tree.start[run.node]!, end: tree.end[run.node]! };
    return [test, ...namedRuns(tree, run.body, run.receiver, test)];
  });
}

/**
 * The test at an offset, as `go test` names it: `TestX`, or `TestX/sub_name` inside of the function of a `t.Run` whose name is constant;
 * undefined where there is none.
 */
export function testNameAt(fileName: string, tree: Tree, offset: number): string | undefined {
  const found = declaredTests(fileName, tree).find(({ start, end }) => start <= offset && offset <= end);
  if (found === undefined) return undefined;
  const body = bodyWithSubtests(tree, found.node, found.kind);
  if (body === NONE) return found.name;
  return [found.name, ...subtests(tree, body, parameterName(tree, found.node), offset)].join('/');
}

function declaredTests(fileName: string, tree: Tree): Declared[] {
  if (!fileName.endsWith('_test.go')) return [];
  const found: Declared[] = [];
  for (let node = 1; node < tree.length; node = tree.next[node]!) {
    if (tree.kind[node] !== Kind.FunctionDeclaration) continue;
    const nameNode = tree.child(node, Field.Name);
    if (nameNode === NONE || tree.child(node, Field.TypeParameters) !== NONE) continue;
    const name = tree.textOf(nameNode);
    const form = prefixes.find(({ prefix }) => isTestName(name, prefix));
    if (form === undefined || !hasForm(tree, node, form.parameter)) continue;
    found.push({ name, kind: form.kind, start: tree.start[node]!, end: tree.end[node]!, node });
  }
  return found;
}

/** Whether no small letter follows the prefix: `Testify` is no test. */
function isTestName(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && !/^\p{Ll}/u.test(name.slice(prefix.length));
}

/** Whether a function takes one pointer to the type `testing.T` (or B, F) and gives nothing; an example takes nothing, too, and says what it prints. */
function hasForm(tree: Tree, declaration: Node, type: string): boolean {
  if (tree.child(declaration, Field.Result) !== NONE) return false;
  const list = tree.child(declaration, Field.Parameters);
  const parameters = list === NONE ? [] : namedChildren(tree, list);
  if (type === '') return parameters.length === 0 && hasOutput(tree, declaration);
  const [parameter] = parameters;
  if (parameters.length !== 1 || tree.kind[parameter!] !== Kind.ParameterDeclaration) return false;
  if (tree.children(parameter!, Field.Name).length > 1) return false;
  const pointer = tree.child(parameter!, Field.Type);
  // Under which name the file imports testing is not looked at, as the go command does not either.
  return (
    tree.kind[pointer] === Kind.PointerType &&
    new RegExp(`(?:^|\\.)${type}$`).test(tree.textOf(firstNamed(tree, pointer)))
  );
}

/** Whether the last comment of an example says what it prints: others are compiled only. */
function hasOutput(tree: Tree, declaration: Node): boolean {
  const body = tree.child(declaration, Field.Body);
  if (body === NONE) return false;
  let group = '';
  let last = -1;
  for (let n = body; n < tree.next[body]!; n++) {
    if (tree.kind[n] !== Kind.Comment) continue;
    const isNext = last >= 0 && /^[ \t\r]*\n[ \t]*$/.test(tree.text.slice(last, tree.start[n]));
    const text = tree.textOf(n).replace(/^\/[/*]/, '');
    group = isNext ? `${group}\n${text}` : text;
    last = tree.end[n]!;
  }
  return /^\s*(?:unordered )?output:/i.test(group);
}

/** The name of a function's only parameter; empty where it has none. */
function parameterName(tree: Tree, declaration: Node): string {
  const list = tree.child(declaration, Field.Parameters);
  const parameter = list === NONE ? NONE : tree.childOfKind(list, Kind.ParameterDeclaration);
  const name = parameter === NONE ? NONE : tree.child(parameter, Field.Name);
  return name === NONE ? '' : tree.textOf(name);
}

/** The body in which the subtests of a test function start; none of examples and fuzz tests, which have none. */
function bodyWithSubtests(tree: Tree, declaration: Node, kind: TestFunction['kind']): Node {
  return kind === 'example' || kind === 'fuzz' ? NONE : tree.child(declaration, Field.Body);
}

/** The names of the subtests around an offset, outermost first, as far as they are constant. */
function subtests(tree: Tree, body: Node, receiver: string, offset: number): string[] {
  const seen = new Set<string>();
  for (const run of runCalls(tree, body, receiver)) {
    if (tree.start[run.node]! <= offset && offset <= tree.end[run.node]!) {
      // A second test of the name gets a number that depends on the order in which they run.
      if (run.name === undefined || seen.has(run.name)) return [];
      return [run.name, ...subtests(tree, run.body, run.receiver, offset)];
    }
    if (run.name !== undefined) seen.add(run.name);
  }
  return [];
}

/** The calls that start subtests in a body, without those in the bodies of these. */
function runCalls(tree: Tree, body: Node, receiver: string): Run[] {
  const found: Run[] = [];
  for (let n = body; n < tree.next[body]!; n++) {
    const run = tree.kind[n] === Kind.CallExpression ? runCall(tree, n, receiver) : undefined;
    if (run === undefined) continue;
    found.push(run);
    n = tree.next[n]! - 1;
  }
  return found;
}

interface Run {
  readonly node: Node;
  /** As `go test` names it; undefined where it is not known. */
  readonly name: string | undefined;
  readonly body: Node;
  readonly receiver: string;
}

/** A call `t.Run("name", func(t *testing.T) { … })`. */
function runCall(tree: Tree, call: Node, receiver: string): Run | undefined {
  const selector = tree.child(call, Field.Function);
  if (receiver === '' || selector === NONE || tree.textOf(selector) !== `${receiver}.Run`) return undefined;
  const list = tree.child(call, Field.Arguments);
  const [name = NONE, func = NONE, ...more] = list === NONE ? [] : namedChildren(tree, list);
  if (func === NONE || more.length > 0 || tree.kind[func] !== Kind.FuncLiteral) return undefined;
  const body = tree.child(func, Field.Body);
  if (body === NONE) return undefined;
  return { node: call, name: constantName(tree, name), body, receiver: parameterName(tree, func) };
}

function constantName(tree: Tree, node: Node): string | undefined {
  const kind = tree.kind[node];
  if (kind !== Kind.InterpretedStringLiteral && kind !== Kind.RawStringLiteral) return undefined;
  const constant = makeFromLiteral('string', tree.textOf(node));
  return constant?.kind === 'string' && constant.bytes !== '' ? subtestName(textOf(constant)) : undefined;
}

/** A subtest's name as `go test` rewrites it: blanks become underscores, what cannot be printed its escape. */
function subtestName(name: string): string {
  return [...name]
    .map((rune) => {
      if (/[\s\u0085]/u.test(rune) && rune !== '\ufeff') return '_';
      return /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(rune) ? rune : escaped(rune);
    })
    .join('');
}

const escapes: Readonly<Record<string, string>> = { '\x07': '\\a', '\b': '\\b' };

/** A rune as strconv.QuoteRune writes it, without the quotes. */
function escaped(rune: string): string {
  const code = rune.codePointAt(0)!;
  const digits = (width: number) => code.toString(16).padStart(width, '0');
  if (escapes[rune] !== undefined) return escapes[rune];
  if (code < 0x20 || code === 0x7f) return `\\x${digits(2)}`;
  return code < 0x10000 ? `\\u${digits(4)}` : `\\U${digits(8)}`;
}
