// Applying fixes to texts: which fixes go together, and what the files say afterwards.
import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { type Message, message, render, say } from '../messages/catalogue.ts';
import type { FileSystem } from '../module/file-system.ts';
import type { Fix, NewFile, TextEdit } from '../rules/finding.ts';
import { textHash } from '../rules/support/reorder-fields.ts';
import { alignComments } from './align-comments.ts';
import type { Finding } from './finding.ts';

/** A fix that was chosen for a finding. */
export interface Applied {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** A finding that stays, and why. */
export interface Left {
  readonly finding: Finding;
  readonly reason: Message;
}

/** One round of fixing. */
export interface Round {
  /** New text of each file that changes or is created, by absolute path. */
  readonly texts: ReadonlyMap<string, string>;
  /** The same as edits, which do not overlap. */
  readonly edits: readonly TextEdit[];
  readonly newFiles: readonly NewFile[];
  readonly applied: readonly Applied[];
  readonly left: readonly Left[];
}

/** Chooses a fix of a finding. */
export type ChooseFix = (finding: Finding) => Fix | undefined;

/** What may be applied unasked. */
export const firstAutomatic: ChooseFix = (finding) => finding.fixes.find((candidate) => candidate.automatic);

/**
 * Chooses a fix of each finding, leaves out those which overlap an earlier one or reach outside `root`, and
 * applies the rest.
 */
export function applyFixes(
  findings: readonly Finding[],
  fileSystem: FileSystem,
  root: string,
  choose: ChooseFix = firstAutomatic,
): Round {
  const files = new Map<string, EditedFile>();
  const created = new Map<string, string>();
  const applied: Applied[] = [];
  const left: Left[] = [];
  const fileOf = (path: string) => {
    const known = files.get(path) ?? new EditedFile(path, fileSystem);
    files.set(path, known);
    return known;
  };
  for (const finding of findings) {
    const fix = choose(finding);
    const reason = fix ? obstacle(fix, root, fileOf, created, fileSystem) : withoutFix(finding);
    if (fix === undefined || reason) {
      left.push({ finding, reason: reason! });
      continue;
    }
    for (const edit of fix.edits) fileOf(edit.path).add(edit);
    for (const file of fix.newFiles ?? []) created.set(file.path, file.text);
    applied.push({ finding, fix });
  }
  const texts = new Map(created);
  const edits: TextEdit[] = [];
  for (const [path, file] of files) {
    if (!file.edited) continue;
    const ofFile = file.edits();
    edits.push(...ofFile);
    texts.set(path, file.textWith(ofFile));
  }
  const newFiles = [...created].map(([path, text]) => ({ path, text }));
  return { texts, edits, newFiles, applied, left };
}

/** What one fix does; undefined where it cannot be applied. */
export function changeOf(
  fix: Fix,
  fileSystem: FileSystem,
  root: string,
): Pick<Round, 'edits' | 'newFiles'> | undefined {
  const files = new Map<string, EditedFile>();
  const fileOf = (path: string) => {
    const known = files.get(path) ?? new EditedFile(path, fileSystem);
    files.set(path, known);
    return known;
  };
  if (obstacle(fix, root, fileOf, new Map(), fileSystem) !== undefined) return undefined;
  for (const edit of fix.edits) fileOf(edit.path).add(edit);
  return { edits: [...files.values()].flatMap((file) => file.edits()), newFiles: fix.newFiles ?? [] };
}

function withoutFix(finding: Finding): Message {
  if (finding.noFix) return finding.noFix;
  if (finding.fixes.length === 0) return message('fix-left-none', {});
  return message('fix-left-choice', {
    titles: finding.fixes.map((fix) => render(fix.title)).join(say('choice-separator', {})),
  });
}

/** Why a fix cannot be applied; undefined where it can. */
function obstacle(
  fix: Fix,
  root: string,
  fileOf: (path: string) => EditedFile,
  created: ReadonlyMap<string, string>,
  fileSystem: FileSystem,
): Message | undefined {
  const newFiles = fix.newFiles ?? [];
  const paths = [...fix.edits, ...newFiles].map((change) => change.path);
  if (!paths.every((path) => isInside(path, root))) return message('fix-left-outside', { root });
  for (const { path, hash } of fix.foreign ?? []) {
    if (textHash(fileSystem.readText(path) ?? '') !== hash) return message('fix-left-stale', { file: basename(path) });
  }
  for (const edit of fix.edits) {
    const file = fileOf(edit.path);
    if (!file.editable) return message('fix-left-encoding', { file: basename(edit.path) });
    if (file.conflicts(edit)) return message('fix-left-overlap', {});
  }
  for (const { path } of newFiles) {
    if (created.has(path) || fileSystem.isFile(path)) return message('fix-left-exists', { file: basename(path) });
  }
  return undefined;
}

/** Whether a file really is below a folder: links followed, of a file that does not exist yet those of its folder. */
export function isInside(path: string, root: string): boolean {
  try {
    const folder = realpathSync(dirname(path));
    let real = join(folder, basename(path));
    try {
      real = realpathSync(path);
    } catch {
      // It does not exist yet.
    }
    const below = relative(realpathSync(root), real);
    return below !== '' && below !== '..' && !below.startsWith(`..${sep}`);
  } catch {
    return false;
  }
}

/** A text with edits that do not overlap. */
class EditedFile {
  readonly editable: boolean;
  private readonly source: string;
  private readonly chosen: TextEdit[] = [];

  constructor(
    private readonly path: string,
    fileSystem: FileSystem,
  ) {
    const text = fileSystem.readText(path);
    this.source = text ?? '';
    this.editable = text !== undefined && (!text.includes('\uFFFD') || isUtf8(path, text));
  }

  get edited(): boolean {
    return this.chosen.length > 0;
  }

  /** Whether an edit touches what another one changes. An equal one does not: both fixes need the same import, say. */
  conflicts(edit: TextEdit): boolean {
    if (edit.start > edit.end || edit.end > this.source.length) return true;
    return this.chosen.some(
      (other) =>
        !equal(edit, other) &&
        (edit.start < other.end || edit.start === other.start) &&
        (other.start < edit.end || edit.start === other.start),
    );
  }

  add(edit: TextEdit): void {
    if (!this.chosen.some((other) => equal(edit, other))) this.chosen.push(edit);
  }

  /** The edits in order, with those that keep comments aligned. Their lines end as those of the file do. */
  edits(): TextEdit[] {
    const crlf = this.source.includes('\r\n');
    const { path } = this;
    const alignment = path.endsWith('.go') ? alignComments(this.source, this.chosen) : [];
    return [...this.chosen, ...alignment]
      .sort((a, b) => a.start - b.start || a.end - b.end)
      .map(({ start, end, text }) => ({ path, start, end, text: crlf ? text.replace(/\r?\n/g, '\r\n') : text }));
  }

  textWith(edits: readonly TextEdit[]): string {
    let text = '';
    let at = 0;
    for (const edit of edits) {
      text += this.source.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return text + this.source.slice(at);
  }
}

function equal(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

/** Whether U+FFFD stands in the file itself, and not for bytes that are no UTF-8, which writing would destroy. */
function isUtf8(path: string, text: string): boolean {
  try {
    return readFileSync(path).equals(Buffer.from(text));
  } catch {
    return false;
  }
}
