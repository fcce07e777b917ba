// Takes the pictures of the demo's report that the README shows. Needs a built dist/ and a Chromium (CHROMIUM).
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const images = join(root, 'docs', 'images');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const demo = runDemo();
try {
  mkdirSync(images, { recursive: true });
  await take('report.png', 1010, '');
  await take('checks.png', 760, '#checks');
} finally {
  await browser.close();
  rmSync(demo, { recursive: true });
}

/** One picture: so many px of the page from there on. */
async function take(name, height, anchor) {
  const page = await browser.newPage({ viewport: { width: 1180, height }, colorScheme: 'light' });
  await page.goto(`${pathToFileURL(join(demo, 'violation.html')).href}${anchor}`);
  await page.screenshot({ path: join(images, name) });
}

/** Runs the demo into a folder of its own. */
function runDemo() {
  const folder = mkdtempSync(join(tmpdir(), 'portwitness-screenshots-'));
  execFileSync(
    process.execPath,
    [join(root, 'dist', 'cli', 'main.js'), 'demo', '--out', folder, '--lang', 'en'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  return folder;
}
