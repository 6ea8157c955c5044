// The editor worker's answers about what can be done: quick-fixes, fix-all, suppressions.
import type { MessageConnection } from 'vscode-languageserver/node';
import { actionsFor, type EditorAction, type FileChange, type FileRequest, fixFile } from '../editor/actions.ts';
import { refactoringsFor } from '../editor/refactorings.ts';
import { suppressionEdit } from '../editor/suppression-edit.ts';
import { detectFormat } from '../formats/detect.ts';
import { render } from '../messages/catalogue.ts';
import type { FileSystem } from '../module/file-system.ts';
import type { TextEdit } from '../rules/finding.ts';
import { LineMap } from '../syntax/lines.ts';
import { cancellable } from './cancellable.ts';
import {
  actionsIn,
  changeOf,
  type FileChanges,
  fixAllChange,
  type InProject,
  type InRange,
  type OfferedAction,
  refactoringChange,
  refactoringsAt,
  suppress,
} from './editor-protocol.ts';
import type { OpenProjects } from './open-projects.ts';
import { isShown } from './present.ts';

/** Answers what can be done about the findings of a document. */
export function answerActions(connection: MessageConnection, projects: OpenProjects): void {
  /** The findings of a document as it is now, and the texts they are about. */
  const requestFor = ({ root, path }: InProject, isCancelled: () => boolean): FileRequest | undefined => {
    const project = projects.get(root);
    if (!project) return undefined;
    const { session, presentation } = project;
    const { findings } = project.check(path, isCancelled);
    return {
      path,
      findings: findings.filter((finding) => finding.path === path && isShown(finding, presentation)),
      root,
      fileSystem: session.fileSystem,
    };
  };
  const actionsOf = ({ start, end, ...document }: InRange, isCancelled: () => boolean): EditorAction[] => {
    const request = requestFor(document, isCancelled);
    return request ? actionsFor({ ...request, start, end }) : [];
  };

  connection.onRequest(actionsIn, (range, token) =>
    cancellable(token, (isCancelled) => actionsOf(range, isCancelled).map(offered)),
  );
  connection.onRequest(changeOf, ({ index, title, ...range }, token) =>
    cancellable(token, (isCancelled) => {
      const action = actionsOf(range, isCancelled)[index];
      if (!action || render(action.title) !== title) return null;
      return changesOf(action.change, projects.get(range.root)!.session.fileSystem);
    }),
  );
  const refactoringsOf = ({ root, path, start }: InRange) => {
    const session = projects.get(root)?.session;
    const view = session?.view(path);
    return session && view ? refactoringsFor(view, { start, root, fileSystem: session.fileSystem }) : [];
  };
  connection.onRequest(refactoringsAt, (range, token) =>
    cancellable(token, () => refactoringsOf(range).map((one) => ('reason' in one ? one : { title: one.title }))),
  );
  connection.onRequest(refactoringChange, ({ title, ...range }, token) =>
    cancellable(token, () => {
      const found = refactoringsOf(range).find((one) => one.title === title);
      return found && 'change' in found ? changesOf(found.change, projects.get(range.root)!.session.fileSystem) : null;
    }),
  );
  connection.onRequest(fixAllChange, (document, token) =>
    cancellable(token, (isCancelled) => {
      const request = requestFor(document, isCancelled);
      const action = request && fixFile(request);
      return action ? { title: render(action.title), change: changesOf(action.change, request.fileSystem) } : null;
    }),
  );
  connection.onRequest(suppress, ({ root, path, line, rule, reason }) => {
    const fileSystem = projects.get(root)?.session.fileSystem;
    const text = fileSystem?.readText(path) ?? '';
    const format = path.endsWith('.go') ? 'go' : detectFormat(path, text.slice(0, 200));
    if (!fileSystem || !format) return null;
    const answer = suppressionEdit({ text, format, line: line + 1, rules: [rule], reason });
    return 'refused' in answer ? null : changesOf({ edits: [{ path, ...answer.edit }], newFiles: [] }, fileSystem);
  });
}

function offered({ title, isPreferred, findings }: EditorAction): OfferedAction {
  return {
    title: render(title),
    isPreferred,
    findings: findings.map((finding) => finding.fingerprint),
  };
}

/** A change with its edits in lines and characters, by file. */
function changesOf({ edits, newFiles }: FileChange, fileSystem: FileSystem): FileChanges {
  const byPath = new Map<string, TextEdit[]>();
  for (const edit of edits) byPath.set(edit.path, [...(byPath.get(edit.path) ?? []), edit]);
  const edited = [...byPath].map(([path, ofFile]) => {
    const lines = new LineMap(fileSystem.readText(path) ?? '');
    const lspEdits = ofFile.map(({ start, end, text }) => ({
      range: { start: lines.lspPosition(start), end: lines.lspPosition(end) },
      newText: text,
    }));
    return { path, edits: lspEdits };
  });
  return { edited, created: newFiles };
}
