// A window of VS Code: a page in a headless Chromium of its own.
import { chromium as browsers, type Page } from 'playwright-core';
import { chromium } from './install-host.ts';

export interface Window {
  readonly page: Page;
  close(): Promise<void>;
}

/** Opens an empty page, in the light or the dark colours of the user's system. */
export async function openWindow(colorScheme: 'light' | 'dark' = 'light'): Promise<Window> {
  const browser = await browsers.launch({
    executablePath: chromium!,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-dev-shm-usage',
    ],
  });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme,
    reducedMotion: 'reduce',
  });
  return { page: await context.newPage(), close: () => browser.close() };
}
