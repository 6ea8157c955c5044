// The build constraint of a file for some targets and no others, in terms of GOARCH, and of GOOS where it is needed.
import { type Constraint, evaluate, printConstraint } from '../../module/build-constraint.ts';
import { compareGoVersions } from '../../module/semver.ts';
import { type Port, ports } from '../../platform/ports.ts';
import type { TargetSet } from '../../platform/target.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Tree } from '../../syntax/tree.ts';
import type { PackageInfo } from '../../types/package-info.ts';
import { plusBuildLines } from '../build-constraint/plus-build.ts';
import type { CompileContext } from '../support/compile-fix.ts';
import { portsOf } from '../support/ports-of-file.ts';

const nameOf = ({ goos, goarch }: { goos: string; goarch: string }) => `${goos}/${goarch}`;

/**
 * The constraint for a file of a package that declares `names` for `missing`: it holds on no other target of the run, and nowhere a file
 * declares one of them. Ports outside the run are included only where that makes it shorter and the package is built for them,
 * and the names are declared for their system.
 * @returns undefined where GOOS and GOARCH do not tell the targets apart
 */
export function constraintFor(
  missing: TargetSet,
  info: PackageInfo,
  names: readonly string[],
  { targets, checker }: CompileContext,
): Constraint | undefined {
  const wanted = new Set(targets.members(missing).map(nameOf));
  const forbidden = new Set(targets.members(targets.all & ~missing).map(nameOf));
  const built = new Set<string>();
  const systems = new Set<string>();
  for (const file of info.source.files) {
    if (file.isTest) continue;
    const present = portsOf(file);
    const declares = present.length > 0 && declaresAny(checker.trees.tree(file.path), names);
    for (const port of present) {
      built.add(nameOf(port));
      if (!declares) continue;
      systems.add(port.goos);
      forbidden.add(nameOf(port));
    }
  }
  if ([...wanted].some((port) => forbidden.has(port))) return undefined;
  const members = ports.filter((port) => wanted.has(nameOf(port)));
  const short = any(unique(members.map(({ goarch }) => goarch)).map(tag));
  const isFree = (port: Port) => wanted.has(nameOf(port)) || (built.has(nameOf(port)) && systems.has(port.goos));
  const long = any(unique(members.map(({ goos }) => goos)).map((goos) => ofSystem(goos, members)));
  for (const [constraint, admits] of [
    [short, isFree],
    [long, (port: Port) => !forbidden.has(nameOf(port))],
  ] as const) {
    const chosen = ports.filter((port) => holdsOn(constraint, port));
    if (chosen.every((port) => !forbidden.has(nameOf(port)) && admits(port))) return constraint;
  }
  return undefined;
}

/** `linux && (arm || arm64)`: the members of one system. */
export function ofSystem(goos: string, members: readonly Port[]): Constraint {
  const own = members.filter((port) => port.goos === goos).map(({ goarch }) => goarch);
  if (own.length === ports.filter((port) => port.goos === goos).length) return tag(goos);
  return { kind: 'and', operands: [tag(goos), any(unique(own).map(tag))], start: 0, end: 0 };
}

/** The constraint of one tag. */
export function tag(name: string): Constraint {
  return { kind: 'tag', tag: name, start: 0, end: 0 };
}

/** A constraint that holds where one of several does. */
export function any(operands: readonly Constraint[]): Constraint {
  return operands.length === 1 ? operands[0]! : { kind: 'or', operands, start: 0, end: 0 };
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)].sort();
}

/** Systems that satisfy the tag of another one, too (go/build). */
const ALSO: Readonly<Record<string, string>> = { android: 'linux', illumos: 'solaris', ios: 'darwin' };

function holdsOn(constraint: Constraint, { goos, goarch }: Port): boolean {
  return evaluate(constraint, (name) => (name === goos || name === goarch || name === ALSO[goos] ? 1 : 0), 1) === 1;
}

/** Whether a file declares one of the names at package level. */
function declaresAny(tree: Tree, names: readonly string[]): boolean {
  for (let top = 1; top < tree.length; top = tree.next[top]!) {
    switch (tree.kind[top]) {
      case Kind.FunctionDeclaration:
        if (names.includes(tree.textOf(tree.child(top, Field.Name)))) return true;
        break;
      case Kind.ConstDeclaration:
      case Kind.VarDeclaration:
      case Kind.TypeDeclaration:
        for (let n = top; n < tree.next[top]!; n++)
          if (
            SPECS.has(tree.kind[n]!) &&
            tree.children(n, Field.Name).some((name) => names.includes(tree.textOf(name)))
          )
            return true;
    }
  }
  return false;
}

const SPECS = new Set<number>([Kind.ConstSpec, Kind.VarSpec, Kind.TypeSpec, Kind.TypeAlias]);

/** The lines that state a constraint, with `// +build` for Go before 1.17. */
export function constraintLines(constraint: Constraint, goVersion: string): string | undefined {
  const line = `//go:build ${printConstraint(constraint)}`;
  if (compareGoVersions(goVersion, '1.17') >= 0) return line;
  const old = plusBuildLines(constraint);
  return old && [line, ...old].join('\n');
}
