// What the extension asks beside the language server protocol: see `protocol.ts`.
import type { CancellationToken, WorkspaceEdit } from 'vscode-languageserver/node';
import { say } from '../messages/catalogue.ts';
import { targetName } from '../platform/target.ts';
import { runInBackground } from './background.ts';
import type { Checked, FoundPackage } from './background-protocol.ts';
import type { Core } from './core.ts';
import { layoutAt, suppress, testAtOffset, testsOfPackage } from './editor-protocol.ts';
import { findingsOf } from './findings-list.ts';
import { type ConfiguredProject, goPath } from './projects.ts';
import * as protocol from './protocol.ts';
import { pathOf, uriOf } from './uris.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** Answers the extension. */
export function extensionRequests(core: Core): void {
  const { connection, thread, documents } = core;
  // It has no parameters; where a client sends some all the same, the token stands behind them.
  connection.onRequest(protocol.checkWorkspace, async (...args: unknown[]) =>
    summary(await core.workspace.checkAll(args.at(-1) as CancellationToken)),
  );
  connection.onRequest(
    protocol.showLayout,
    async (params: protocol.LayoutParams, token): Promise<protocol.LayoutResult | null> => {
      const place = await placeOf(core, params);
      return place && core.ask(layoutAt, place, token);
    },
  );
  connection.onRequest(
    protocol.testAt,
    async (params: protocol.LayoutParams, token): Promise<protocol.TestAtResult | null> => {
      const place = await placeOf(core, params);
      return place && core.ask(testAtOffset, place, token);
    },
  );
  connection.onRequest(protocol.listTests, ({ uri }: protocol.TestsParams, token) => testsOf(core, uri, token));
  connection.onRequest(protocol.listPackages, ({ folder }: protocol.PackagesParams) => packagesOf(core, folder));
  connection.onRequest(protocol.listFindings, async ({ folder }: protocol.FindingsParams) =>
    findingsOf(core, await projectOf(core, folder)),
  );
  connection.onRequest(protocol.checkTargets, async ({ folder }: protocol.CheckTargetsParams) => {
    const { configuration } = await projectOf(core, folder);
    return configuration.project.targets.map(targetName);
  });
  connection.onRequest(
    protocol.suppressionEdit,
    async ({ uri, line, rule, reason }: protocol.SuppressionParams, token): Promise<WorkspaceEdit | null> => {
      const at = await core.documentAt(uri);
      if (!at) return null;
      const question = { root: at.project.root, path: at.document.path, line, rule, reason };
      const change = await core.ask(suppress, question, token);
      return change && workspaceEdit(core, change);
    },
  );
  connection.onRequest(
    protocol.serverStatus,
    async (): Promise<protocol.ServerStatus> => ({
      processId: process.pid,
      openDocuments: documents.all().length,
      heapBytes: process.memoryUsage().heapUsed + (await thread.heapBytes()),
    }),
  );
  connection.onNotification(protocol.targetChanged, ({ folder, target, cgo }: protocol.TargetChanged) =>
    core.chooseTarget(folder, target, cgo === true),
  );
}

async function placeOf(core: Core, { uri, position }: protocol.LayoutParams) {
  const at = await core.documentAt(uri);
  if (!at) return null;
  const { document, project } = at;
  return { root: project.root, path: document.path, offset: document.text.offsetAt(position) };
}

/** The project of a folder. @throws Error where there is none */
async function projectOf({ projects }: Core, uri: string): Promise<ConfiguredProject> {
  await projects.idle();
  const root = pathOf(uri);
  const project = root === undefined ? undefined : projects.of(root);
  if (!project) throw new Error(say('server-no-such-folder', { folder: uri }));
  return project;
}

async function packagesOf(core: Core, folder: string): Promise<protocol.PackageEntry[]> {
  const { root, configuration } = await projectOf(core, folder);
  let found: readonly FoundPackage[] = [];
  const { locale } = core.options;
  await runInBackground(
    { kind: 'packages', locale, project: configuration.project, overlay: core.workspace.overlayOf(root) },
    new AbortController().signal,
    (message) => {
      if (message.kind === 'packages') found = message.packages;
    },
  );
  return found.map((one) => packageEntry(root, one));
}

function packageEntry(root: string, { dir, moduleDir, ...found }: FoundPackage): protocol.PackageEntry {
  return { ...found, path: goPath(root, dir), module: uriOf(moduleDir) };
}

async function testsOf(core: Core, uri: string, token: CancellationToken): Promise<protocol.TestsResult | null> {
  await core.projects.idle();
  const path = pathOf(uri);
  const project = path === undefined ? undefined : core.projects.of(path);
  if (path === undefined || project === undefined) return null;
  const { root } = project;
  // An edit takes no such question back: it is about a package, and asked anew only where its tests may have changed.
  const found = await core.thread.ask(testsOfPackage, { root, path }, token);
  return (
    found && {
      package: packageEntry(root, found.package),
      tests: found.tests.map(({ path: file, ...test }) => ({ ...test, uri: uriOf(file) })),
    }
  );
}

function summary(checks: readonly Checked[]): protocol.WorkspaceChecked {
  const sum = (count: (checked: Checked) => number) => checks.reduce((total, checked) => total + count(checked), 0);
  return {
    errors: sum((checked) => checked.errors),
    warnings: sum((checked) => checked.warnings),
    infos: sum((checked) => checked.infos),
    packages: sum((checked) => checked.packages),
    files: sum((checked) => checked.goFiles),
    seconds: sum((checked) => checked.seconds),
    incomplete: checks.flatMap((checked) => checked.incomplete),
  };
}
