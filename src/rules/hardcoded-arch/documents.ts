// Documents that are not Go: which of their mentions are findings.
import { basename, dirname } from 'node:path';
import { findArchitectures, namesArchitecture, onlyArchitecture } from '../../formats/architectures.ts';
import { choicesIn } from '../../formats/choices.ts';
import type { Document, Mention, MentionContext } from '../../formats/document.ts';
import { readDocument } from '../../formats/mentions.ts';
import { onlySystem } from '../../formats/words.ts';
import { type Message, message } from '../../messages/catalogue.ts';
import type { Severity } from '../finding.ts';
import type { DocumentPass } from '../rule.ts';
import { codes } from './codes.ts';
import { fixesFor } from './document-fixes.ts';
import { otherTargets } from './targets.ts';

/**
 * Contexts that speak about the same thing: a document which names several architectures in one group handles them, and
 * none of that group is a finding.
 */
const groups: Readonly<Partial<Record<MentionContext, string>>> = {
  goarch: 'build',
  'arch-variable': 'build',
  platform: 'build',
  'base-platform': 'build',
};

/** Reports the places of a document that work on one architecture only. */
export function checkDocument(pass: DocumentPass): void {
  const { document, targets } = pass;
  if (isForOneArchitecture(document.path)) return;
  const contents = readDocument(document);
  const several = groupsOfSeveral(contents.mentions);
  const chosen = chosenPlaces(document);
  for (const mention of contents.mentions) {
    const { context, start, end } = mention;
    if (context === 'deprecated-label') {
      report(mention, codes['deprecated-label'], 'warning', targets.all);
      continue;
    }
    const goarch = onlyArchitecture(mention.text);
    if (chosen.has(start)) continue;
    if (context === 'file' || mention.isGuarded || goarch === undefined || several.has(groupOf(mention))) continue;
    if (isSecondBuild(document, mention, goarch) || isCrossBuild(contents.mentions, mention, goarch)) continue;
    const set = otherTargets(targets, goarch, mention.goos);
    if (set !== 0) report(mention, codes[context], severityOf(mention, document), set);

    function report(mention: Mention, code: string, severity: Severity, set: number): void {
      const { fixes, noFix } = fixesFor(document, contents, mention);
      pass.report({
        code,
        severity,
        message: messageFor(mention, document.text.slice(start, end)),
        targets: set,
        path: document.path,
        start,
        end,
        ...(fixes.length > 0 ? { fixes } : {}),
        ...(noFix ? { noFix } : {}),
      });
    }
  }
}

/** Where a name is one of those a choice by the architecture comes to: rule uname-map looks at these. */
function chosenPlaces(document: Document): Set<number> {
  const outcomes = choicesIn(document).flatMap(({ branches, fallback }) => [...branches, fallback]);
  return new Set(outcomes.flatMap(({ values }) => values.map(({ start }) => start)));
}

/**
 * Whether a file's name or one of its nearest folders' says that it is for one architecture (`Dockerfile.arm64`,
 * `linux-arm64/install.sh`), or that it is data of a test.
 */
export function isForOneArchitecture(path: string): boolean {
  const folders = dirname(path).split(/[\\/]/);
  if (folders.includes('testdata') || folders.includes('fixtures')) return true;
  return namesArchitecture(basename(path)) || folders.slice(-3).some(isArchFolder);
}

/** `arm64`, `linux-arm64`, `linux_armhf-jessie`; not the name of a project that an architecture is part of. */
function isArchFolder(name: string): boolean {
  const [found, ...others] = findArchitectures(name);
  if (!found || others.length > 0) return false;
  const before = name.slice(0, found.start);
  return before === '' ? found.end === name.length : /^[a-z0-9]+[-_]$/.test(before) && onlySystem(before) !== undefined;
}

/**
 * A script or workflow that builds for something else than amd64, which is what its author's machine is, does so on purpose:
 * to test a 32-bit or a big-endian port beside its own. A Dockerfile makes one image.
 */
function isSecondBuild({ format }: Document, mention: Mention, goarch: string): boolean {
  return groupOf(mention) === 'build' && format !== 'dockerfile' && goarch !== 'amd64';
}

/** A build for one architecture with tools downloaded for another is a cross build. */
function isCrossBuild(mentions: readonly Mention[], mention: Mention, goarch: string): boolean {
  if (mention.context !== 'goarch') return false;
  const tools = mentions.filter(({ context }) => context === 'download-url' || context === 'library-path');
  return tools.some((tool) => findArchitectures(tool.text).some((name) => name.goarch !== goarch));
}

function groupOf({ context }: Mention): string {
  return groups[context] ?? context;
}

function groupsOfSeveral(mentions: readonly Mention[]): Set<string> {
  const named = new Map<string, Set<string>>();
  for (const mention of mentions) {
    const goarchs = named.get(groupOf(mention)) ?? new Set();
    for (const { goarch } of findArchitectures(mention.text)) goarchs.add(goarch);
    named.set(groupOf(mention), goarchs);
  }
  return new Set([...named].filter(([, goarchs]) => goarchs.size > 1).map(([group]) => group));
}

/** What may be meant or may have a way out that Archway does not see is information only. */
function severityOf(mention: Mention, document: Document): Severity {
  if (mention.isDefault) return 'info';
  switch (mention.context) {
    case 'platform':
    case 'arch-variable':
      return 'info';
    case 'library-path':
      return document.format === 'dockerfile' && mention.key === '' ? 'warning' : 'info';
    default:
      return 'warning';
  }
}

/** @param text the mention as the file has it, variables and all */
function messageFor({ context, text: blanked, key, isDefault }: Mention, text: string): Message {
  const arch = findArchitectures(blanked)[0]?.name ?? text;
  switch (context) {
    case 'download-url':
      return message('hardcoded-arch-download', { url: text, arch });
    case 'image':
      return message('hardcoded-arch-image', { image: text, arch });
    case 'base-platform':
      return message('hardcoded-arch-base-platform', { platform: text, arch });
    case 'platform':
      return message('hardcoded-arch-platform', { platform: text });
    case 'goarch':
    case 'arch-variable':
      if (isDefault && /^TARGET(?:ARCH|PLATFORM)$/.test(key))
        return message('hardcoded-arch-build-argument', { variable: key, value: text });
      if (isDefault) return message('hardcoded-arch-default', { variable: key, value: text });
      if (context === 'goarch') return message('hardcoded-arch-goarch', { value: text });
      return message('hardcoded-arch-variable', { variable: key, value: text });
    case 'library-path':
      return message('hardcoded-arch-library', { path: text, arch });
    case 'copied-file':
    case 'file':
      return message('hardcoded-arch-copied-file', { file: text, arch });
    case 'package-source':
      return message('hardcoded-arch-package-source', { arch });
    case 'node-selector':
      return message('hardcoded-arch-node-selector', { key, arch: text });
    case 'deprecated-label':
      return message('hardcoded-arch-deprecated-label', {});
  }
}
