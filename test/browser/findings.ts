import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HtmlValidate, StaticConfigLoader } from 'html-validate/node';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong, by rule and place. The page's own policy forbids scripts: axe comes in from outside. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
  });
}

/** What html-validate finds wrong. */
export async function markupFindings(html: string): Promise<string[]> {
  const loader = new StaticConfigLoader({
    extends: ['html-validate:recommended'],
    // a self-contained page has its style and script in it, and its policy names them by their hashes
    rules: { 'require-sri': 'off', 'no-inline-style': 'error', 'long-title': 'off' },
  });
  const { results } = await new HtmlValidate(loader).validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`),
  );
}
