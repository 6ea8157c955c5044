// Looks at the constraints of every file of a package, each problem with a code of its own.
import { type Message, message, render } from '../../messages/catalogue.ts';
import { type Constraint, evaluate, type TagTerm, tagTerms } from '../../module/build-constraint.ts';
import { type BuildContext, tagSet } from '../../module/build-context.ts';
import { type ConstraintLine, type FileConstraints, readConstraints } from '../../module/file-constraints.ts';
import { extension, fileNameTags, isHiddenName } from '../../module/file-name.ts';
import type { PackageFile } from '../../module/package.ts';
import { parsePlusBuild } from '../../module/parse-constraint.ts';
import type { TargetSet } from '../../platform/target.ts';
import type { Fix, Report, TextEdit } from '../finding.ts';
import type { PackagePass } from '../rule.ts';
import { allOf, allPorts, differingTargets, isSatisfiable, possibleTargets } from './assignments.ts';
import { canonicalLines, LineEditor, needsOldLines } from './fix.ts';
import { type IgnoredLine, ignoredLines, type Reason } from './ignored.ts';
import { type Correction, correctionOf, isKnownTag, TagUse } from './names.ts';

/** Longer lines are cut in messages. */
const MAX_SHOWN = 120;

const context: BuildContext = { goVersion: 'go1.26', compiler: 'gc' };

/** The files, besides Go's, in which go/build reads constraints. */
const withConstraints = new Set(['.s', '.S', '.sx', '.c', '.cc', '.cpp', '.cxx', '.m']);

/** One file with what its constraints are. */
interface Source {
  readonly file: PackageFile;
  readonly text: string;
  readonly constraints: FileConstraints;
  readonly isGo: boolean;
  /** The targets its name admits. */
  readonly byName: TargetSet;
}

/** Checks the constraints of a package's files. */
export function checkConstraints(pass: PackagePass): void {
  const checker = new ConstraintChecker(pass);
  for (const source of checker.sources) checker.check(source);
}

type Details = Pick<Report, 'code' | 'message' | 'targets'> & Partial<Report>;

class ConstraintChecker {
  readonly sources: readonly Source[];
  readonly #pass: PackagePass;
  readonly #use = new TagUse();

  constructor(pass: PackagePass) {
    this.#pass = pass;
    const others = pass.package.otherFiles.filter(({ name }) => withConstraints.has(extension(name)));
    this.sources = [...pass.files, ...others].flatMap((file) => this.#read(file));
    for (const { file, constraints } of this.sources)
      for (const { parsed } of constraints.lines) if (parsed.expression) this.#use.add(parsed.expression, file.path);
  }

  #read(file: PackageFile): Source[] {
    const text = isHiddenName(file.name) ? undefined : this.#pass.text(file.path);
    if (text === undefined) return [];
    const { targets } = this.#pass;
    const byName = fileNameTags(file.name).reduce((set, tag) => set & tagSet(tag, targets, context), targets.all);
    return [{ file, text, constraints: readConstraints(text), isGo: extension(file.name) === '.go', byName }];
  }

  check(source: Source): void {
    if (source.constraints.problem !== undefined) {
      this.#checkProblem(source);
      return;
    }
    this.#checkNames(source);
    this.#checkAgreement(source);
    this.#checkSatisfiable(source);
    if (source.isGo) {
      this.#checkOldForm(source);
      this.#checkIgnored(source);
    }
  }

  #report(source: Source, range: { start: number; end: number }, { fixes, noFix, ...details }: Details): void {
    if (details.targets === 0) return;
    const { start, end } = range;
    const mending = fixes !== undefined && fixes.length > 0 ? { fixes } : noFix && { noFix };
    this.#pass.report({ path: source.file.path, start, end, ...details, ...mending });
  }

  /** A line that go/build refuses to read: of a Go file it fails the build, any other file is left out. */
  #checkProblem(source: Source): void {
    const { constraints, isGo, byName, text } = source;
    const problem = constraints.problem!;
    const line = constraints.lines.find(({ start, end }) => start <= problem.offset && problem.offset <= end);
    const isSecond = problem.message.id === 'constraint-multiple';
    this.#report(
      source,
      { start: problem.offset, end: Math.max(line?.end ?? problem.offset, problem.offset) },
      {
        code: isSecond ? 'MultipleConstraints' : 'InvalidConstraint',
        ...(isGo && { kind: 'compile', severity: 'error' }),
        targets: byName,
        message: isSecond ? problem.message : message('build-constraint-invalid', { reason: render(problem.message) }),
        fixes: line === undefined || isSecond ? [] : this.#fixOldSyntax(source, line, text),
        noFix: message('build-constraint-no-fix-invalid', {}),
      },
    );
  }

  /** `//go:build linux,amd64` is what a // +build line would say; with spaces in it, it is not clear what is meant. */
  #fixOldSyntax({ file }: Source, line: ConstraintLine, text: string): Fix[] {
    const from = line.start + '//go:build'.length;
    const rest = text.slice(from, line.end).trim();
    if (!/^[\w.!]+(?:,[\w.!]+)+$/.test(rest)) return [];
    const { expression } = parsePlusBuild(rest, line.end - rest.length);
    if (expression === undefined || !tagTerms(expression).every(({ tag }) => isKnownTag(tag) && tag !== 'ignore'))
      return [];
    return this.#canonical(expression, (lines) => [
      { path: file.path, start: line.start, end: line.end, text: lines[0]! },
    ]);
  }

  /** A fix that writes the canonical lines of an expression. */
  #canonical(expression: Constraint, edits: (lines: readonly string[]) => TextEdit[]): Fix[] {
    const lines = canonicalLines(expression, this.#pass.package.module);
    if (lines === undefined) return [];
    const canonical = quoted(lines[0]!);
    return [{ title: message('build-constraint-fix', { canonical }), edits: edits(lines), automatic: true }];
  }

  /** Names that Go does not know, but that look like those it does. */
  #checkNames(source: Source): void {
    const { constraints, byName, file } = source;
    for (const term of constraints.expressions.flatMap(tagTerms)) {
      const correction = this.#correction(term);
      if (correction === undefined) continue;
      const { known, isAlias } = correction;
      const { tag: name, start, end } = term;
      const meant = constraints.expressions.map((one) => withTag(one, name, known));
      const targets = byName & (this.#value(constraints.expressions) ^ this.#value(meant));
      this.#report(source, term, {
        code: isAlias ? 'UnknownName' : 'MisspeltName',
        targets,
        message: message('build-constraint-unknown-name', { name, known }),
        fixes: [
          {
            title: message('build-constraint-fix-name', { name, known }),
            edits: [{ path: file.path, start, end, text: known }],
            automatic: isAlias,
          },
        ],
      });
    }
  }

  /** What a tag was meant to be, unless somebody seems to set it. */
  #correction({ tag }: TagTerm): Correction | undefined {
    if (this.#use.isSwitch(tag) || this.#pass.targets.targets.some(({ tags }) => tags.includes(tag))) return undefined;
    return correctionOf(tag);
  }

  /** The targets on which all expressions hold. */
  #value(expressions: readonly Constraint[]): TargetSet {
    const { targets } = this.#pass;
    const satisfied = (tag: string) => tagSet(tag, targets, context);
    return expressions.reduce((set, one) => set & evaluate(one, satisfied, targets.all), targets.all);
  }

  /** // +build lines that say something else than the //go:build line: old and new Go build different files. */
  #checkAgreement(source: Source): void {
    const { constraints, byName, file, text } = source;
    const [goBuild] = constraints.lines.filter(({ syntax }) => syntax === 'go:build');
    const old = constraints.lines.filter(({ syntax }) => syntax === '+build');
    const expression = goBuild?.parsed.expression;
    const oldExpression = allOf(old.flatMap(({ parsed }) => parsed.expression ?? []));
    if (goBuild === undefined || expression === undefined || oldExpression === undefined) return;
    if (!allPorts.some((list) => differingTargets(expression, oldExpression, list) !== 0)) return;
    const { module } = this.#pass.package;
    const isRead = needsOldLines(module);
    const lines = isRead ? canonicalLines(expression, module)?.slice(1) : [];
    const goBuildText = quoted(text.slice(goBuild.start, goBuild.end));
    const title = isRead
      ? message('build-constraint-fix-old-lines', { goBuild: goBuildText })
      : message('build-constraint-fix-drop-old', {});
    this.#report(source, old[0]!, {
      code: 'ConstraintsDisagree',
      severity: isRead ? 'warning' : 'info',
      targets: byName & differingTargets(expression, oldExpression, this.#pass.targets),
      message: message('build-constraint-disagree', { goBuild: goBuildText }),
      fixes: lines && [{ title, edits: new LineEditor(file.path, text).replace(old, lines), automatic: true }],
    });
  }

  /** Constraints that nothing satisfies, alone or together with the file's name. */
  #checkSatisfiable(source: Source): void {
    const { constraints, file, byName, text } = source;
    const expression = allOf(constraints.expressions);
    const [line] = constraints.lines;
    if (expression === undefined || line === undefined) return;
    const shown = quoted(text.slice(line.start, line.end));
    const noFix = message('build-constraint-no-fix-intent', {});
    if (!isSatisfiable(expression)) {
      this.#report(source, line, {
        code: 'UnsatisfiableConstraint',
        targets: byName,
        message: message('build-constraint-unsatisfiable', { line: shown }),
        noFix,
      });
      return;
    }
    const tags = fileNameTags(file.name);
    const ofName = allOf(tags.map((tag): Constraint => ({ kind: 'tag', tag, start: line.start, end: line.end })));
    if (ofName === undefined || !isSatisfiable(ofName)) return;
    const together = allOf([ofName, expression])!;
    if (isSatisfiable(together)) return;
    this.#report(source, line, {
      code: 'NameContradicts',
      targets: byName | possibleTargets(expression, this.#pass.targets),
      message: message('build-constraint-name-contradicts', { file: file.name, tags: tags.join('/'), line: shown }),
      noFix,
    });
  }

  /** `//+build`, which Go reads and gofmt would write with a space. */
  #checkOldForm(source: Source): void {
    const { constraints, text, file, byName } = source;
    const old = constraints.lines.filter(({ syntax }) => syntax === '+build');
    const [first] = old.filter(({ start }) => text[start + 2] === '+');
    if (first === undefined) return;
    const expression = allOf(old.flatMap(({ parsed }) => parsed.expression ?? []));
    const hasGoBuild = old.length < constraints.lines.length;
    const editor = new LineEditor(file.path, text);
    this.#report(source, first, {
      code: 'OldForm',
      severity: 'info',
      targets: byName,
      message: message('build-constraint-old-form', { line: quoted(text.slice(first.start, first.end)) }),
      fixes:
        expression === undefined || hasGoBuild
          ? undefined
          : this.#canonical(expression, (lines) => editor.replace(old, lines)),
      noFix: message('build-constraint-no-fix-joined', {}),
    });
  }

  /** Comments that were meant as constraints. */
  #checkIgnored(source: Source): void {
    const { file, text, constraints } = source;
    const { targets, tree, package: inPackage } = this.#pass;
    const isTag = (name: string) => isKnownTag(name) || this.#use.has(name) || correctionOf(name) !== undefined;
    const goFile = inPackage.files.find((one) => one.path === file.path)!;
    const all = ignoredLines(text, constraints, isTag, () => tree(goFile));
    const [first] = all;
    if (first === undefined) return;
    const ofGoBuild = all.filter(({ syntax }) => syntax === 'go:build');
    // Beside a //go:build line the old ones only repeat it.
    const meant = allOf((ofGoBuild.length > 0 ? ofGoBuild : all).map(({ expression }) => expression))!;
    const isAlone = constraints.lines.length === 0;
    const editor = new LineEditor(file.path, text);
    // gofmt puts constraints above block comments.
    const moves = first.reason === 'below-package' || text.slice(0, first.start).includes('/*');
    const shown = text.slice(first.start, first.end);
    this.#report(source, first, {
      code: codes[first.reason],
      targets: file.presence(targets) & ~this.#value([meant]),
      message: this.#ignoredMessage(first, meant, shown),
      fixes: isAlone
        ? this.#canonical(meant, (lines) => (moves ? editor.moveToTop(all, lines) : editor.replace(all, lines)))
        : undefined,
      noFix: message('build-constraint-no-fix-joined', {}),
    });
  }

  #ignoredMessage({ reason }: IgnoredLine, meant: Constraint, text: string): Message {
    const line = quoted(text);
    switch (reason) {
      case 'spelling': {
        const canonical = quoted(canonicalLines(meant, this.#pass.package.module)?.[0] ?? '//go:build …');
        return message('build-constraint-ignored', { line, canonical });
      }
      case 'below-package':
        return message('build-constraint-below', { line });
      case 'no-blank-line':
        return message('build-constraint-no-blank', { line });
      case 'after-block-comment':
        return message('build-constraint-after-block', { line });
    }
  }
}

const codes: Readonly<Record<Reason, string>> = {
  spelling: 'IgnoredConstraint',
  'below-package': 'MisplacedConstraint',
  'no-blank-line': 'NoBlankLine',
  'after-block-comment': 'MisplacedConstraint',
};

/** A line as messages show it. */
function quoted(line: string): string {
  const plain = line.replace(/\s+/g, ' ');
  return plain.length > MAX_SHOWN ? `${plain.slice(0, MAX_SHOWN)}…` : plain;
}

/** An expression with one tag in place of another. */
function withTag(expression: Constraint, tag: string, other: string): Constraint {
  switch (expression.kind) {
    case 'tag':
      return expression.tag === tag ? { ...expression, tag: other } : expression;
    case 'not':
      return { ...expression, operand: withTag(expression.operand, tag, other) };
    default:
      return { ...expression, operands: expression.operands.map((operand) => withTag(operand, tag, other)) };
  }
}
