// The hover text of build constraints and of file names that are constraints: which targets they select.
import { say } from '../../messages/catalogue.ts';
import { type Constraint, printConstraint, tagTerms } from '../../module/build-constraint.ts';
import { satisfiesTag } from '../../module/build-context.ts';
import { type ConstraintLine, readConstraints } from '../../module/file-constraints.ts';
import { fileNameTags } from '../../module/file-name.ts';
import { knownArch, knownOS } from '../../module/known-names.ts';
import { levelVariable } from '../../platform/levels.ts';
import { portTarget } from '../../platform/parse-targets.ts';
import { ports } from '../../platform/ports.ts';
import type { Target } from '../../platform/target.ts';
import { allOf } from '../../rules/build-constraint/assignments.ts';
import { Kind } from '../../syntax/kinds.ts';
import { NONE } from '../../syntax/tree.ts';
import type { Hover } from '../answers.ts';
import type { DocumentView } from '../document-view.ts';
import { code, markdownTable } from '../markdown.ts';
import { allTargets } from '../name-groups.ts';
import { targetWords } from '../target-groups.ts';

/** Longer expressions are not repeated. */
const MAX_SHOWN = 120;

/** The hover text of a build constraint, or of the package clause of a file whose name is one. */
export function constraintHover(view: DocumentView, offset: number): Hover | undefined {
  const { tree } = view;
  const byName = fileNameTags(view.file.name);
  const line = readConstraints(tree.text).lines.find(({ start, end }) => start <= offset && offset <= end);
  if (line?.parsed.expression !== undefined) return lineHover(view, line, line.parsed.expression, byName, offset);
  const clause = tree.childOfKind(0, Kind.PackageClause);
  if (byName.length === 0 || clause === NONE || line !== undefined) return undefined;
  const [start, end] = [tree.start[clause]!, tree.end[clause]!];
  if (offset < start || offset > end) return undefined;
  const words = say('hover-file-name', { name: code(view.file.name), tags: byName.map(code).join(', ') });
  const markdown = [words, ...inProject(view), ...portTable(allOf(byName.map(tagTerm))!)].join('\n\n');
  return { start, end, markdown };
}

function lineHover(
  view: DocumentView,
  line: ConstraintLine,
  expression: Constraint,
  byName: readonly string[],
  offset: number,
): Hover {
  const tag = tagTerms(expression).find(({ start, end }) => start <= offset && offset <= end);
  const whole = allOf([...byName.map(tagTerm), expression])!;
  const parts = [selection(whole)];
  if (byName.length > 0) parts.push(say('hover-constraint-name', { tags: byName.map(code).join(', ') }));
  parts.push(...inProject(view), ...portTable(whole));
  // What stands under the pointer first, unless it is all there is.
  if (tag !== undefined && (tag !== expression || !isDecided(tag.tag))) parts.unshift(tagWords(tag.tag));
  const { start, end } = tag ?? line;
  return { start, end, markdown: parts.join('\n\n') };
}

/** How many ports an expression selects. */
function selection(expression: Constraint): string {
  const written = printConstraint(expression);
  const constraint = code(written.length > MAX_SHOWN ? `${written.slice(0, MAX_SHOWN)}…` : written);
  const selected = ports.filter(({ goos, goarch }) => value(expression, goos, goarch) !== 'no').length;
  return say('hover-constraint', { constraint, selected, count: ports.length });
}

function tagTerm(tag: string): Constraint {
  return { kind: 'tag', tag, start: 0, end: 0 };
}

/** On which of the project's targets the file is. */
function inProject(view: DocumentView): string[] {
  const all = allTargets(view);
  const present = view.checkers.flatMap(({ targets }) => targets.members(view.file.presence(targets)));
  if (all.length === 0) return [];
  if (present.length === 0) return [say('hover-built-nowhere-here', { count: all.length })];
  return [say('hover-built-here', { targets: targetWords(present, all) })];
}

/** Whether a constraint holds: `maybe` where tags that somebody may set decide. */
type Truth = 'yes' | 'no' | 'maybe';

const context = { goVersion: 'go1.26', compiler: 'gc' } as const;

/** Whether only the port decides about a tag. GopherJS sets `js` on any system, which nobody means here. */
function isDecided(tag: string): boolean {
  return (
    knownOS.has(tag) || knownArch.has(tag) || tag === 'unix' || tag === 'gc' || tag === 'gccgo' || /^go1\b/.test(tag)
  );
}

/** Whether a tag like `amd64.v2` is about another architecture. */
function isLevelOfOther(tag: string, goarch: string): boolean {
  const [arch = ''] = tag.split('.', 1);
  return arch !== tag && arch !== goarch && knownArch.has(arch);
}

/** The value of an expression for a port in three-valued logic. */
function value(expression: Constraint, goos: string, goarch: string): Truth {
  switch (expression.kind) {
    case 'tag': {
      const { tag } = expression;
      if (!isDecided(tag)) return isLevelOfOther(tag, goarch) ? 'no' : 'maybe';
      const target: Target = { goos, goarch, levels: {}, cgo: false, tags: [] };
      return satisfiesTag(tag, target, context) ? 'yes' : 'no';
    }
    case 'not': {
      const operand = value(expression.operand, goos, goarch);
      return operand === 'maybe' ? operand : operand === 'yes' ? 'no' : 'yes';
    }
    default: {
      // The value that decides alone: one that is false for an `and`, one that is true for an `or`.
      const deciding = expression.kind === 'and' ? 'no' : 'yes';
      const values = expression.operands.map((operand) => value(operand, goos, goarch));
      if (values.includes(deciding)) return deciding;
      return values.includes('maybe') ? 'maybe' : deciding === 'no' ? 'yes' : 'no';
    }
  }
}

/** The ports of Go by system: where an expression holds, where tags decide, and where it does not. */
function portTable(expression: Constraint): string[] {
  const truths = ports.map(({ goos, goarch }) => ({ goos, goarch, truth: value(expression, goos, goarch) }));
  const systems = [...new Set(ports.map(({ goos }) => goos))];
  const isPossible = (goos: string) => truths.some((port) => port.goos === goos && port.truth !== 'no');
  const possible = systems.filter(isPossible);
  if (possible.length === 0) return [say('hover-unsatisfiable', {})];
  const free = [...new Set(tagTerms(expression).map(({ tag }) => tag))].filter((tag) => !isDecided(tag));
  const headings: Readonly<Record<Truth, string>> = {
    yes: say('hover-column-built', {}),
    maybe: say('hover-column-tags', { tags: free.map(code).join(', ') }),
    no: say('hover-column-not-built', {}),
  };
  const shown = truths.filter(({ goos }) => possible.includes(goos));
  const columns = (['yes', 'maybe', 'no'] as const).filter((truth) => shown.some((port) => port.truth === truth));
  const rows = possible.map((goos) => {
    const own = shown.filter((port) => port.goos === goos);
    return [
      goos,
      ...columns.map((truth) =>
        architectures(
          own.filter((port) => port.truth === truth),
          own.length,
        ),
      ),
    ];
  });
  const table = markdownTable(['GOOS', ...columns.map((truth) => headings[truth])], rows);
  const without = systems.filter((goos) => !isPossible(goos));
  return without.length === 0 ? [table] : [table, say('hover-not-on', { systems: without.join(', ') })];
}

function architectures(some: readonly { readonly goarch: string }[], total: number): string {
  if (some.length === 0) return '–';
  if (some.length === total && total > 2) return say('hover-all-architectures', { count: total });
  return some.map(({ goarch }) => goarch).join(', ');
}

/** What a tag says by itself. */
function tagWords(tag: string): string {
  const name = code(tag);
  if (tag === 'cgo') return say('hover-tag-cgo', { tag: name });
  if (/^go1\b/.test(tag)) return say('hover-tag-release', { tag: name, release: tag.slice(2) });
  if (tag === 'gc' || tag === 'gccgo') return say('hover-tag-compiler', { tag: name });
  if (knownArch.has(tag)) {
    const systems = ports.filter(({ goarch }) => goarch === tag).map(({ goos }) => goos);
    if (systems.length === 0) return say('hover-tag-reserved', { tag: name });
    return say('hover-tag-architecture', { tag: name, systems: systems.join(', ') });
  }
  const level = levelVariable(tag.split('.', 1)[0]!);
  if (level !== undefined) return say('hover-tag-setting', { tag: name, setting: code(level.name) });
  if (tag.startsWith('goexperiment.')) return say('hover-tag-setting', { tag: name, setting: code('GOEXPERIMENT') });
  if (/^(?:race|msan|asan)$/.test(tag)) return say('hover-tag-setting', { tag: name, setting: code(`-${tag}`) });
  if (!isDecided(tag)) return say('hover-tag-own', { tag: name, flag: code(`-tags ${tag}`) });
  const satisfying = ports.filter((port) => satisfiesTag(tag, portTarget(port), context));
  if (satisfying.length === 0) return say('hover-tag-reserved', { tag: name });
  const systems = [...new Set(satisfying.map(({ goos }) => goos))];
  return say('hover-tag-systems', { tag: name, systems: systems.join(', ') });
}
