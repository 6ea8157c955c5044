// What our checker says of every expression of a package, held against what go/types says of it (test/oracle/types).
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GoPackage } from '../../src/module/package.ts';
import type { Workspace } from '../../src/module/workspace.ts';
import { type TargetList, type TargetSet, targetName } from '../../src/platform/target.ts';
import { CachedTrees } from '../../src/syntax/trees.ts';
import { Checker } from '../../src/types/checker.ts';
import type { Operand } from '../../src/types/operand.ts';
import { extent, OurPackage, recorder } from './recorded-expressions.ts';
import { type Settled, settle } from './untyped.ts';

/** A file as the oracle describes it. */
interface TheirFile {
  readonly file: string;
  readonly strings: readonly string[];
  /** Start, length, type and value of each expression. */
  readonly expressions: readonly number[];
}

interface TheirPackage {
  readonly package: string;
  readonly dir: string;
  readonly errors: number;
  readonly structs: Readonly<Record<string, readonly number[]>>;
}

/** An expression on which go/types and we disagree. */
export interface Difference {
  readonly package: string;
  /** `/path/x.go:1:2`. */
  readonly place: string;
  readonly expression: string;
  readonly ours: string;
  readonly theirs: string;
  readonly targets: TargetSet;
}

/** How often, over all targets. */
export interface Counts {
  /** Values that go/types has a type for. */
  values: number;
  /** Types that are written out or named. */
  types: number;
  /** Values our checker has not looked at by themselves. */
  unseen: number;
  /**
   * Types our checker has not looked at by themselves: what is no type to it, as `func()` of a function literal, `~[]E`, `...T`, `[...]T`,
   * a generic type's name before its arguments, and the pointers of receivers.
   */
  unseenTypes: number;
  /** Expressions whose type our checker does not know. */
  unknown: number;
  equal: number;
  different: number;
  structs: number;
  /** Packages on a target on which go/types reports errors: they are not compared. */
  failing: number;
}

export interface Comparison {
  readonly counts: Counts;
  readonly differences: readonly Difference[];
  /** Samples of what was not seen and not known: text of the expression and its place. */
  readonly gaps: readonly string[];
}

/** Checks packages and compares them with what the oracle wrote into `folder`/TARGET for each target. */
export function compareExpressions(
  workspace: Workspace,
  packages: readonly GoPackage[],
  targets: TargetList,
  folder: string,
): Comparison {
  const trees = new CachedTrees({ readText: (path) => workspace.fileSystem.readText(path) });
  const checker = new Checker(targets, workspace.source, trees, { observers: [recorder] });
  const counts: Counts = {
    values: 0,
    types: 0,
    unseen: 0,
    unseenTypes: 0,
    unknown: 0,
    equal: 0,
    different: 0,
    structs: 0,
    failing: 0,
  };
  const differences: Difference[] = [];
  const gaps: string[] = [];
  // What is imported comes first: its declarations are typed when it is looked at itself.
  for (const pkg of importOrder(workspace, packages)) {
    checker.checkPackage(pkg, { tests: false });
    const ours = new OurPackage(checker, pkg);
    const found = new Map<string, { difference: Difference; targets: TargetSet }>();
    targets.targets.forEach((target, i) => {
      const path = join(folder, targetName(target), `${pkg.importPath.replaceAll('/', '+')}.jsonl`);
      if (!existsSync(path)) return;
      const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
      const { errors, structs } = JSON.parse(lines.pop()!) as TheirPackage;
      if (errors > 0) {
        counts.failing++;
        return;
      }
      const bit = 1 << i;
      const differ = (difference: Omit<Difference, 'targets' | 'package'>) => {
        counts.different++;
        const key = JSON.stringify(difference);
        const known = found.get(key);
        if (known !== undefined) known.targets |= bit;
        else found.set(key, { difference: { ...difference, package: pkg.importPath, targets: 0 }, targets: bit });
      };
      for (const line of lines) {
        const theirs = JSON.parse(line) as TheirFile;
        compareFile(ours, theirs, bit, counts, differ, gaps);
      }
      for (const [name, layout] of Object.entries(structs)) {
        const text = ours.layout(name, bit);
        if (text === undefined) continue;
        counts.structs++;
        const wanted = layout.join(' ');
        if (text !== wanted) differ({ place: pkg.importPath, expression: name, ours: text, theirs: wanted });
      }
    });
    for (const one of found.values()) differences.push({ ...one.difference, targets: one.targets });
    checker.packages.withPath(pkg.importPath)!.facts = [];
  }
  return { counts, differences, gaps };
}

function compareFile(
  ours: OurPackage,
  theirs: TheirFile,
  bit: TargetSet,
  counts: Counts,
  differ: (difference: Omit<Difference, 'targets' | 'package'>) => void,
  gaps: string[],
): void {
  const file = ours.file(theirs.file);
  const { strings, expressions } = theirs;
  for (let i = 0; i < expressions.length; i += 4) {
    const start = file.fromBytes(expressions[i]!);
    const end = file.fromBytes(expressions[i]! + expressions[i + 1]!);
    const type = strings[expressions[i + 2]!]!;
    const value = expressions[i + 3]! >= 0 ? strings[expressions[i + 3]!]! : undefined;
    const isType = expressions[i + 3] === -2;
    if (isType) counts.types++;
    else counts.values++;
    const entries = file.entries.get(extent(start, end))?.filter((one) => (one.targets & bit) !== 0) ?? [];
    const describe = () => `${file.place(start)}: ${file.text.slice(start, end).slice(0, 80)}`;
    // A unit of work may be done again: what was said last counts.
    const last = entries.at(-1);
    if (last === undefined) {
      if (isType) counts.unseenTypes++;
      else counts.unseen++;
      if (!isType) gaps.push(`unseen ${describe()}: ${type}`);
      continue;
    }
    const wanted = print(isType ? 'type' : 'value', { type, value });
    const found = (last.repeated ? entries : [last]).map((entry) => {
      const said = entry.mode === 'unknown' ? undefined : ours.typeString(entry.type, bit);
      if (said === undefined && entry.mode !== 'nil') return undefined;
      return print(entry.mode, settle(entry, said ?? '', type, value));
    });
    if (found.includes(wanted)) counts.equal++;
    // Of the constants that repeat an expression go/types keeps one, which may be one that another package needed first of us.
    else if (found.includes(undefined) || last.repeated) {
      counts.unknown++;
      gaps.push(`unknown ${describe()}: ${wanted} ${bit}`);
    } else {
      differ({
        place: file.place(start),
        expression: file.text.slice(start, end).slice(0, 200),
        ours: found.join(' or '),
        theirs: wanted,
      });
    }
  }
}

function print(mode: Operand['mode'], { type, value }: Settled): string {
  return `${mode === 'type' ? 'type ' : ''}${type}${value === undefined ? '' : ` = ${value}`}`;
}

/** Packages in an order in which what is imported comes first. */
function importOrder(workspace: Workspace, packages: readonly GoPackage[]): GoPackage[] {
  const wanted = new Set(packages);
  const order: GoPackage[] = [];
  const seen = new Set<GoPackage>();
  const visit = (pkg: GoPackage) => {
    if (seen.has(pkg)) return;
    seen.add(pkg);
    for (const file of pkg.files) {
      if (file.isTest) continue;
      for (const { path } of file.imports) {
        const imported = path === 'C' ? undefined : workspace.source.resolve(path, pkg);
        if (imported !== undefined && !('missing' in imported)) visit(imported);
      }
    }
    if (wanted.has(pkg)) order.push(pkg);
  };
  for (const pkg of packages) visit(pkg);
  return order;
}
