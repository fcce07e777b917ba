import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** A page, and all that it did that a report must not. */
export interface Visit {
  readonly page: Page;
  readonly complaints: readonly string[];
}

export interface Chromium {
  readonly visit: (html: string, options?: BrowserContextOptions) => Promise<Visit>;
  readonly close: () => Promise<void>;
}

/** Debian's Chromium, without a window or a network; pages are files of a folder of their own. */
export async function openChromium(): Promise<Chromium> {
  const browser: Browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  const folder = mkdtempSync(join(tmpdir(), 'portwitness-browser-'));
  let pages = 0;
  const visit = async (html: string, options: BrowserContextOptions = {}): Promise<Visit> => {
    const context = await browser.newContext({ offline: true, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    const file = join(folder, `${(pages += 1)}.html`);
    writeFileSync(file, html);
    const { href } = pathToFileURL(file);
    page.on('console', (message) => complaints.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => void dialog.dismiss().then(() => complaints.push('dialog')));
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== href) complaints.push(`request: ${request.url()}`);
    });
    await page.goto(href);
    return { page, complaints };
  };
  const close = async (): Promise<void> => {
    await browser.close();
    rmSync(folder, { recursive: true });
  };
  return { visit, close };
}
