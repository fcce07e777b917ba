import { expect, test } from '@jest/globals';
import { formats } from '../../../src/report/formats/registry.ts';
import { lyncReport } from '../lync-report.ts';

const render = () =>
  formats.get('pdf')!.render(lyncReport('es'), { language: 'es', color: false, width: 100 });

test('the same report gives the same bytes: a tagged PDF with its language', async () => {
  const pdf = Buffer.from(await render());
  expect(pdf.equals(Buffer.from(await render()))).toBe(true);
  const text = pdf.toString('latin1');
  expect(text).toMatch(/^%PDF-1\.7/);
  expect(text).toContain('/Marked true');
  expect(text).toContain('/Lang (es)');
}, 60_000);
