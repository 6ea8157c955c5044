// The windows the tests run in, as data. One test suite for each: those of one window share its workspace.

/** A window and the tests that run in it. */
export interface Run {
  readonly name: string;
  /** Folder of the test files beside this file. Those right in it run, those of its subfolders do not. */
  readonly tests: string;
  /** Folders of the repository. The window opens a copy: one as a folder, several as a .code-workspace. */
  readonly folders: readonly string[];
  /** Whether the window is in restricted mode: workspace trust is on, and the folder is not trusted. */
  readonly restricted?: boolean;
  /** Display language; English where it is absent. */
  readonly locale?: string;
  /** Settings of the user. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export const runs: readonly Run[] = [
  { name: 'workspace', tests: 'suite', folders: ['example'] },
  { name: 'multi-root', tests: 'suite/multi-root', folders: ['example', 'test/vscode/workspaces/second'] },
  { name: 'restricted', tests: 'suite/restricted', folders: ['example'], restricted: true },
  { name: 'chinese', tests: 'suite/chinese', folders: ['example'], locale: 'zh-cn' },
];

/** Runs that must fail: what a test, a test file and an extension host can do wrong. */
export const brokenRuns: readonly Run[] = ['failing', 'throwing', 'dying', 'empty'].map((name) => ({
  name,
  tests: `broken/${name}`,
  folders: ['test/vscode/workspaces/second'],
}));
