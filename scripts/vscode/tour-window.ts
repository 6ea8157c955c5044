// The window of the tour: the packaged extension, installed in a VS Code that has nothing else, on a copy of example/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { newerGdb } from '../support/newer-gdb.ts';
import { packageExtension } from './package-extension.ts';
import { makeProfile } from './profile.ts';
import { installExtension, startServer } from './server.ts';
import { tourSettings } from './tour.ts';
import { openWindow } from './window.ts';
import { Workbench } from './workbench.ts';
import { layWorkspace } from './workspace.ts';

export interface TourWindow {
  readonly workbench: Workbench;
  /** The copy of example/. */
  readonly folder: string;
  /** Why there is no GDB that debugs by itself; undefined where there is one. */
  readonly whyNoGdb: string | undefined;
  close(): Promise<void>;
}

/** The colours that pictures are made in, with the names of VS Code's own themes. */
export const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  contrast: 'Default High Contrast',
  'contrast-light': 'Default High Contrast Light',
} as const;
export type Theme = keyof typeof themes;

/**
 * Packages and installs the extension and opens the example. The test host must be installed.
 * @param others extensions that seem to be there as well, `publisher.name`: they have a name, and do nothing
 */
export async function openTour(theme: Theme, others: readonly string[] = []): Promise<TourWindow> {
  const gdb = findGdb();
  const profile = makeProfile({ settings: { ...tourSettings, 'workbench.colorTheme': themes[theme] } });
  // Such a setting is the machine's: where programs run, that of the user's window does not count.
  mkdirSync(join(profile.userData, 'Machine'), { recursive: true });
  writeFileSync(join(profile.userData, 'Machine/settings.json'), JSON.stringify(gdb.settings ?? {}));
  installExtension(profile, await packageExtension(join(profile.folder, 'archway.vsix')));
  for (const id of others) installExtension(profile, await packageName(id, profile.folder));
  const server = await startServer(profile);
  const window = await openWindow(theme.endsWith('light') ? 'light' : 'dark');
  const close = async () => {
    await window.close();
    await server.stop();
    profile.remove();
  };
  try {
    const workbench = new Workbench(window.page);
    const folder = layWorkspace(['example'], profile.folder);
    await window.page.goto(server.address(folder, [['skipWelcome', 'true']]));
    await window.page.locator('.statusbar').waitFor();
    return { workbench, folder, whyNoGdb: gdb.whyNone, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Settings by which a GDB that debugs by itself is found. */
function findGdb(): { settings?: Record<string, unknown>; whyNone?: string } {
  try {
    const PATH = `${newerGdb()}${delimiter}${process.env.PATH}`;
    return { settings: { 'archway.toolsEnvironment': { PATH } } };
  } catch (error) {
    return { whyNone: (error as Error).message };
  }
}

/** Packages an extension that is nothing but its name. */
async function packageName(id: string, into: string): Promise<string> {
  const [publisher, name] = id.split('.');
  const cwd = join(into, id);
  mkdirSync(cwd);
  const manifest = { publisher, name, version: '0.0.1', engines: { vscode: '^1.91.0' }, files: [] };
  writeFileSync(join(cwd, 'package.json'), JSON.stringify(manifest));
  const packagePath = join(into, `${id}.vsix`);
  await createVSIX({ cwd, packagePath, dependencies: false, allowMissingRepository: true, skipLicense: true });
  return packagePath;
}
