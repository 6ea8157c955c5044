// npm run screenshots [-- FOLDER]: makes the pictures of the documentation, in light and dark colours, in docs/images or FOLDER.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from '../prepare.mjs';
import { installHost } from './install-host.ts';
import { tour } from './tour.ts';
import { openTour } from './tour-window.ts';

const folder = resolve(process.env.INIT_CWD ?? root, process.argv[2] ?? join(root, 'docs/images'));
mkdirSync(folder, { recursive: true });
installHost();
for (const theme of ['light', 'dark'] as const) {
  const { workbench, close } = await openTour(theme);
  try {
    for (const { picture, show } of tour) {
      await show(workbench);
      const path = join(folder, `${picture}-${theme}.png`);
      await workbench.page.screenshot({ path });
      console.log(path);
    }
  } catch (error) {
    await workbench.page.screenshot({ path: join(folder, `failed-${theme}.png`) });
    throw error;
  } finally {
    await close();
  }
}
