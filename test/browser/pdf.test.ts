import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Language } from '../../src/model/language.ts';
import type { Report } from '../../src/model/report.ts';
import { formats } from '../../src/report/formats/registry.ts';
import { actingCharacters } from '../report/hostile.ts';
import { hostileReport } from '../report/hostile-report.ts';
import { lyncReport } from '../report/lync-report.ts';
import { bigReport } from './big-report.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portwitness-pdf-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes the PDF, has qpdf check it, and answers what pdftotext reads in it. */
async function textOf(
  report: Report,
  language: Language = 'en',
  earlier: readonly Report[] = [],
): Promise<string> {
  const file = join(folder, 'report.pdf');
  writeFileSync(
    file,
    await formats.get('pdf')!.render(report, { language, color: false, width: 100, earlier }),
  );
  execFileSync('qpdf', ['--check', file], { stdio: 'pipe' });
  const { stdout, stderr } = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout;
}

test.each([
  [
    'en',
    ['Non-compliant', 'Contents', 'Failures (3)', 'Ports 3389 and 8443 are open', 'Signatures', 'Page 1 of'],
  ],
  ['es', ['No conforme', 'Contenido', 'Incumplimientos (3)', 'Proxy inverso', 'Firmas', 'Página 1 de']],
] as const)('in %s all is there to be read and searched for', async (language, passages) => {
  const text = await textOf(lyncReport(language), language);
  for (const passage of passages) expect(text).toContain(passage);
  expect(text).toContain('→');
  expect(text).toContain('✓');
});

test('hostile texts stay texts, and nothing acts when it is opened', async () => {
  const text = await textOf(hostileReport());
  expect(text.replaceAll('\f', '\n')).not.toMatch(actingCharacters);
  const raw = execFileSync('qpdf', [
    '--qdf',
    '--object-streams=disable',
    join(folder, 'report.pdf'),
    '-',
  ]).toString('latin1');
  expect(raw).not.toMatch(/\/(JavaScript|JS|Launch|URI|OpenAction|EmbeddedFile)\b/);
});

test.each([
  ['en', ['The last runs', 'Changed since the run before', '21 Oct 2026', '22 Nov 2026']],
  ['es', ['Las últimas ejecuciones', 'Cambios desde la ejecución anterior', '21 oct 2026', '22 nov 2026']],
] as const)('in %s the earlier runs stand in it, and what changed', async (language, passages) => {
  const report = lyncReport(language);
  const before: Report = {
    ...report,
    outcome: 'compliant',
    counts: { pass: 10, fail: 0, inconclusive: 0, waived: 0, notApplicable: 0 },
    run: {
      ...report.run,
      id: 'before',
      startedAt: '2026-10-21T09:30:00.000Z',
      finishedAt: '2026-10-21T09:31:00.000Z',
    },
    checks: report.checks.map((check) => ({ ...check, verdict: 'pass' as const })),
  };
  const text = await textOf(report, language, [before]);
  for (const passage of passages) expect(text).toContain(passage);
  expect(await textOf(report, language)).not.toContain(passages[1]);
});

test('120 roles and hundreds of checks: the picture folds out, the tables go on', async () => {
  const text = await textOf(bigReport(400, 20, 120));
  expect(text).toContain('Server role number 119');
  expect(text).toContain('Page 12 of');
});
