// npm run screenshots: makes the pictures in docs/images again.
// npm run screenshots -- FOLDER: makes all pictures of the tour, in light, dark and both high contrast colours, in FOLDER.
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from '../prepare.mjs';
import { installHost } from './install-host.ts';
import { tour } from './tour.ts';
import { openTour, type Theme, themes } from './tour-window.ts';

const documented = join(root, 'docs/images');
const folder = process.argv[2] ? resolve(process.env.INIT_CWD ?? root, process.argv[2]) : documented;
mkdirSync(folder, { recursive: true });
installHost();
for (const theme of Object.keys(themes) as Theme[]) {
  // The documentation has no pictures of these.
  if (folder === documented && theme.startsWith('contrast')) continue;
  const { workbench, whyNoGdb, close } = await openTour(theme);
  try {
    for (const { picture, show, needsGdb } of tour) {
      if (needsGdb && whyNoGdb) {
        console.log(`${picture} is left out: ${whyNoGdb}`);
        continue;
      }
      await show(workbench);
      const path = join(folder, `${picture}-${theme}.png`);
      if (folder === documented && !existsSync(path)) continue;
      await workbench.page.screenshot({ path, animations: 'disabled', caret: 'initial' });
      console.log(path);
    }
  } catch (error) {
    await workbench.page.screenshot({ path: join(folder, `failed-${theme}.png`) });
    throw error;
  } finally {
    await close();
  }
}
