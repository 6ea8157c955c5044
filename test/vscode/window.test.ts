// What a user sees, in the window itself: the packaged extension on the example, driven by keyboard and mouse.
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installHost } from '../../scripts/vscode/install-host.ts';
import { tour } from '../../scripts/vscode/tour.ts';
import { openTour, type TourWindow } from '../../scripts/vscode/tour-window.ts';

describe('a window of VS Code shows', () => {
  let window: TourWindow;

  before(async () => {
    installHost();
    window = await openTour('light');
  });

  for (const { title, picture, show, needsGdb } of tour)
    it(title, async function () {
      if (needsGdb && window.whyNoGdb) {
        console.log(`      left out: ${window.whyNoGdb}`);
        this.skip();
      }
      try {
        await show(window.workbench);
      } catch (error) {
        const path = join(tmpdir(), `archway-${picture}-failed.png`);
        await window.workbench.page.screenshot({ path });
        throw new Error(`seen instead: ${path}`, { cause: error });
      }
    });

  it('how long the activation of the extension took', async () => {
    const text = await window.workbench.activation('Archway');
    assert.match(text, /\d+ms/);
    console.log(`      ${text}`);
  });

  after(() => window?.close());
});
