// The checker: the state of one run, work per set of targets, and the way from a package to its diagnostics.
import { type Message, type MessageArgs, type MessageId, message } from '../messages/catalogue.ts';
import type { GoPackage, PackageSource } from '../module/package.ts';
import { compareGoVersions } from '../module/semver.ts';
import { findPort } from '../platform/ports.ts';
import type { TargetList, TargetSet } from '../platform/target.ts';
import type { TreeSource } from '../syntax/source.ts';
import type { Node, Tree } from '../syntax/tree.ts';
import { Cell, Split } from './cell.ts';
import { collectPackage } from './collect.ts';
import { checkDeclarationCycle } from './cycles.ts';
import { checkDeclarations } from './declaration.ts';
import type { Diagnostic, RelatedPlace } from './diagnostic.ts';
import { keep, mergeDiagnostics, type Note } from './notes.ts';
import type { Func, GoObject, Site, TypeName, Var } from './object.ts';
import type { Fact, Observer } from './observer.ts';
import { describeOperand, type Operand } from './operand.ts';
import type { FileInfo, PackageInfo } from './package-info.ts';
import { PackageRegistry } from './package-registry.ts';
import { identical } from './predicates.ts';
import { typeString } from './print.ts';
import type { Generic } from './resolve.ts';
import type { Scope } from './scope.ts';
import type { StructLayout } from './sizes.ts';
import { type Named, Signature, type Struct, type Type, TypePool } from './type.ts';

/** Where the checker is in the sources. Replaced, never changed. */
export interface Environment {
  readonly file: FileInfo;
  readonly scope: Scope;
  /** The package-level declaration this belongs to, where it is being checked. */
  readonly declaration?: GoObject | undefined;
  /** The function whose body is being checked. */
  readonly signature?: Signature;
  /** The value of iota inside a constant declaration. */
  readonly iota?: number | undefined;
  /** The constant whose initial value is repeated from an earlier one: what is wrong with it is said here. */
  readonly inheritedBy?: Node | undefined;
  /** Local variables of the function, for the report of unused ones. */
  readonly locals?: Var[] | undefined;
}

export interface CheckerOptions {
  /** Rules that want to know more than compile errors. */
  readonly observers?: readonly Observer[];
}

/** How a package is checked. */
export interface CheckOptions {
  readonly tests: boolean;
  readonly pause?: (() => void) | undefined;
}

/** Steps of work on types for one declaration. Those of GOROOT take fewer than a hundredth. */
const MAX_STEPS = 1_000_000;

/** A part of an expression that is looked at when its statement is done: the body of a function literal. */
type Deferred = () => void;

/**
 * Checks Go packages for all targets of a list at once.
 *
 * Work goes on in units. A unit looks at a set of targets, {@link now}; where what it reads differs between them, the read throws
 * a {@link Split}, and the unit is done again for each part ({@link within}). What a declaration comes to is kept in its
 * cells, so that units which read the same thing on the same targets see one answer, and nothing is typed twice.
 */
export class Checker {
  /** The targets the present unit of work looks at. Never empty while something is checked. */
  now: TargetSet = 0;
  env!: Environment;
  readonly packages: PackageRegistry;
  readonly pool = new TypePool();
  /** The parameters of generic types. */
  readonly generics = new WeakMap<TypeName, Generic>();
  /** The methods of instances of generic types. */
  readonly instanceMethods = new WeakMap<Named, Map<Func, Func>>();
  /** The layouts of structs, where they are known. */
  readonly layouts = new WeakMap<Struct, Cell<StructLayout>>();
  /** The targets on which it is known whether a type contains itself. */
  readonly contained = new WeakMap<TypeName, TargetSet>();
  /** How many expressions were looked at; those of a unit that was split count again. */
  expressions = 0;
  /** How many expressions could not be typed, by cause. */
  readonly unknowns = new Map<string, number>();
  /** The package that is being checked: of others only what is needed is typed. */
  checking: PackageInfo | undefined;
  /** How many calls and receive operations were typed: len and cap of an array with one in it are no constants. */
  calls = 0;
  /** The targets on which the present declaration holds syntax that was not understood: it may have used any variable. */
  misread: TargetSet = 0;
  /** How much work on types the present declaration took so far. */
  private steps = 0;

  private buffer: Note[] = [];
  /** How many declarations are being typed, each on behalf of the one before. */
  private depth = 0;
  private listeners: readonly Observer[];
  private deferred: Deferred[] = [];
  private readonly resolving = new Set<GoObject>();
  private readonly words = new Cell<32 | 64>();
  private readonly alignments = new Cell<4 | 8>();

  constructor(
    readonly targets: TargetList,
    readonly source: PackageSource,
    private ownTrees: TreeSource,
    options: CheckerOptions = {},
  ) {
    this.listeners = options.observers ?? [];
    this.packages = new PackageRegistry(targets, source);
    targets.targets.forEach((target, i) => {
      const port = findPort(target.goos, target.goarch);
      if (port === undefined) return;
      this.words.set(1 << i, port.bits);
      this.alignments.set(1 << i, port.maxAlign);
    });
  }

  /** Where the trees of files come from. */
  get trees(): TreeSource {
    return this.ownTrees;
  }

  /**
   * Checks everything declared in a package, function bodies included.
   * @param pkg from the {@link PackageSource} of this checker
   * @param options `pause` is called before each declaration, and may throw: what was checked until then need not be checked again
   * @returns compile errors, those equal on several targets merged, in the order of files and positions
   */
  checkPackage(pkg: GoPackage, { tests, pause }: CheckOptions): Diagnostic[] {
    const info = this.packageOf(pkg, { tests });
    this.checking = info;
    this.finish();
    checkDeclarations(this, info, pause);
    this.steps = 0;
    return mergeDiagnostics(info.diagnostics, ~info.conflicting);
  }

  /** Lets go of what nobody but its own check, which is done, asks of a package. */
  retire(pkg: GoPackage): void {
    const info = this.packages.find(pkg);
    info?.retire();
    if (this.checking === info) this.checking = undefined;
  }

  /** Collects the declarations of a package that is imported, once. */
  readonly collect = (info: PackageInfo): void => collectPackage(this, info, false);

  /** What is known of a package; its declarations are collected on first use. */
  packageOf(pkg: GoPackage, options: { readonly tests: boolean } = { tests: false }): PackageInfo {
    const info = this.packages.of(pkg);
    collectPackage(this, info, options.tests);
    return info;
  }

  /** {@link PackageRegistry.forget}s packages, of which none is being checked any more. */
  forget(isChanged: (dir: string) => boolean): () => void {
    const takeBack = this.packages.forget(isChanged);
    this.checking = undefined;
    return () => {
      takeBack();
      this.checking = undefined;
    };
  }

  /**
   * Does `work` as if a package had other files, and files other trees. What is learnt of it and of those that import it is forgotten
   * afterwards; what was known before holds.
   */
  supposing<T>(changed: GoPackage, trees: ReadonlyMap<string, Tree>, work: () => T): T {
    const { ownTrees, checking } = this;
    const takeBack = this.forget((dir) => dir === changed.dir);
    this.ownTrees = { tree: (path) => trees.get(path) ?? ownTrees.tree(path) };
    try {
      return work();
    } finally {
      this.ownTrees = ownTrees;
      takeBack();
      this.checking = checking;
    }
  }

  /** Does `work` without counting the expressions it looks at. */
  uncounted<T>(work: () => T): T {
    const { expressions } = this;
    const unknowns = [...this.unknowns];
    try {
      return work();
    } finally {
      this.expressions = expressions;
      this.unknowns.clear();
      for (const [cause, count] of unknowns) this.unknowns.set(cause, count);
    }
  }

  /** 32 or 64: the bits of int, uint, uintptr and pointers. @throws Split */
  wordBits(): 32 | 64 {
    return this.words.get(this.now) ?? 64;
  }

  /** Largest alignment of a basic type in bytes: 4 on 386, arm, mips and mipsle, else 8. @throws Split */
  maxAlign(): 4 | 8 {
    return this.alignments.get(this.now) ?? 8;
  }

  /**
   * Does `work` for the targets of `set`, at first for all at once, and again for each part where it has to be split. What a
   * split attempt had reported or deferred is dropped; bodies deferred by `work` are done with it.
   */
  within(set: TargetSet, work: () => void): void {
    if (set === 0) return;
    const outer = this.now;
    const pending = [set];
    try {
      for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
        const reported = this.buffer.length;
        const outerDeferred = this.deferred;
        this.deferred = [];
        this.now = part;
        try {
          work();
          for (let next = this.deferred.shift(); next !== undefined; next = this.deferred.shift()) next();
        } catch (error) {
          if (!(error instanceof Split)) throw error;
          this.buffer.length = reported;
          for (const piece of error.parts) pending.push(piece & part);
        } finally {
          this.deferred = outerDeferred;
        }
      }
    } finally {
      this.now = outer;
    }
  }

  /** Makes sure that the present targets are all in `set` or all outside. @throws Split */
  splitAt(set: TargetSet): void {
    const inside = this.now & set;
    if (inside !== 0 && inside !== this.now) throw new Split([inside, this.now & ~set]);
  }

  /** {@link within} the targets that are being looked at. */
  each(work: () => void): void {
    this.within(this.now, work);
  }

  /** Does `work`, which must not read what varies but in units of its own, for the targets of `set`. */
  at<T>(set: TargetSet, work: () => T): T {
    const outer = this.now;
    this.now = set;
    try {
      return work();
    } finally {
      this.now = outer;
    }
  }

  /** Does `work` at the end of the present unit: for bodies of function literals, which may use what is declared around them. */
  defer(work: Deferred): void {
    this.deferred.push(work);
  }

  /**
   * Does `work`, which needs what is being declared now, in the present place and for the present targets as soon as no declaration
   * is being typed, and only where the present package is one that is checked. Forgotten where the unit of work is split.
   */
  later(work: () => void): void {
    this.buffer.push({ later: { env: this.env, set: this.now, work } });
  }

  /** Does what was put off in the package that is checked. */
  finish(): void {
    const { checking } = this;
    if (this.depth > 0 || checking === undefined) return;
    for (let next = checking.later.shift(); next !== undefined; next = checking.later.shift()) {
      const { env, set, work } = next;
      this.steps = 0;
      this.depth++;
      try {
        this.apart(env.file, env.scope, set, () => this.inside(env, work));
      } finally {
        this.depth--;
      }
    }
  }

  /** Does `work` in another place of the sources. */
  inside<T>(env: Environment, work: () => T): T {
    const outer = this.env;
    this.env = env;
    try {
      return work();
    } finally {
      this.env = outer;
    }
  }

  /**
   * Types a declaration for all targets it exists on, apart from the unit that asks: its result stays when that unit is split.
   * @returns false where it is being typed already: a cycle
   */
  resolve(object: GoObject, known: TargetSet, fill: () => void): boolean {
    if (this.resolving.has(object)) {
      const path = [...this.resolving];
      checkDeclarationCycle(this, path.slice(path.indexOf(object)));
      return false;
    }
    const { site } = object;
    if (site === undefined) return true;
    this.resolving.add(object);
    try {
      this.apart(site.file, site.scope, (object.presence | this.now) & ~known, fill, object);
    } finally {
      this.resolving.delete(object);
    }
    return true;
  }

  /** Does the work of a declaration's own check and keeps what it reports. */
  checked(file: FileInfo, scope: Scope, presence: TargetSet, work: () => void, declaration?: GoObject): void {
    this.steps = 0;
    this.apart(file, scope, presence, work, declaration);
  }

  /** Does work on a declaration apart from the present unit, and keeps what it reports. What cannot be followed stays unknown. */
  apart(file: FileInfo, scope: Scope, set: TargetSet, work: () => void, declaration?: GoObject): void {
    const outer = this.buffer;
    const { misread } = this;
    this.buffer = [];
    this.misread = 0;
    this.depth++;
    try {
      const iota = declaration?.site?.iota;
      this.inside({ file, scope, declaration, iota }, () => this.within(set, work));
      keep(file.notes ?? file.package_, this.buffer, file.package_.later);
    } catch (error) {
      // Nested deeper than the stack, or more work than any real declaration: said nothing about, and it may have used any name.
      if (!(error instanceof RangeError)) throw error;
      this.misread |= set;
      this.unknown('declaration too deep or too large');
    } finally {
      file.package_.misread |= this.misread;
      this.misread = misread;
      this.buffer = outer;
      this.depth--;
    }
    this.finish();
  }

  /** Does `work`; gives the targets on which it met syntax that was not understood. @throws Split */
  misreadIn(work: () => void): TargetSet {
    const { misread } = this;
    this.misread = 0;
    try {
      work();
      return this.misread;
    } finally {
      this.misread |= misread;
    }
  }

  /**
   * Counts a step of work on types. A few lines can describe a type that takes for ever to walk through, each of its parts
   * being made of the next one twice.
   * @throws RangeError where the present declaration takes too many: it is given up
   */
  step(): void {
    if (++this.steps > MAX_STEPS) throw new RangeError('too many steps');
  }

  /** Does `work` for the targets of `set` and drops whatever it reports. */
  probe(set: TargetSet, work: () => void): void {
    const outer = this.buffer;
    this.buffer = [];
    try {
      this.within(set, work);
    } finally {
      this.buffer = outer;
    }
  }

  /**
   * What `work` gives, without what it reports and without telling observers, whose facts would be dropped as well. Observers ask so about
   * expressions that are typed anyway: told of what is inside them again and again, they would never come to an end.
   * @throws Split
   */
  silently<T>(work: () => T): T {
    const reported = this.buffer.length;
    const { listeners } = this;
    this.listeners = [];
    try {
      return work();
    } finally {
      this.listeners = listeners;
      this.buffer.length = reported;
    }
  }

  /** Whether the language version of the present file is at least this one. */
  allows(version: string): boolean {
    const { goVersion } = this.env.file;
    return goVersion === '' || compareGoVersions(goVersion, version) >= 0;
  }

  /** Reports what needs a later language version than the present file has; says whether it has that. */
  requires(version: string, at: Node, what: string, start?: number): boolean {
    if (this.allows(version)) return true;
    const hint = this.versionHint();
    this.report(at, 'UnsupportedFeature', 'requiresVersion', { what, version: `go${version}`, hint }, { start });
    return false;
  }

  /** Where the language version of the present file comes from, in the compiler's words. */
  versionHint(): string {
    const { file } = this.env;
    const own = file.file.goVersion === `go${file.goVersion}`;
    return own
      ? `file declares //go:build go${file.goVersion}`
      : `-lang was set to go${file.package_.source.module.goVersion}; check go.mod`;
  }

  /** {@link identical} types. @throws Split */
  identical(a: Type, b: Type): boolean {
    return identical(this, a, b);
  }

  /** A generic signature as one without parameters of its own, ready for substitution. */
  withoutTypeParams(type: Signature): Signature {
    return new Signature(type.params, type.results, type.variadic, [], type.receiver);
  }

  /** A type as the compiler prints it in the present package. @throws Split */
  typeString(type: Type): string {
    return typeString(this, type);
  }

  /** An operand as the compiler describes it: `x (variable of type int)`. @throws Split */
  describe(x: Operand): string {
    return describeOperand(this, x);
  }

  /** Counts something that is not understood. */
  unknown(cause: string): void {
    this.unknowns.set(cause, (this.unknowns.get(cause) ?? 0) + 1);
  }

  /** The rules that listen to the present place: those of the package that is being checked. */
  get observers(): readonly Observer[] {
    return this.env.file.package_ === this.checking ? this.listeners : [];
  }

  /** Tells observers what a name of the present file stands for: in units of their own, as a declaration must not be done twice. */
  named(node: Node, object: GoObject): void {
    this.uses(object);
    for (const observer of this.observers) {
      if (observer.name !== undefined) this.each(() => observer.name!(this, node, object));
    }
  }

  /** Notes that the present declaration uses another of the package that is being checked. */
  uses(object: GoObject): void {
    const { declaration, file } = this.env;
    const { uses } = file.package_;
    if (declaration === undefined || file.package_ !== this.checking || object.package_ !== this.checking) return;
    // Only functions, and variables and constants of the package: their names are looked up in scopes without parents.
    if (object.kind === 'type' || object.kind === 'package' || object.site?.scope.parent !== undefined) return;
    let used = uses.get(declaration);
    if (used === undefined) {
      used = new Map();
      uses.set(declaration, used);
    }
    used.set(object, (used.get(object) ?? 0) | this.now);
  }

  /**
   * Does work on a declaration once more for `observer` alone, and drops what it reports. What cannot be
   * followed to its end is followed as far as it goes.
   */
  observe({ file, scope }: Site, set: TargetSet, observer: Observer, work: () => void): void {
    const { checking, listeners, buffer, misread } = this;
    this.checking = file.package_;
    this.listeners = [observer];
    this.buffer = [];
    this.steps = 0;
    try {
      this.inside({ file, scope }, () => this.within(set, work));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    } finally {
      this.checking = checking;
      this.listeners = listeners;
      this.buffer = buffer;
      this.misread = misread;
    }
  }

  /** Keeps what a rule observed, with the present targets; forgotten where the unit of work is split. */
  record(rule: string, fact: unknown): void {
    this.buffer.push({ fact: { rule, targets: this.now, fact } });
  }

  /** What rules recorded while a package was checked. */
  factsOf(pkg: GoPackage): readonly Fact[] {
    return this.packages.find(pkg)?.facts ?? [];
  }

  /** Reports a compile error at a node of the present file, on the present targets. */
  report<Id extends MessageId>(at: Node, code: string, id: Id, args: MessageArgs<Id>, extra: More = {}): void {
    const { file, inheritedBy } = this.env;
    const node = inheritedBy ?? at;
    const more = inheritedBy === undefined ? extra : { ...extra, start: undefined, end: undefined };
    const { tree } = file;
    if (file.suspect(node) || isFollowOn(args)) return;
    const diagnostic: Diagnostic = {
      code,
      message: message(id, args),
      file: file.file,
      package: file.package_.source,
      node,
      start: more.start ?? tree.start[node]!,
      end: more.end ?? tree.end[node]!,
      targets: this.now,
      details: more.details ?? [],
      related: more.related ?? [],
      ...(more.subject === undefined ? {} : { subject: more.subject }),
      ...(more.unfit === undefined ? {} : { unfit: more.unfit }),
    };
    this.buffer.push({ diagnostic });
  }
}

/** Whether a message would speak of a type that is not known: it follows from what is reported elsewhere, or cannot be. */
function isFollowOn(args: Readonly<Record<string, string | number>>): boolean {
  return Object.values(args).some((arg) => typeof arg === 'string' && arg.includes('invalid type'));
}

/** What else a diagnostic can carry. */
interface More {
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  readonly details?: readonly Message[];
  readonly related?: readonly RelatedPlace[];
  readonly subject?: string;
  readonly unfit?: Diagnostic['unfit'];
}
