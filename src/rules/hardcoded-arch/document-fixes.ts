// Fixes for documents that are not Go: the variable of each format that holds the target's architecture.
import { type ArchName, findArchitectures } from '../../formats/architectures.ts';
import type { Stage } from '../../formats/dockerfile.ts';
import type { Document, Mention } from '../../formats/document.ts';
import type { Contents } from '../../formats/mentions.ts';
import { ARCH_LABEL, DEPRECATED_ARCH_LABEL } from '../../formats/yaml.ts';
import { type Message, message } from '../../messages/catalogue.ts';
import type { Fix, TextEdit } from '../finding.ts';

export interface Fixes {
  readonly fixes: readonly Fix[];
  /** Why there is none. */
  readonly noFix?: Message;
}

/** The fixes for one mention that is a finding. */
export function fixesFor(document: Document, contents: Contents, mention: Mention): Fixes {
  switch (document.format) {
    case 'dockerfile':
      return dockerfileFixes(document, contents, mention);
    case 'makefile':
      return makefileFixes(document, contents, mention);
    case 'shell':
      return without('hardcoded-arch-no-fix-shell');
    case 'json':
    case 'yaml':
      return mention.context === 'deprecated-label'
        ? labelFixes(document, mention)
        : without('hardcoded-arch-no-fix-yaml');
  }
}

type Reason =
  | 'hardcoded-arch-no-fix-shell'
  | 'hardcoded-arch-no-fix-yaml'
  | 'hardcoded-arch-no-fix-quotes'
  | 'hardcoded-arch-no-fix-stage'
  | 'hardcoded-arch-no-fix-choice'
  | 'hardcoded-arch-no-fix-key';

function without(reason: Reason): Fixes {
  return { fixes: [], noFix: message(reason, {}) };
}

/** `x86_64` is not what GOARCH and TARGETARCH are called: replacing it would ask for a file of another name. */
function foreignSpelling(name: ArchName): Fixes {
  return { fixes: [], noFix: message('hardcoded-arch-no-fix-spelling', { name: name.name, goarch: name.goarch }) };
}

function dockerfileFixes(document: Document, contents: Contents, mention: Mention): Fixes {
  const { path, text } = document;
  const stage = contents.dockerfile?.stages.findLast(({ start }) => start <= mention.start);
  if (mention.context === 'base-platform') return platformFixes(document, mention, stage);
  if (mention.context === 'image') return imageFixes(document, mention);
  if (mention.isDefault) return defaultFixes(document, mention);
  if (mention.context === 'library-path' || mention.context === 'package-source' || mention.context === 'platform')
    return without('hardcoded-arch-no-fix-choice');
  if (!stage) return without('hardcoded-arch-no-fix-stage');
  if (!mention.isExpandable) return without('hardcoded-arch-no-fix-quotes');
  const together = [mention, ...companions(contents, mention)];
  const names = together.flatMap((each) => namesOf(each));
  const foreign = names.find(({ name, goarch }) => name !== goarch);
  if (foreign) return foreignSpelling(foreign);
  const edits: TextEdit[] = names.map(({ start, end }) => {
    const isWord = start > 0 && text[start - 1] === '=' && !/[\w]/.test(text[end] ?? '');
    return { path, start, end, text: isWord ? '$TARGETARCH' : '$' + '{TARGETARCH}' };
  });
  if (!stage.variables.has('TARGETARCH'))
    edits.push({ path, start: stage.fromEnd, end: stage.fromEnd, text: '\nARG TARGETARCH' });
  // A build for the target is right wherever it can be built at all; whether a download exists for it, only its server knows.
  // A C compiler chosen for the architecture would not fit any more.
  const line = text.slice(text.lastIndexOf('\n', mention.start) + 1, lineEnd(text, mention.end));
  const automatic = mention.context === 'goarch' && mention.text === 'amd64' && !/\bCC(?:_\w+)?=|-gcc\b/.test(line);
  const title = message('hardcoded-arch-fix-variable', { variable: 'TARGETARCH', arch: names[0]!.name });
  return { fixes: [{ title, edits, automatic }] };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** The names in a mention, positions of the document. */
function namesOf(mention: Mention): ArchName[] {
  return findArchitectures(mention.text).map((name) => ({
    ...name,
    start: name.start + mention.start,
    end: name.end + mention.start,
  }));
}

/** What the same instruction does with the file it downloads: unpack, move, delete it. */
function companions(contents: Contents, mention: Mention): Mention[] {
  if (mention.context !== 'download-url') return [];
  const [name] = findArchitectures(mention.text);
  return contents.mentions.filter(
    (other) =>
      other.context === 'file' &&
      other.scope === mention.scope &&
      other.isExpandable &&
      !other.isGuarded &&
      findArchitectures(other.text).every((each) => each.name === name?.name),
  );
}

function platformFixes({ path, text }: Document, mention: Mention, stage: Stage | undefined): Fixes {
  const { start, end } = mention;
  const flag = text.lastIndexOf('--platform', start);
  const onBuilder: Fix = {
    title: message('hardcoded-arch-fix-build-platform', {}),
    edits: [{ path, start, end, text: '$BUILDPLATFORM' }],
    automatic: stage !== undefined && isPureGoBuild(text, stage),
  };
  const removed: Fix = {
    title: message('hardcoded-arch-fix-remove-platform', {}),
    edits: [{ path, start: flag, end: end + (/^\s+/.exec(text.slice(end, end + 80))?.[0].length ?? 0), text: '' }],
    automatic: false,
  };
  return { fixes: stage?.usesTargetArch && stage.name !== '' ? [onBuilder, removed] : [removed] };
}

/**
 * Whether all that matters in a stage is a Go program compiled without C: then it may run on whatever machine builds the
 * image. Its C compiler and its libraries would be the builder's.
 */
function isPureGoBuild(text: string, { start, end, name }: Stage): boolean {
  if (!/\bCGO_ENABLED[= ]["']?0\b/.test(text.slice(start, end))) return false;
  return ![...text.matchAll(/--from=(\S+)\s+\/(?:usr\/(?:local\/)?)?lib/g)].some(([, from]) => from === name);
}

/** `amd64/alpine` is one variant of the official image `alpine`, which has them all. */
function imageFixes({ path }: Document, mention: Mention): Fixes {
  const match = /^(?:docker\.io\/)?([a-z0-9]+)\/([\w.-]+(?::[\w.-]+)?)$/.exec(mention.text);
  const [name] = findArchitectures(match?.[1] ?? '');
  if (!match || name?.end !== match[1]!.length || name.start !== 0) return without('hardcoded-arch-no-fix-choice');
  const image = match[2]!;
  const title = message('hardcoded-arch-fix-image', { image });
  return {
    fixes: [{ title, edits: [{ path, start: mention.start, end: mention.end, text: image }], automatic: true }],
  };
}

/** `ARG TARGETARCH=amd64` without its default. */
function defaultFixes({ path, text }: Document, mention: Mention): Fixes {
  if (mention.key !== 'TARGETARCH' || text[mention.start - 1] !== '=') return without('hardcoded-arch-no-fix-choice');
  const edits = [{ path, start: mention.start - 1, end: mention.end, text: '' }];
  return { fixes: [{ title: message('hardcoded-arch-fix-remove-default', {}), edits, automatic: false }] };
}

function makefileFixes({ path, text }: Document, contents: Contents, mention: Mention): Fixes {
  const makefile = contents.makefile!;
  const { start, context } = mention;
  const operator = makefile.operators.get(start);
  if (context === 'goarch' && operator && !mention.isDefault) {
    const edits = [{ path, start: operator[0], end: operator[1], text: '?=' }];
    return {
      fixes: [{ title: message('hardcoded-arch-fix-conditional', { value: mention.text }), edits, automatic: true }],
    };
  }
  const isInRecipe = /^\t/.test(text.slice(text.lastIndexOf('\n', start) + 1)) && !mention.isDefault;
  if (!isInRecipe || (context !== 'goarch' && context !== 'download-url'))
    return without('hardcoded-arch-no-fix-choice');
  const names = namesOf(mention);
  const foreign = names.find(({ name, goarch }) => name !== goarch);
  if (foreign) return foreignSpelling(foreign);
  const isDefined = makefile.variables.has('GOARCH');
  const edits: TextEdit[] = names.map(({ start, end }) => ({ path, start, end, text: '$(GOARCH)' }));
  if (!isDefined) {
    const at = firstLine(text);
    edits.push({ path, start: at, end: at, text: 'GOARCH ?= $(shell go env GOARCH)\n\n' });
  }
  const title = message('hardcoded-arch-fix-variable', { variable: '$(GOARCH)', arch: names[0]!.name });
  return { fixes: [{ title, edits, automatic: isDefined && context === 'goarch' }] };
}

/** Offset of the first line that is neither blank nor a comment. */
function firstLine(text: string): number {
  return /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*/.exec(text)![0].length;
}

function labelFixes({ path }: Document, mention: Mention): Fixes {
  if (mention.hasReplacement) return without('hardcoded-arch-no-fix-key');
  const { start, end } = mention;
  const title = message('hardcoded-arch-fix-label', { label: ARCH_LABEL, deprecated: DEPRECATED_ARCH_LABEL });
  return { fixes: [{ title, edits: [{ path, start, end, text: ARCH_LABEL }], automatic: true }] };
}
