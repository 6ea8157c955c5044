// What the language server and its client say to each other beside the language server protocol itself.

/** `initializationOptions` of the client. */
export interface InitializationOptions {
  /** Whether the user trusts the workspace. In one that is not trusted no process is started, whatever is asked for. */
  readonly trusted: boolean;
  /** The user's choice of target for each workspace folder, by URI: what `archway --target` takes (`linux/arm64`, `kubernetes`). */
  readonly targets: Readonly<Record<string, string>>;
  /** The folders, by URI, that are built with cgo. */
  readonly cgo?: readonly string[];
  /** The language of messages: `en`, `zh-cn`. */
  readonly locale: string;
  /**
   * What a rule's id is appended to for a link that opens the rule's page. The client gives
   * `${vscode.env.uriScheme}://archway.archway/rules/` and registers a UriHandler for it: VS Code asks its own URI handlers, in remote
   * windows too, and follows no `command:` link in the code of a diagnostic. Without it, codes are not links.
   */
  readonly rulePageBase?: string;
  /** Whether the client wants {@link testsChanged}. */
  readonly followsTests?: boolean;
  /** Whether the client wants {@link findingsChanged}. */
  readonly followsFindings?: boolean;
}

/** Notification of the client: the choice of target of a workspace folder has changed. Lenses follow it. */
export const targetChanged = 'archway/targetChanged';
export interface TargetChanged {
  readonly folder: string;
  /** What `archway --target` takes; empty for the machine's own. */
  readonly target: string;
  /** Whether it is built with cgo. */
  readonly cgo?: boolean;
}

/** Request of the client: checks all code of all workspace folders, with progress, and gives what was found. */
export const checkWorkspace = 'archway/checkWorkspace';
export interface WorkspaceChecked {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly packages: number;
  readonly files: number;
  readonly seconds: number;
  /** What could not be seen, in words. */
  readonly incomplete: readonly string[];
}

/** Request of the client: the layout of the type at a place (or of all struct types of its file), as Markdown. */
export const showLayout = 'archway/layout';
export interface LayoutParams {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
}
export interface LayoutResult {
  readonly title: string;
  readonly markdown: string;
}

/** Request of the client: the main packages and test packages of a workspace folder, for tasks and tests. No Go toolchain is asked. */
export const listPackages = 'archway/packages';
export interface PackagesParams {
  /** URI of the workspace folder. */
  readonly folder: string;
}
export interface PackageEntry {
  /** Folder, relative to the workspace folder, as the go command takes it: `./cmd/server`. */
  readonly path: string;
  readonly importPath: string;
  /** URI of the folder of the module it is in: commands about it run there. */
  readonly module: string;
  readonly isMain: boolean;
  readonly hasTests: boolean;
}

/** Request of the client: the tests of the package in a folder, as its files are in the editor; null where there are none. */
export const listTests = 'archway/tests';
export interface TestsParams {
  /** URI of the package's folder. */
  readonly uri: string;
}
export interface TestsResult {
  readonly package: PackageEntry;
  readonly tests: readonly TestEntry[];
}
export interface TestEntry {
  readonly name: string;
  readonly kind: 'test' | 'benchmark' | 'fuzz' | 'example';
  /** URI of its file. */
  readonly uri: string;
  readonly range: {
    readonly start: LayoutParams['position'];
    readonly end: LayoutParams['position'];
  };
}

/** Notification of the server, where the client {@link InitializationOptions.followsTests}: what {@link listTests} says may have changed. */
export const testsChanged = 'archway/testsChanged';
export interface TestsChanged {
  /** URIs of the packages' folders. */
  readonly folders: readonly string[];
  /** Whether there may be other packages than before: a go.mod or go.work has changed, or a folder is gone with all that was in it. */
  readonly all: boolean;
}

/** Notification of the server, where the client {@link InitializationOptions.followsFindings}: findings, or what is known of them, have changed. */
export const findingsChanged = 'archway/findingsChanged';
export interface FindingsChanged {
  /** The folders of the workspace. */
  readonly folders: readonly FolderSummary[];
}
export interface FolderSummary {
  /** URI of the workspace folder. */
  readonly folder: string;
  /** Whether all code of the folder has been checked since the server started. */
  readonly isChecked: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** Request of the client: everything that is found in a workspace folder now, as its documents are in the editor. */
export const listFindings = 'archway/findings';
export interface FindingsParams {
  /** URI of the workspace folder. */
  readonly folder: string;
}
export interface FindingsResult extends FolderSummary {
  /** Names of the targets the folder is checked for. */
  readonly targets: readonly string[];
  /** By file, then by place. */
  readonly findings: readonly FoundFinding[];
}
export interface FoundFinding {
  readonly uri: string;
  /** The file, relative to the workspace folder, with forward slashes. */
  readonly file: string;
  readonly range: TestEntry['range'];
  readonly severity: 'error' | 'warning' | 'info';
  readonly rule: string;
  /** All lines of it: the first one says what is wrong, the second where. */
  readonly message: string;
  /** Places in {@link FindingsResult.targets}. */
  readonly targets: readonly number[];
}

/** Request of the client: the test function at a place, for *test at cursor*; null where there is none. */
export const testAt = 'archway/testAt';
export interface TestAtResult {
  /** The package's folder, absolute path. */
  readonly dir: string;
  /** All test, benchmark, example and fuzz functions of the file. */
  readonly all: readonly string[];
  /** The one at the place. */
  readonly name: string | undefined;
}

/** Request of the client: the edit that suppresses a rule's findings at a line, as a `WorkspaceEdit`; null where no comment can stand. */
export const suppressionEdit = 'archway/suppressionEdit';
export interface SuppressionParams {
  readonly uri: string;
  /** Line of the finding, from 0. */
  readonly line: number;
  readonly rule: string;
  /** One line, not empty. */
  readonly reason: string;
}

/** Request of the client: the names of the targets a workspace folder is checked for, as archway.json or the settings say. */
export const checkTargets = 'archway/checkTargets';
export interface CheckTargetsParams {
  /** URI of the workspace folder. */
  readonly folder: string;
}

/** Request of the client: the server's memory and what it holds, for the log and for tests. */
export const serverStatus = 'archway/status';
export interface ServerStatus {
  readonly processId: number;
  readonly openDocuments: number;
  readonly heapBytes: number;
}

/** The settings, as `workspace/configuration` gives the section `archway` of a folder. package.json describes them. */
export interface Settings {
  /** Targets where archway.json names none. */
  readonly targets: readonly string[];
  readonly buildTags: readonly string[];
  readonly rules: Readonly<Record<string, 'error' | 'warning' | 'info' | 'off'>>;
  readonly exclude: readonly string[];
  readonly dependencies: boolean;
  readonly tests: boolean;
  readonly check: {
    /** `type`: while typing; `save`: when a file is saved; `off`: on command only. */
    readonly run: 'type' | 'save' | 'off';
    /** Whether all code of the workspace is checked in the background. */
    readonly workspace: boolean;
    /** Threads of the background check; 0: half of the processors. */
    readonly threads: number;
  };
  readonly diagnostics: {
    /** Whether compile errors that hold on every target are shown, which the Go extension shows as well. */
    readonly everyTarget: boolean;
  };
  readonly hover: { readonly layout: boolean; readonly constraints: boolean };
  readonly codeLens: {
    readonly absentFile: boolean;
    /** *run | test on TARGET* above programs and tests, where the workspace is trusted. */
    readonly run: boolean;
    /** Size and padding above struct types. */
    readonly layout: boolean;
  };
}

/** Commands of the client that code actions and lenses of the server name; package.json declares those a user can call. */
export const clientCommands = {
  pickTarget: 'archway.pickTarget',
  explainRule: 'archway.explainRule',
  /** Arguments: document URI, line (from 0), rule id. Asks for the reason and inserts the comment. */
  suppress: 'archway.suppress',
  /** Arguments: document URI, position. */
  showLayout: 'archway.showLayout',
  /** Argument: URI of a file of the program to run. */
  runProgram: 'archway.runProgramOf',
  /** Arguments: URI of a file of the package to test, names of the tests, or none for all of the package. */
  runTests: 'archway.runTestsOf',
  /** Argument: document URI. */
  openFile: 'vscode.open',
} as const;
