// The editor worker's answers about a document: hover texts, lenses, layouts and tests.
import { dirname } from 'node:path';
import type { MessageConnection } from 'vscode-languageserver/node';
import type { DocumentView } from '../editor/document-view.ts';
import { documentHoverAt, hoverAt as hoverOf } from '../editor/hover/hover.ts';
import { layoutLensesOf } from '../editor/layout-lenses.ts';
import { lensesOf } from '../editor/lenses.ts';
import { runnablePackages } from '../editor/packages.ts';
import { runLensesOf } from '../editor/run-lenses.ts';
import { layoutText } from '../editor/show-layout.ts';
import { testNameAt, testsInFile } from '../editor/tests-in-file.ts';
import { testsInPackage } from '../editor/tests-in-package.ts';
import { parseTargets } from '../platform/parse-targets.ts';
import { hoverAt, type InProject, layoutAt, lenses, testAtOffset, testsOfPackage } from './editor-protocol.ts';
import type { OpenProjects } from './open-projects.ts';

/** Answers questions about Go files, and about the comments of other documents. */
export function answerQuestions(connection: MessageConnection, projects: OpenProjects): void {
  const viewOf = ({ root, path }: InProject): DocumentView | undefined => projects.get(root)?.session.view(path);
  const textOf = ({ root, path }: InProject): string | undefined =>
    projects.get(root)?.session.fileSystem.readText(path);

  connection.onRequest(hoverAt, ({ offset, layout, constraints, ...document }) => {
    const view = viewOf(document);
    if (view) return hoverOf(view, offset, { layout, constraints }) ?? null;
    const text = document.path.endsWith('.go') ? undefined : textOf(document);
    return (text === undefined ? undefined : documentHoverAt(text, offset)) ?? null;
  });
  connection.onRequest(lenses, ({ target, cgo, absentFile, run, layout, ...document }) => {
    const view = viewOf(document);
    if (!view) return [];
    return [
      ...(absentFile ? lensesOf(view, parseTargets(target, { cgo })[0]!) : []),
      ...(run ? runLensesOf(view, target, cgo) : []),
      ...(layout ? layoutLensesOf(view) : []),
    ];
  });
  connection.onRequest(layoutAt, ({ offset, ...document }) => {
    const view = viewOf(document);
    return (view && layoutText(view, offset)) ?? null;
  });
  connection.onRequest(testAtOffset, ({ offset, ...document }) => {
    const view = viewOf(document);
    if (!view) return null;
    const all = testsInFile(view.path, view.tree).map((test) => test.name);
    return { dir: dirname(view.path), all, name: testNameAt(view.path, view.tree, offset) };
  });
  connection.onRequest(testsOfPackage, ({ root, path }) => {
    const session = projects.get(root)?.session;
    const found = session?.packageIn(path);
    const [runnable] = found ? runnablePackages([found]) : [];
    if (!session || !found || !runnable?.hasTests) return null;
    return { package: runnable, tests: testsInPackage(found, (file) => session.fileSystem.readText(file)) };
  });
}
