// What the main thread and the editor worker say to each other, over a message port. Paths are absolute; offsets are UTF-16 units.

import type { Diagnostic, TextEdit } from 'vscode-languageserver/node';
import { NotificationType, RequestType } from 'vscode-languageserver/node';
import type { Hover, Lens, Replacement } from '../editor/answers.ts';
import type { Project } from '../editor/project.ts';
import type { PlacedTest } from '../editor/tests-in-package.ts';
import type { FoundPackage } from './background-protocol.ts';
import type { Presentation } from './present.ts';
import type { LayoutResult, TestAtResult } from './protocol.ts';

/** What the worker is started with. */
export interface EditorWorkerData {
  readonly locale: string;
}

/** A document of a project, which is named by its root. */
export interface InProject {
  readonly root: string;
  readonly path: string;
}

/** Opens a project, or configures it anew: its documents have to be opened again. */
export const openProject = new NotificationType<{ project: Project; presentation: Presentation }>('openProject');
export const closeProject = new NotificationType<{ root: string }>('closeProject');
export const openDocument = new NotificationType<InProject & { text: string }>('openDocument');
export const editDocument = new NotificationType<InProject & { replacements: readonly Replacement[] }>('editDocument');
export const closeDocument = new NotificationType<InProject>('closeDocument');
/** Files or folders on disk have been created, changed or deleted. */
export const filesChanged = new NotificationType<{ root: string; paths: readonly string[] }>('filesChanged');

/** What is wrong in a file: all of it. */
export interface FileDiagnostics {
  readonly path: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is wrong in a document or, with `whole`, in all files of its package. */
export const checkDocument = new RequestType<InProject & { whole: boolean }, CheckAnswer, void>('checkDocument');
export interface CheckAnswer {
  /** Whether the whole package has to be checked for everything to be known. */
  readonly isProvisional: boolean;
  readonly files: readonly FileDiagnostics[];
  /** What could not be seen, in words. */
  readonly incomplete: readonly string[];
}

export const hoverAt = new RequestType<InProject & HoverQuery, Hover | null, void>('hoverAt');
export interface HoverQuery {
  readonly offset: number;
  readonly layout: boolean;
  readonly constraints: boolean;
}

export const lenses = new RequestType<InProject & LensQuery, readonly Lens[], void>('lenses');
export interface LensQuery {
  /** What `archway --target` takes. */
  readonly target: string;
  readonly cgo: boolean;
  /** Which lenses are wanted, named like the settings. */
  readonly absentFile: boolean;
  readonly run: boolean;
  readonly layout: boolean;
}

/** A range of a document. */
export interface InRange extends InProject {
  readonly start: number;
  readonly end: number;
}

/** What can be done about the findings in a range. */
export const actionsIn = new RequestType<InRange, readonly OfferedAction[], void>('actionsIn');
export interface OfferedAction {
  readonly title: string;
  readonly isPreferred: boolean;
  /** Fingerprints of the findings it mends. */
  readonly findings: readonly string[];
}

/** What one of the actions of {@link actionsIn} changes; null where it is not offered any more. */
export const changeOf = new RequestType<InRange & { index: number; title: string }, FileChanges | null, void>(
  'changeOf',
);
/** What can be done with the code at a place that has nothing wrong; `reason` says why it cannot. */
export const refactoringsAt = new RequestType<InRange, readonly OfferedRefactoring[], void>('refactoringsAt');
export interface OfferedRefactoring {
  readonly title: string;
  readonly reason?: string;
}

/** What the refactoring of that title changes; null where it is not offered any more. */
export const refactoringChange = new RequestType<InRange & { title: string }, FileChanges | null, void>(
  'refactoringChange',
);
/** What all automatic fixes change that stay in the document; null where there are none. */
export const fixAllChange = new RequestType<InProject, { title: string; change: FileChanges } | null, void>(
  'fixAllChange',
);
/** The comment that suppresses the findings of a rule on a line (from 0); null where there is no place for it. */
export const suppress = new RequestType<
  InProject & { line: number; rule: string; reason: string },
  FileChanges | null,
  void
>('suppress');
export interface FileChanges {
  readonly edited: readonly { readonly path: string; readonly edits: readonly TextEdit[] }[];
  readonly created: readonly { readonly path: string; readonly text: string }[];
}

export const layoutAt = new RequestType<InProject & { offset: number }, LayoutResult | null, void>('layoutAt');
export const testAtOffset = new RequestType<InProject & { offset: number }, TestAtResult | null, void>('testAtOffset');

/** The tests of the package in the folder `path`; null where there is none. */
export const testsOfPackage = new RequestType<InProject, PackageTests | null, void>('testsOfPackage');
export interface PackageTests {
  readonly package: FoundPackage;
  readonly tests: readonly PlacedTest[];
}

/** Bytes of the worker's heap in use. */
export const heapUsed = new RequestType<object, number, void>('heapUsed');
