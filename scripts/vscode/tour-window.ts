// The window of the tour: the packaged extension, installed in a VS Code that has nothing else, on a copy of example/.
import { join } from 'node:path';
import { packageExtension } from './package-extension.ts';
import { makeProfile } from './profile.ts';
import { installExtension, startServer } from './server.ts';
import { tourSettings } from './tour.ts';
import { openWindow } from './window.ts';
import { Workbench } from './workbench.ts';
import { layWorkspace } from './workspace.ts';

export interface TourWindow {
  readonly workbench: Workbench;
  close(): Promise<void>;
}

/** The colours that pictures are made in, with the names of VS Code's own themes. */
export const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  contrast: 'Default High Contrast',
} as const;
export type Theme = keyof typeof themes;

/** Packages and installs the extension and opens the example. The test host must be installed. */
export async function openTour(theme: Theme): Promise<TourWindow> {
  const profile = makeProfile({ settings: { ...tourSettings, 'workbench.colorTheme': themes[theme] } });
  installExtension(profile, await packageExtension(join(profile.folder, 'archway.vsix')));
  const server = await startServer(profile);
  const window = await openWindow(theme === 'light' ? 'light' : 'dark');
  const close = async () => {
    await window.close();
    await server.stop();
    profile.remove();
  };
  try {
    const workbench = new Workbench(window.page);
    await window.page.goto(server.address(layWorkspace(['example'], profile.folder), [['skipWelcome', 'true']]));
    await window.page.locator('.statusbar').waitFor();
    return { workbench, close };
  } catch (error) {
    await close();
    throw error;
  }
}
