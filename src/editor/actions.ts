// Code actions: the quick-fixes of findings in a range, all fixes of a rule or of a file.
import { applyFixes, type ChooseFix, firstAutomatic } from '../analysis/edits.ts';
import type { Finding } from '../analysis/finding.ts';
import { type Message, message } from '../messages/catalogue.ts';
import type { FileSystem } from '../module/file-system.ts';
import type { NewFile, TextEdit } from '../rules/finding.ts';
import { LineMap } from '../syntax/lines.ts';

/** What an action does to files. Edits of one file do not overlap; offsets are those of the texts as they are now. */
export interface FileChange {
  readonly edits: readonly TextEdit[];
  readonly newFiles: readonly NewFile[];
}

/** Something to choose at the lightbulb. */
export interface EditorAction {
  readonly title: Message;
  /** `quickfix`: mends one finding; `fix-rule`: all of a rule in the file; `fix-file`: all that can be mended unasked. */
  readonly kind: 'quickfix' | 'fix-rule' | 'fix-file';
  /** What it mends. */
  readonly findings: readonly Finding[];
  /** Whether it is right wherever it is offered, and the first such. */
  readonly isPreferred: boolean;
  readonly change: FileChange;
}

/** The document that actions are asked for. */
export interface FileRequest {
  /** Absolute path of the document. */
  readonly path: string;
  /** All findings of the document, as the session gave them for its present text. */
  readonly findings: readonly Finding[];
  /** Folder that nothing outside of is changed. */
  readonly root: string;
  /** The texts that findings are about: open documents before the disk. */
  readonly fileSystem: FileSystem;
}

/** Where actions are asked for. */
export interface ActionRequest extends FileRequest {
  /** UTF-16 range of the selection. */
  readonly start: number;
  readonly end: number;
}

/** The actions for a selection: quick-fixes first, then those for all findings of their rules in the file, then all of the file. */
export function actionsFor(request: ActionRequest): EditorAction[] {
  const selected = selectedFindings(request);
  const quickFixes = selected.flatMap((finding) => quickFixesOf(finding, request));
  const rules = [...new Set(selected.map(({ rule }) => rule))];
  const ofRules = rules.flatMap((rule) => {
    const findings = request.findings.filter((finding) => finding.rule === rule);
    return allOf('fix-rule', message('action-fix-rule', { rule }), findings, request, firstAutomatic);
  });
  const all = selected.length === 0 ? undefined : fixFile(request);
  // Where one rule has it all, the two would do the same.
  const isMore = all !== undefined && new Set(all.findings.map(({ rule }) => rule)).size > 1;
  return [...withoutRepetitions(quickFixes), ...ofRules, ...(isMore ? [all] : [])];
}

/** All automatic fixes that change only the document itself, as one action; undefined where there are none. For fixing on save. */
export function fixFile(request: FileRequest): EditorAction | undefined {
  const { path, findings } = request;
  const choose: ChooseFix = (finding) => {
    const fix = firstAutomatic(finding);
    const isOwn = fix?.edits.every((edit) => edit.path === path) && (fix.newFiles ?? []).length === 0;
    return isOwn ? fix : undefined;
  };
  return allOf('fix-file', message('action-fix-file', {}), findings, request, choose, 1)[0];
}

/** The findings that have a place in common with the selection. */
function selectedFindings({ path, findings, start, end, fileSystem }: ActionRequest): Finding[] {
  const text = fileSystem.readText(path);
  if (text === undefined) return [];
  const lines = new LineMap(text);
  return findings.filter(
    (finding) =>
      finding.path === path &&
      lines.offset(finding.start.line, finding.start.column) <= end &&
      start <= lines.offset(finding.end.line, finding.end.column),
  );
}

function quickFixesOf(finding: Finding, { fileSystem, root }: FileRequest): EditorAction[] {
  const preferred = firstAutomatic(finding);
  return finding.fixes.flatMap((fix) => {
    const { edits, newFiles, applied } = applyFixes([finding], fileSystem, root, () => fix);
    if (applied.length === 0) return [];
    const isPreferred = fix === preferred;
    return { title: fix.title, kind: 'quickfix', findings: [finding], isPreferred, change: { edits, newFiles } };
  });
}

/** Actions that do the same, one for each of several findings at a place, as one. */
function withoutRepetitions(actions: readonly EditorAction[]): EditorAction[] {
  const byChange = new Map<string, EditorAction>();
  for (const action of actions) {
    const key = JSON.stringify([action.title, action.change]);
    const known = byChange.get(key);
    byChange.set(key, known ? { ...known, findings: [...known.findings, ...action.findings] } : action);
  }
  return [...byChange.values()];
}

/** The action that applies the chosen fixes of at least `minimum` findings. */
function allOf(
  kind: EditorAction['kind'],
  title: Message,
  findings: readonly Finding[],
  { fileSystem, root }: FileRequest,
  choose: ChooseFix,
  minimum = 2,
): EditorAction[] {
  const { edits, newFiles, applied } = applyFixes(
    findings.filter((finding) => choose(finding) !== undefined),
    fileSystem,
    root,
    choose,
  );
  if (applied.length < minimum) return [];
  const mended = applied.map(({ finding }) => finding);
  return [{ title, kind, findings: mended, isPreferred: false, change: { edits, newFiles } }];
}
