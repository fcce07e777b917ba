import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { languages, type Language } from '../../src/model/language.ts';
import type { Report } from '../../src/model/report.ts';
import { anchorOf } from '../../src/report/anchor.ts';
import { formats } from '../../src/report/formats/registry.ts';
import { actingCharacters } from '../report/hostile.ts';
import { hostileReport } from '../report/hostile-report.ts';
import { lyncReport } from '../report/lync-report.ts';
import { bigReport } from './big-report.ts';
import { axeFindings, markupFindings } from './findings.ts';
import { openChromium, type Chromium } from './chromium.ts';

let chromium: Chromium;
beforeAll(async () => {
  chromium = await openChromium();
});
afterAll(() => chromium.close());

async function htmlOf(report: Report, language: Language = 'en'): Promise<string> {
  return (await formats.get('html')!.render(report, { language, color: false, width: 100 })) as string;
}

const showing = (page: Page, text: string) =>
  page.locator('#showing', { hasText: new RegExp(`^${text}`) }).waitFor();
const visible = (page: Page) => page.locator('.check:visible').count();

describe.each(languages)('in %s', (language) => {
  test.each([
    ['light', 360],
    ['light', 1920],
    ['dark', 360],
    ['dark', 1280],
  ] as const)(
    '%s, %i px wide: nothing asked for, nothing complained of, nothing inaccessible',
    async (colorScheme, width) => {
      const { page, complaints } = await chromium.visit(await htmlOf(lyncReport(language), language), {
        colorScheme,
        viewport: { width, height: 900 },
      });
      expect(await axeFindings(page)).toEqual([]);
      const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect(await page.evaluate(overflow)).toBe(0);
      expect(complaints).toEqual([]);
    },
  );

  test('the mark-up is valid', async () => {
    expect(await markupFindings(await htmlOf(lyncReport(language), language))).toEqual([]);
  });
});

test('without scripts everything is there to be read, and the filters are not', async () => {
  const { page, complaints } = await chromium.visit(await htmlOf(lyncReport('en')), {
    javaScriptEnabled: false,
  });
  expect(await page.locator('.outcome').innerText()).toContain('Non-compliant');
  expect(await page.locator('#filters').isVisible()).toBe(false);
  expect([await visible(page), await page.locator('.check[open]').count()]).toEqual([10, 3]);
  await page.locator('.check:not([open]) summary').first().click();
  expect(await page.locator('.check[open]').count()).toBe(4);
  expect(complaints).toEqual([]);
});

test('prints on A4 without scripts or filters getting in the way', async () => {
  const { page } = await chromium.visit(await htmlOf(lyncReport('en')), { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('#filters').isVisible()).toBe(false);
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
});

describe('by keyboard', () => {
  test('a search narrows the list, says so, and is kept in the address', async () => {
    const { page } = await chromium.visit(await htmlOf(lyncReport('en')));
    await page.locator('[name=q]').focus();
    await page.keyboard.type('3389');
    await showing(page, '1 of');
    expect(await visible(page)).toBe(1);
    expect(await page.locator('.rule:visible').count()).toBe(1);
    expect(page.url()).toContain('#show?q=3389');
    await page.reload();
    expect(await visible(page)).toBe(1);
  });

  test('verdicts, roles, vantages and rules filter; one button shows all again', async () => {
    const { page } = await chromium.visit(await htmlOf(lyncReport('en')));
    const filtered = async (work: () => Promise<unknown>) => {
      await work();
      await page.waitForTimeout(200);
      return visible(page);
    };
    const passes = page.locator('[value=pass]');
    expect(await filtered(() => passes.focus().then(() => page.keyboard.press('Space')))).toBe(6);
    expect(await filtered(() => page.locator('[name=vantage]').selectOption('dmz'))).toBe(3);
    expect(await filtered(() => page.locator('[name=role]').selectOption('front-end'))).toBe(2);
    expect(await filtered(() => page.locator('[name=rule]').selectOption({ index: 1 }))).toBe(0);
    await page.locator('[type=reset]').focus();
    expect(await filtered(() => page.keyboard.press('Enter'))).toBe(10);
  });

  test('a control leads to the checks that support it', async () => {
    const { page } = await chromium.visit(await htmlOf(lyncReport('en')));
    await page.locator('section[aria-labelledby=controls] a', { hasText: 'SC-7(5)' }).click();
    await showing(page, '1 of');
    expect(await page.locator('.rule:visible h3').allTextContents()).toEqual([
      'Nothing else is open from outside',
    ]);
    await page.locator('[name=control]').selectOption('nist-800-53-r5:SC-7');
    await showing(page, '3 of');
  });

  test('a link leads to its check, opens it and puts the focus there', async () => {
    const report = lyncReport('en');
    const { page } = await chromium.visit(await htmlOf(report));
    const anchor = anchorOf(report.checks[7]!.id);
    await page.evaluate(`location.hash = ${JSON.stringify(anchor)}`);
    await page.locator(`#${anchor}[open]`).waitFor();
    expect(await page.evaluate('document.activeElement.parentElement.id')).toBe(anchor);
  });
});

test('what is shown can be copied as CSV', async () => {
  const { page } = await chromium.visit(await htmlOf(lyncReport('en')), {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.locator('[name=q]').fill('3389');
  await showing(page, '1 of');
  await page.locator('#copy').click();
  await page.locator('#copied', { hasText: 'Copied' }).waitFor();
  const lines = String(await page.evaluate('navigator.clipboard.readText()')).split(/\r?\n/);
  expect(lines[0]).toBe('"Verdict","Rule","Path","Ports","Seen","Reason","Id"');
  expect(lines[1]).toMatch(/^"Fail","Nothing else is open from outside",/);
});

test('hostile texts stay texts: no script, no element, no request, no terminal escape', async () => {
  const { page, complaints } = await chromium.visit(await htmlOf(hostileReport()));
  await page.locator('[name=q]').fill('svg');
  await page.waitForTimeout(200);
  expect(await page.title()).not.toBe('owned');
  expect(await page.locator('img, iframe, object, embed, [onload], [onerror], [onmouseover]').count()).toBe(
    0,
  );
  expect(await page.locator('script').count()).toBe(1);
  const links: string[] = await page
    .locator('a')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
  expect(links.filter((href) => !href.startsWith('#'))).toEqual([]);
  const text = await page.locator('body').innerText(); // the browser sets a TAB between cells
  expect(text.replaceAll('\t', ' ')).not.toMatch(actingCharacters);
  expect(complaints).toEqual([]);
});

test('2,000 checks of 100 hosts: under 3 MB, and usable at once', async () => {
  const html = await htmlOf(bigReport(2000, 100, 12));
  expect(Buffer.byteLength(html)).toBeLessThan(3_000_000);
  const { page, complaints } = await chromium.visit(html);
  // What a browser does until a page is there grows with what stands in it: elements and texts, 2,000 times so many.
  const count =
    'let n = 0; for (const w = document.createTreeWalker(document, NodeFilter.SHOW_ALL); w.nextNode(); ) n++; n';
  expect(await page.evaluate(count)).toBeLessThan(2000 * 29);
  expect(await page.locator('.rule > header', { hasText: 'Expected: 1024/tcp open' }).count()).toBe(1);
  await page.locator('[name=q]').fill('host-42.');
  await showing(page, '20 of');
  expect(complaints).toEqual([]);
});

test('120 roles: every box stands apart from the others, inside of the picture', async () => {
  const { page } = await chromium.visit(await htmlOf(bigReport(400, 20, 120)));
  const boxes = await page
    .locator('svg rect.box')
    .evaluateAll((all) =>
      all.map((rect) => ['x', 'y', 'width', 'height'].map((name) => Number(rect.getAttribute(name)))),
    );
  expect(boxes).toHaveLength(120);
  const overlapping = boxes.filter((a, i) =>
    boxes
      .slice(i + 1)
      .some(
        (b) =>
          a[0]! < b[0]! + b[2]! && b[0]! < a[0]! + a[2]! && a[1]! < b[1]! + b[3]! && b[1]! < a[1]! + a[3]!,
      ),
  );
  expect(overlapping).toEqual([]);
});
