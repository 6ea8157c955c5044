// What the checker knows of a package: its files, scopes and methods.
import type { GoFile, GoPackage } from '../module/package.ts';
import type { TargetSet } from '../platform/target.ts';
import { Kind } from '../syntax/kinds.ts';
import type { Node, Tree } from '../syntax/tree.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Uses } from './initialization.ts';
import type { Later, Notes } from './notes.ts';
import type { Func, GoObject, PkgName, TypeName } from './object.ts';
import type { Fact } from './observer.ts';
import { WideScope } from './scope.ts';

/** Which of the up to three packages of a folder a file belongs to. */
export type Variant = 'package' | 'test' | 'external test';

/** A file of a package, for the targets it exists on. */
export class FileInfo {
  /** Imports by local name. */
  imports = new WideScope();
  /** Packages imported with `.`. */
  dotImports: PkgName[] = [];
  /** Those whose name another import of the file has already: nothing can use them. */
  readonly redeclaredImports: PkgName[] = [];
  /** What is found in it, where that is kept apart from what is found in its package. */
  readonly notes: Notes | undefined;
  /** Whether the name of an import had to be guessed: then an unknown name may be that package. */
  unresolvedImports = false;
  /** Ranges of top-level declarations with a syntax error inside, as pairs of nodes. */
  private readonly suspects: readonly (readonly [Node, Node])[];
  /** Whether something between the declarations could not be read: declarations may be missing. */
  readonly broken: boolean;

  constructor(
    readonly file: GoFile,
    readonly package_: PackageInfo,
    readonly variant: Variant,
    /** The targets on which the file is part of the package. */
    readonly presence: TargetSet,
    readonly tree: Tree,
    /** Language version: the module's, or what the file's //go:build line asks for; `1.21`. */
    readonly goVersion: string,
  ) {
    this.suspects = tree.hasError ? suspectDeclarations(tree) : [];
    this.broken =
      tree.hasError && (this.suspects.length === 0 || this.suspects.some(([from]) => tree.kind[from] === Kind.Error));
  }

  /** The file with a later text, in which only bodies of functions differ. What is found in it is kept apart. */
  withTree(tree: Tree): FileInfo & { readonly notes: Notes } {
    const later = new FileInfo(this.file, this.package_, this.variant, this.presence, tree, this.goVersion);
    const { imports, dotImports, unresolvedImports } = this;
    return Object.assign(later, { imports, dotImports, unresolvedImports, notes: { diagnostics: [], facts: [] } });
  }

  /** Whether `node` stands in a declaration that the parser did not understand as a whole: nothing is said about it. */
  suspect(node: Node): boolean {
    if (this.suspects.length === 0) return this.tree.hasError;
    return this.suspects.some(([from, to]) => from <= node && node < to);
  }
}

/** The top-level declarations that hold an error or an invented token. */
function suspectDeclarations(tree: Tree): [Node, Node][] {
  const found: [Node, Node][] = [];
  for (let top = 1; top < tree.length; top = tree.next[top]!) {
    for (let n = top; n < tree.next[top]!; n++) {
      const invented = tree.start[n] === tree.end[n] && tree.next[n] === n + 1 && tree.kind[n] !== Kind.StatementList;
      if (tree.kind[n] === Kind.Error || invented) {
        found.push([top, tree.next[top]!]);
        break;
      }
    }
  }
  return found;
}

/** An alias that methods may have as receiver, and whether it stands for a pointer. */
export interface ReceiverAlias {
  readonly alias: TypeName;
  readonly pointer: boolean;
}

/** Methods of the types of one scope: type name, method name, declarations. */
export type MethodTable = Map<string, Map<string, Func[]>>;

export class PackageInfo {
  files: FileInfo[] = [];
  /** What all files see. */
  readonly scope = new WideScope();
  /** What only the package's own tests see, and what imports it for its external tests. */
  testScope = new WideScope();
  /** The external test package `x_test`. */
  externalScope = new WideScope();
  methods: Readonly<Record<Variant, MethodTable>> = {
    package: new Map(),
    test: new Map(),
    'external test': new Map(),
  };
  /** By the name of a type: the aliases that stand for it or a pointer to it, on the targets where they are declared. */
  readonly aliases = new Map<string, ReceiverAlias[]>();
  /** The targets on which it has a file that is no test. */
  presence: TargetSet = 0;
  /** The targets on which declarations may be missing because of a syntax error or cgo. */
  incomplete: TargetSet = 0;
  /** The targets on which files of several packages meet in the folder: the go command refuses it there. */
  conflicting: TargetSet = 0;
  /** The targets on which syntax was not understood: it may have used any import. */
  misread: TargetSet = 0;
  /** Found while typing its declarations, perhaps on behalf of another package. */
  diagnostics: Diagnostic[] = [];
  /** While functions of it are looked at by themselves: what was found in it before. */
  elsewhere: readonly Diagnostic[] = [];
  /** What rules recorded while it was checked. */
  facts: Fact[] = [];
  /** Checks that wait until no declaration is being typed, and until it is this package that is checked. */
  readonly later: Later[] = [];
  /** Every declared object, in the order of the sources. */
  declared: GoObject[] = [];
  /** The objects whose declarations were checked, function bodies included. */
  readonly checked = new Set<GoObject>();
  /** What its declarations use of each other, as far as they were checked. */
  readonly uses: Uses = new Map();
  /** How far its files were collected. */
  collected: 'nothing' | 'package' | 'tests' = 'nothing';

  /** The packages its files import, and those whose files import it, as far as they were collected. */
  readonly imports = new Set<PackageInfo>();
  readonly importers = new Set<PackageInfo>();

  constructor(
    readonly source: GoPackage,
    /** The name in the package clause of its first file. */
    readonly name: string,
  ) {}

  get path(): string {
    return this.source.importPath;
  }

  /** Lets go of what only its own check needs: its tests, and what was noted on the way. It is not checked again. */
  retire(): void {
    this.files = this.files.filter(({ variant }) => variant === 'package');
    this.declared = this.declared.filter(({ site }) => site?.file.variant === 'package');
    this.testScope = new WideScope();
    this.externalScope = new WideScope();
    this.methods = { package: this.methods.package, test: new Map(), 'external test': new Map() };
    this.checked.clear();
    this.uses.clear();
    this.facts = [];
    this.diagnostics = [];
  }

  /** The scope a variant of the package declares into. */
  scopeOf(variant: Variant): WideScope {
    return variant === 'package' ? this.scope : variant === 'test' ? this.testScope : this.externalScope;
  }
}
