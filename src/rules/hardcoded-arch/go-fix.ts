// The fix for Go: the literal split around runtime.GOARCH, and the import of runtime.
import { type ArchName, findArchitectures } from '../../formats/architectures.ts';
import { message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Fix, Report, TextEdit } from '../finding.ts';
import type { FilePass } from '../rule.ts';
import { isSpaced } from '../support/gofmt.ts';

/** A literal to split, with the nodes around it, innermost last. */
export interface Place {
  readonly node: Node;
  readonly value: string;
  readonly ancestors: readonly Node[];
  readonly context: string;
}

type Outcome = Pick<Report, 'fixes' | 'noFix'>;

/** The fix for a literal of a Go file, or why there is none. */
export function goFixes({ tree, file }: FilePass, place: Place): Outcome {
  const { node, value, ancestors, context } = place;
  if (context === 'library-path' || context === 'node-selector' || context === 'image')
    return { noFix: message('hardcoded-arch-no-fix-choice', {}) };
  if (ancestors.some((ancestor) => tree.kind[ancestor] === Kind.ConstDeclaration))
    return { noFix: message('hardcoded-arch-no-fix-const', {}) };
  const shift = /^\w+:\/\/[^/]*/.exec(value)?.[0].length ?? 0;
  const names = findArchitectures(value.slice(shift)).map((name) => ({
    ...name,
    start: name.start + shift,
    end: name.end + shift,
  }));
  const foreign = names.find(({ name, goarch }) => name !== goarch);
  if (foreign)
    return { noFix: message('hardcoded-arch-no-fix-spelling', { name: foreign.name, goarch: foreign.goarch }) };
  const parent = tree.kind[ancestors.at(-1) ?? 0];
  if (parent === Kind.IndexExpression || parent === Kind.SliceExpression || parent === Kind.SelectorExpression)
    return { noFix: message('hardcoded-arch-no-fix-choice', {}) };
  const { path } = file;
  const runtime = runtimeImport(tree, path);
  const replacement: TextEdit = {
    path,
    start: tree.start[node]!,
    end: tree.end[node]!,
    text: joined(tree, place, names, `${runtime.name}.GOARCH`),
  };
  const fix: Fix = {
    title: message('hardcoded-arch-fix-variable', { variable: 'runtime.GOARCH', arch: names[0]!.name }),
    edits: [replacement, ...runtime.edits],
    // What the program downloads or builds may be meant for another machine than the one it runs on.
    automatic: false,
  };
  return { fixes: [fix] };
}

/** The parts of the literal and the variable between them, joined by `+` as gofmt spaces it. */
function joined(tree: Tree, { node, value, ancestors }: Place, names: readonly ArchName[], variable: string): string {
  const quote = tree.text[tree.start[node]!]!;
  const operands: string[] = [];
  let done = 0;
  for (const { start, end } of names) {
    if (start > done) operands.push(quote + value.slice(done, start) + quote);
    operands.push(variable);
    done = end;
  }
  if (done < value.length) operands.push(quote + value.slice(done) + quote);
  return operands.join(isSpaced(tree, ancestors) ? ' + ' : '+');
}

/** The name under which the file can use package runtime, and the edits that import it. */
function runtimeImport(tree: Tree, path: string): { name: string; edits: TextEdit[] } {
  const specs: Node[] = [];
  const declarations: Node[] = [];
  let packageClause: Node = 0;
  for (let c = 1; c < tree.length; c = tree.next[c]!) {
    if (tree.kind[c] === Kind.PackageClause) packageClause = c;
    if (tree.kind[c] !== Kind.ImportDeclaration) continue;
    declarations.push(c);
    for (let n = c; n < tree.next[c]!; n++) if (tree.kind[n] === Kind.ImportSpec) specs.push(n);
  }
  const pathOf = (spec: Node) => tree.textOf(tree.child(spec, Field.Path)).slice(1, -1);
  for (const spec of specs) {
    if (pathOf(spec) !== 'runtime') continue;
    const name = tree.child(spec, Field.Name);
    const alias = name === NONE ? 'runtime' : tree.textOf(name);
    if (alias !== '_' && alias !== '.') return { name: alias, edits: [] };
  }
  const name = isTaken(tree, 'runtime', specs.map(pathOf)) ? 'goruntime' : 'runtime';
  const spec = name === 'runtime' ? '"runtime"' : `${name} "runtime"`;
  const insert = (at: number, text: string) => ({ name, edits: [{ path, start: at, end: at, text }] });
  const [first] = declarations;
  if (first === undefined) return insert(tree.end[packageClause]!, `\n\nimport ${spec}`);
  const list = tree.childOfKind(first, Kind.ImportSpecList);
  const listed = list === NONE ? [] : tree.childrenOfKind(list, Kind.ImportSpec);
  if (listed.length === 0 || !onOwnLines(tree, list, listed))
    return insert(tree.end[declarations.at(-1)!]!, `\nimport ${spec}`);
  const group = firstGroup(tree, listed);
  const before = group.find((each) => pathOf(each) > 'runtime');
  if (before !== undefined) return insert(tree.start[before]!, `${spec}\n\t`);
  const last = group.at(-1)!;
  const line = tree.text.indexOf('\n', tree.end[last]!);
  return insert(line, `\n\t${spec}`);
}

function onOwnLines(tree: Tree, list: Node, specs: readonly Node[]): boolean {
  const [first] = specs;
  const last = specs.at(-1)!;
  return (
    tree.text.slice(tree.start[list]!, tree.start[first!]).includes('\n') &&
    tree.text.slice(tree.end[last]!, tree.end[list]).includes('\n')
  );
}

/** The import specs before the first blank line: the group that gofmt sorts, by convention the standard library's. */
function firstGroup(tree: Tree, specs: readonly Node[]): Node[] {
  const gap = specs.findIndex(
    (spec, i) => i > 0 && /\n\s*\n/.test(tree.text.slice(tree.end[specs[i - 1]!]!, tree.start[spec]!)),
  );
  return gap < 0 ? [...specs] : specs.slice(0, gap);
}

/** Whether a name means something else in the file: an import whose path ends in it, or anything declared in it. */
function isTaken(tree: Tree, name: string, imported: readonly string[]): boolean {
  if (imported.some((path) => path.split('/').includes(name))) return true;
  for (let node = 0; node < tree.length; node++) {
    const kind = tree.kind[node];
    const isName = kind === Kind.Identifier || kind === Kind.PackageIdentifier;
    if (isName && tree.end[node]! - tree.start[node]! === name.length && tree.textOf(node) === name) return true;
  }
  return false;
}
