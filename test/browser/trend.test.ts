import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Report } from '../../src/model/report.ts';
import { formats } from '../../src/report/formats/registry.ts';
import { renderIndex } from '../../src/report/formats/html/index-page.ts';
import { countVerdicts, decideOutcome } from '../../src/report/outcome.ts';
import { lyncReport } from '../report/lync-report.ts';
import { axeFindings, markupFindings } from './findings.ts';
import { openChromium, type Chromium } from './chromium.ts';

let chromium: Chromium;
beforeAll(async () => {
  chromium = await openChromium();
});
afterAll(() => chromium.close());

/** The Lync report of an earlier day, when fewer or more checks failed. */
function dayBefore(day: number, mended: number): Report {
  const report = lyncReport('en');
  let left = mended;
  const checks = report.checks.map((check) =>
    check.verdict === 'fail' && left-- > 0 ? { ...check, verdict: 'pass' as const } : check,
  );
  const counts = countVerdicts(checks);
  const at = `2026-11-${day}T09:30:00.000Z`;
  const run = { ...report.run, id: `run-${day}`, startedAt: at, finishedAt: at };
  return { ...report, checks, counts, run, outcome: decideOutcome(counts, true) };
}

test('a report shows the runs before it and what changed since', async () => {
  const options = {
    language: 'en',
    color: false,
    width: 100,
    earlier: [dayBefore(19, 0), dayBefore(20, 2)],
  } as const;
  const html = (await formats.get('html')!.render(lyncReport('en'), options)) as string;
  const { page, complaints } = await chromium.visit(html, { viewport: { width: 360, height: 900 } });
  const section = page.locator('[aria-labelledby=trend]');
  expect(await section.locator('circle').count()).toBe(3);
  expect(await section.locator('tbody').last().locator('tr').count()).toBe(2);
  expect(await section.locator('tbody').last().innerText()).toMatch(/✓ Pass\s+✗ Fail/);
  expect([await axeFindings(page), await markupFindings(html), complaints]).toEqual([[], [], []]);
});

test('the index shows each site with its history', async () => {
  const runs = [dayBefore(19, 0), dayBefore(20, 2), lyncReport('en')];
  const html = renderIndex(
    new Map([
      ['contoso', runs],
      ['<b>fabrikam', [dayBefore(20, 4)]],
    ]),
    'en',
  );
  const { page, complaints } = await chromium.visit(html);
  expect(await page.locator('h2').allInnerTexts()).toEqual(['<b>fabrikam', 'contoso']);
  expect(await page.locator('section').last().innerText()).toContain(
    'Latest: Non-compliant 3 of 9 checks fail.',
  );
  expect([await axeFindings(page), await markupFindings(html), complaints]).toEqual([[], [], []]);
});
