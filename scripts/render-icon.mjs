// Renders media/icon.svg as media/icon.png, 256 by 256, as the marketplace wants it: `node scripts/render-icon.mjs` where the
// drawing has changed. Needs Chromium; CHROMIUM says where it is.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const side = 256;
const media = new URL('../media/', import.meta.url);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  const svg = readFileSync(new URL('icon.svg', media), 'utf8');
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${side}px }</style>${svg}`);
  await page.screenshot({ path: fileURLToPath(new URL('icon.png', media)), omitBackground: true });
} finally {
  await browser.close();
}
