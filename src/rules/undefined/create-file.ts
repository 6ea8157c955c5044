// The fix of a name that a package declares in files for some architectures: a file that declares it for the others.
import { dirname, join } from 'node:path';
import { type Message, message } from '../../messages/catalogue.ts';
import { fileNameTags } from '../../module/file-name.ts';
import { describeTargets } from '../../platform/describe.ts';
import { findPort } from '../../platform/ports.ts';
import { countTargets, type Target, type TargetList, type TargetSet } from '../../platform/target.ts';
import type { Diagnostic } from '../../types/diagnostic.ts';
import type { GoObject } from '../../types/object.ts';
import type { FileInfo, PackageInfo } from '../../types/package-info.ts';
import type { Fix, NewFile } from '../finding.ts';
import { type CompileContext, type FixMaker, fileInfo } from '../support/compile-fix.ts';
import { type DeclarationText, declarationText, importsFor, isCopyable } from './declaration-text.ts';
import { constraintFor, constraintLines } from './target-constraint.ts';

/** The names of a package that are missing on the same targets, and who declares them for the others. */
interface Gap {
  readonly targets: TargetSet;
  readonly names: readonly string[];
}

/** Part of a gap that takes its declarations from one file. */
interface Part {
  readonly targets: TargetSet;
  readonly sibling: FileInfo;
  readonly objects: readonly GoObject[];
}

/**
 * Creates files for the targets on which names of the package are not declared: with the declarations of a file for targets like
 * them, or with functions that panic until they are written. What is right there has to be decided, so it is never automatic.
 */
export const createFileFixes: FixMaker = (diagnostic, context) => {
  const file = fileInfo(diagnostic, context);
  if (file === undefined || file.variant !== 'package') return {};
  const gap = gapOf(file.package_, diagnostic, context);
  if (gap === undefined) return {};
  const known = made.get(file.package_) ?? new Map<TargetSet, Fix[]>();
  made.set(file.package_, known);
  const fixes =
    known.get(gap.targets) ??
    (['sibling', 'stub'] as const).flatMap((bodies) => newFiles(file.package_, gap, bodies, context) ?? []);
  known.set(gap.targets, fixes);
  return { fixes };
};

/** The fixes of each gap of a package: many places may miss the same names. */
const made = new WeakMap<PackageInfo, Map<TargetSet, Fix[]>>();

/** The names that are missing where the diagnostic's is, as far as diagnostics ask for them. */
function gapOf(
  info: PackageInfo,
  { subject: name = '', targets }: Diagnostic,
  { checker }: CompileContext,
): Gap | undefined {
  const missing = (other: string) => info.presence & ~info.scope.presence(other);
  if (info.scope.presence(name) === 0 || (targets & ~missing(name)) !== 0) return undefined;
  const names = new Set([name]);
  for (const { code, subject } of checker.packageOf(info.source).diagnostics) {
    if (code !== 'UndeclaredName' || subject === undefined || info.scope.presence(subject) === 0) continue;
    if (missing(subject) === missing(name)) names.add(subject);
  }
  return { targets: missing(name), names: [...names].sort() };
}

/** The fix that creates the files for a gap; undefined where declarations cannot be copied or targets not told apart. */
function newFiles(info: PackageInfo, gap: Gap, bodies: 'sibling' | 'stub', context: CompileContext): Fix | undefined {
  const parts = partsOf(info, gap, context.targets);
  if (parts === undefined) return undefined;
  const contents = parts.map((part) => ({ ...part, content: contentOf(info, part, gap.targets, bodies) }));
  if (contents.some(({ content }) => content === undefined)) return undefined;
  const merged = new Map<string, { targets: TargetSet; sibling: FileInfo; stubs: boolean; names: readonly string[] }>();
  for (const { targets, sibling, content } of contents) {
    const { text, stubs, names } = content!;
    const same = merged.get(text);
    merged.set(text, { sibling, stubs, names, ...same, targets: targets | (same?.targets ?? 0) });
  }
  // Without a function both variants come to the same.
  if (bodies === 'stub' && ![...merged.values()].some(({ stubs }) => stubs)) return undefined;
  const files: NewFile[] = [];
  const taken = new Set(info.source.files.map(({ name }) => name));
  const several = merged.size > 1;
  for (const [text, { targets, sibling }] of merged) {
    const constraint = constraintFor(targets, info, gap.names, context);
    if (constraint === undefined) return undefined;
    const name = fileName(sibling.file.name, several ? wordSizes(context.targets, targets) : '', taken);
    const lines = constraintLines(constraint, sibling.goVersion);
    if (name === undefined || lines === undefined) return undefined;
    taken.add(name);
    files.push({ path: join(dirname(sibling.file.path), name), text: `${lines}\n\n${text}` });
  }
  const [first] = merged.values();
  return {
    title: title(files, first!, [...merged.values()], gap, bodies, context.targets),
    edits: [],
    newFiles: files,
    automatic: false,
  };
}

function title(
  files: readonly NewFile[],
  { names }: { readonly names: readonly string[] },
  all: readonly { readonly sibling: FileInfo }[],
  gap: Gap,
  bodies: 'sibling' | 'stub',
  targets: TargetList,
): Message {
  const file = files.map(({ path }) => path.slice(dirname(path).length + 1)).join(', ');
  const args = { file, names: names.join(', '), targets: describeTargets(targets, gap.targets) };
  if (bodies === 'stub') return message('fix-create-stub', args);
  return message('fix-create-file', {
    ...args,
    source: [...new Set(all.map(({ sibling }) => sibling.file.name))].join(', '),
  });
}

/** Gives each missing target the file whose targets are most like it, of those which declare all the names. */
function partsOf(info: PackageInfo, { targets, names }: Gap, list: TargetList): Part[] | undefined {
  const candidates = info.files.filter(
    (file) =>
      file.variant === 'package' &&
      names.every((name) => info.scope.declarations(name).some((object) => object.site?.file === file)),
  );
  if (candidates.length === 0) return undefined;
  const parts = new Map<FileInfo, TargetSet>();
  list.targets.forEach((target, i) => {
    if ((targets & (1 << i)) === 0) return;
    const scored = candidates.map((file) => ({ file, score: likeness(target, list.members(file.presence)) }));
    const { file } = scored.reduce((best, other) => (other.score > best.score ? other : best));
    parts.set(file, (parts.get(file) ?? 0) | (1 << i));
  });
  return [...parts].map(([sibling, set]) => ({
    targets: set,
    sibling,
    objects: names.flatMap((name) => info.scope.declarations(name).filter((object) => object.site?.file === sibling)),
  }));
}

/** How much a target is like the most similar of others: system first, then word size, then byte order. */
function likeness(target: Target, others: readonly Target[]): number {
  const port = findPort(target.goos, target.goarch);
  return Math.max(
    0,
    ...others.map((other) => {
      const { bits, endianness } = findPort(other.goos, other.goarch) ?? {};
      return (
        (other.goos === target.goos ? 4 : 0) + (bits === port?.bits ? 2 : 0) + (endianness === port?.endianness ? 1 : 0)
      );
    }),
  );
}

/** The package clause, imports and declarations of a new file. */
function contentOf(
  info: PackageInfo,
  { sibling, objects, targets }: Part,
  gap: TargetSet,
  bodies: 'sibling' | 'stub',
): { text: string; stubs: boolean; names: readonly string[] } | undefined {
  const declared = new Map<GoObject, DeclarationText>();
  const open = [...objects];
  for (let object = open.shift(); object !== undefined; object = open.shift()) {
    if (declared.has(object) || [...declared.values()].some(({ covers }) => covers.has(object!))) continue;
    const copied = declarationText(info, object, bodies);
    if (copied === undefined) return undefined;
    declared.set(object, copied);
    // What it covers besides must be missing, too.
    for (const other of copied.covers) if ((declaredOn(info, other) & gap) !== 0) return undefined;
    if (object.kind === 'type') {
      for (const methods of info.methods.package.get(object.name)?.values() ?? [])
        open.push(...methods.filter(({ site }) => site?.file === sibling));
    }
    for (const name of copied.uses) {
      if (isCopyable(info, name, targets)) continue;
      const needed = info.scope.declarations(name).find((other) => other.site?.file === sibling);
      if (needed === undefined) return undefined;
      open.push(needed);
    }
  }
  const texts = [...declared.values()].sort((a, b) => a.start - b.start);
  const imports = importsFor(sibling, new Set(texts.flatMap(({ qualifiers }) => [...qualifiers])));
  if (imports === undefined) return undefined;
  const clause = `package ${sibling.file.packageName}\n`;
  return {
    text: [clause, ...imports, ...texts.map(({ text }) => `${text}\n`)].join('\n'),
    stubs: texts.some(({ stub }) => stub),
    names: [...new Set(texts.flatMap(({ covers }) => [...covers].map(({ name }) => name)))],
  };
}

/** The targets on which something declares the name of an object; nothing stands for a method. */
function declaredOn({ scope }: PackageInfo, object: GoObject): TargetSet {
  return scope.declarations(object.name).includes(object) ? scope.presence(object.name) : 0;
}

/** `32` or `64`, empty for both. */
function wordSizes(list: TargetList, set: TargetSet): string {
  const sizes = new Set(list.members(set).map(({ goos, goarch }) => findPort(goos, goarch)?.bits));
  return sizes.size === 1 ? String([...sizes][0]) : `${countTargets(set)}`;
}

/** `mmap_other.go` for `mmap_amd64.go`: a name that is free and asks for no target. */
function fileName(sibling: string, suffix: string, taken: ReadonlySet<string>): string | undefined {
  const tags = fileNameTags(sibling);
  const words = sibling.replace(/\.go$/, '').split('_');
  const base = words.slice(0, words.length - tags.length).join('_');
  for (const word of ['other', 'others', 'generic', 'ports']) {
    const name = `${base}_${word}${suffix}.go`;
    if (!taken.has(name) && fileNameTags(name).length === 0) return name;
  }
  return undefined;
}
