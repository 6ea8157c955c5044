// Go files: string literals that work on one architecture only.
import { basename } from 'node:path';
import { findArchitectures, namesArchitecture } from '../../formats/architectures.ts';
import { DEPRECATED_ARCH_LABEL } from '../../formats/yaml.ts';
import { type Message, message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { FilePass } from '../rule.ts';
import { codes } from './codes.ts';
import { goFixes } from './go-fix.ts';
import { classifyLiteral, isArchLabel, type Literal } from './literals.ts';
import { otherTargets } from './targets.ts';

const generated = /^\/\/ Code generated .* DO NOT EDIT\.\r?$/m;
/** Calls whose strings are read by people. */
const talking =
  /^(?:Errorf?|New|Fatal|Panic|Log|Warn|Info|Debug|Trace|Print|Fprint|Skip|Wrap|Usage|Example|Contains|HasPrefix|HasSuffix|Equal|EqualFold|Replace|ReplaceAll|TrimSuffix|TrimPrefix|Split|Index|MustCompile|Compile)(?:f|ln|w|S)?$/;
/** Names of fields and variables whose strings are read by people. */
const documentation =
  /^(?:Description|Short|Long|Example|Usage|Help|Title|Doc|Comment|Summary|Message|Note|Reference|Homepage)s?$/i;

interface Candidate extends Literal {
  readonly node: Node;
  readonly value: string;
  /** Innermost last. */
  readonly ancestors: readonly Node[];
}

/** Reports the string literals of a Go file that name one architecture where it has an effect. */
export function checkGoFile(pass: FilePass): void {
  const { file, tree, targets } = pass;
  if (file.isTest || !namesArchitecture(tree.text) || namesArchitecture(basename(file.path))) return;
  if (generated.test(tree.text.slice(0, 4096))) return;
  const presence = file.presence(targets);
  // A file for one architecture may name it.
  const goarchs = new Set(targets.members(presence).map(({ goarch }) => goarch));
  if (goarchs.size < 2) return;
  const candidates = findCandidates(tree);
  const named = new Map<string, Set<string>>();
  for (const { context, goarch } of candidates) named.set(context, (named.get(context) ?? new Set()).add(goarch));
  const surroundings = new Surroundings(tree);
  for (const candidate of candidates) {
    const { node, context, goarch, goos } = candidate;
    if (named.get(context)!.size > 1) continue;
    const set = presence & otherTargets(targets, goarch, goos);
    if (set === 0 || isMeant(tree, candidate) || surroundings.areAboutArch(candidate)) continue;
    pass.report({
      code: codes[context as keyof typeof codes],
      severity: context === 'platform' || context === 'library-path' ? 'info' : 'warning',
      message: messageFor(candidate),
      targets: set,
      path: file.path,
      start: tree.start[node]!,
      end: tree.end[node]!,
      ...goFixes(pass, candidate),
    });
  }
}

/** The literals whose value may be a finding, with where they stand. */
function findCandidates(tree: Tree): Candidate[] {
  const found: Candidate[] = [];
  const ancestors: Node[] = [];
  for (let node = 0; node < tree.length; node++) {
    while (ancestors.length > 0 && tree.next[ancestors.at(-1)!]! <= node) ancestors.pop();
    const kind = tree.kind[node];
    if (kind === Kind.ImportDeclaration) {
      node = tree.next[node]! - 1;
    } else if (kind === Kind.InterpretedStringLiteral || kind === Kind.RawStringLiteral) {
      const value = tree.text.slice(tree.start[node]! + 1, tree.end[node]! - 1);
      const literal =
        classifyLiteral(value) ?? partOfAddress(tree, value, ancestors) ?? nodeSelector(tree, node, value, ancestors);
      if (literal) found.push({ ...literal, node, value, ancestors: [...ancestors] });
      node = tree.next[node]! - 1;
    } else if (tree.next[node]! > node + 1) ancestors.push(node);
  }
  return found;
}

/** `"https://example.com/" + version + "/tool-amd64.tgz"`: a later operand. */
function partOfAddress(tree: Tree, value: string, ancestors: readonly Node[]): Literal | undefined {
  let sum = NONE;
  for (let i = ancestors.length - 1; tree.kind[ancestors[i] ?? 0] === Kind.BinaryExpression; i--) sum = ancestors[i]!;
  if (sum === NONE || /\s/.test(value)) return undefined;
  const [, scheme] = /^["`](https?:\/\/)/.exec(tree.text.slice(tree.start[sum], tree.start[sum]! + 9)) ?? [];
  return scheme === undefined ? undefined : classifyLiteral(`${scheme}host/${value}`);
}

/** `"kubernetes.io/arch": "amd64"` in a composite literal. */
function nodeSelector(tree: Tree, node: Node, value: string, ancestors: readonly Node[]): Literal | undefined {
  const [name] = findArchitectures(value);
  const element = ancestors.findLast((ancestor) => tree.kind[ancestor] === Kind.KeyedElement);
  if (!name || name.name !== value || element === undefined) return undefined;
  const key = element + 1;
  const isValue = tree.start[node]! > tree.end[key]! && tree.end[node] === tree.end[element];
  const keyText = tree.textOf(key);
  const isSelector = isArchLabel(keyText.slice(1, -1)) || /(?:^|\.)LabelArchStable$/.test(keyText);
  return isValue && isSelector ? { context: 'node-selector', goarch: name.goarch, goos: 'linux' } : undefined;
}

/** Whether a literal is only read or compared, or the names around it say that it is for its architecture. */
function isMeant(tree: Tree, { node, ancestors }: Candidate): boolean {
  const parent = ancestors.at(-1) ?? 0;
  if (tree.kind[parent] === Kind.FieldDeclaration || tree.kind[parent] === Kind.ExpressionCase) return true;
  if (ancestors.some((ancestor) => isComparison(tree, ancestor) || isIndexOrCase(tree, ancestor, node))) return true;
  if (ancestors.some((ancestor) => isForPeople(tree, ancestor))) return true;
  // A name that says it: `urlAMD64 = …`, `buildAmd64()`.
  return namesOfDeclaration(tree, ancestors, node).some(isArchName);
}

/** What the code around a literal deals with, asked once for each function. */
class Surroundings {
  readonly #known = new Map<string, boolean>();

  constructor(private readonly tree: Tree) {}

  /** Whether the code around a literal speaks of architectures, or names another one. */
  areAboutArch({ ancestors, context, goarch }: Candidate): boolean {
    const around = enclosing(this.tree, ancestors, context);
    const key = `${around} ${goarch}`;
    const known = this.#known.get(key) ?? this.#isAboutArch(around, goarch);
    this.#known.set(key, known);
    return known;
  }

  #isAboutArch(around: Node, goarch: string): boolean {
    const { tree } = this;
    for (let n = around; n < tree.next[around]!; n++) {
      const kind = tree.kind[n];
      if (kind === Kind.Identifier || kind === Kind.FieldIdentifier) {
        if (isAboutArch(tree.textOf(n))) return true;
      } else if (kind === Kind.InterpretedStringLiteralContent || kind === Kind.RawStringLiteralContent) {
        if (findArchitectures(tree.textOf(n)).some((other) => other.goarch !== goarch)) return true;
      }
    }
    return false;
  }
}

/** The function, or else the top-level declaration, around a literal; a node selector is what its own map says. */
function enclosing(tree: Tree, ancestors: readonly Node[], context: string): Node {
  if (context === 'node-selector')
    return ancestors.findLast((ancestor) => tree.kind[ancestor] === Kind.CompositeLiteral) ?? ancestors.at(-1)!;
  return ancestors[1] ?? 0;
}

function isComparison(tree: Tree, node: Node): boolean {
  if (tree.kind[node] !== Kind.BinaryExpression) return false;
  const operator = tree.kind[tree.child(node, Field.Operator)];
  return operator === Kind.Equal || operator === Kind.NotEqual;
}

/** Whether the literal is the index of an expression, the key of an element, or stands among the values of a case. */
function isIndexOrCase(tree: Tree, ancestor: Node, node: Node): boolean {
  switch (tree.kind[ancestor]) {
    case Kind.IndexExpression:
      return tree.contains(tree.child(ancestor, Field.Index), node);
    case Kind.KeyedElement:
      return tree.contains(ancestor + 1, node);
    case Kind.ExpressionCase: {
      const values = tree.child(ancestor, Field.Value);
      return values !== NONE && tree.contains(values, node);
    }
    default:
      return false;
  }
}

function isForPeople(tree: Tree, ancestor: Node): boolean {
  if (tree.kind[ancestor] === Kind.CallExpression) {
    const callee = tree.textOf(tree.child(ancestor, Field.Function));
    return talking.test(callee.slice(callee.lastIndexOf('.') + 1));
  }
  return tree.kind[ancestor] === Kind.KeyedElement && documentation.test(tree.textOf(ancestor + 1));
}

/** Names of the function, the constant or variable, and the keys around a literal. */
function namesOfDeclaration(tree: Tree, ancestors: readonly Node[], node: Node): string[] {
  return ancestors.flatMap((ancestor) => {
    switch (tree.kind[ancestor]) {
      case Kind.FunctionDeclaration:
      case Kind.MethodDeclaration:
        return [tree.textOf(tree.child(ancestor, Field.Name))];
      case Kind.ConstSpec:
      case Kind.VarSpec:
        return tree.children(ancestor, Field.Name).map((name) => tree.textOf(name));
      case Kind.ShortVarDeclaration:
      case Kind.AssignmentStatement:
        return tree.contains(tree.child(ancestor, Field.Left), node)
          ? []
          : [tree.textOf(tree.child(ancestor, Field.Left))];
      case Kind.KeyedElement: {
        const key = tree.textOf(ancestor + 1);
        return isArchLabel(key.slice(1, -1)) ? [] : [key];
      }
      default:
        return [];
    }
  });
}

/** `urlAMD64`, `downloadArm64`, `x8664Path`: camel case hides an architecture's name from a search for words. */
function isArchName(name: string): boolean {
  return (
    namesArchitecture(name.replace(/([a-z])([A-Z])/g, '$1-$2')) ||
    /amd64|arm64|aarch64|x86_?64|ppc64|s390x|riscv64/i.test(name)
  );
}

/** Identifiers of code that deals with architectures: `GOARCH`, `arch`, `targetArch`, `architecture`. */
function isAboutArch(name: string): boolean {
  return /GOARCH|(?:^|[a-z_])A[Rr][Cc][Hh](?![a-z])|^arch(?:s|es)?(?![a-z])|_arch|[Aa]rchitecture|[Uu]name\b/.test(
    name,
  );
}

function messageFor({ context, value, goarch }: Candidate): Message {
  const arch = findArchitectures(value.replace(/^\w+:\/\/[^/]*/, ''))[0]?.name ?? goarch;
  switch (context) {
    case 'download-url':
      return message('hardcoded-arch-download', { url: value, arch });
    case 'image':
      return message('hardcoded-arch-image', { image: value, arch });
    case 'goarch':
      return message('hardcoded-arch-goarch', { value: goarch });
    case 'library-path':
      return message('hardcoded-arch-library', { path: value, arch });
    case 'node-selector':
      return message('hardcoded-arch-node-selector', { key: DEPRECATED_ARCH_LABEL.replace('beta.', ''), arch });
    default:
      return message('hardcoded-arch-platform', { platform: value });
  }
}
