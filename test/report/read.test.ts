import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { InputError } from '../../src/model/mistake.ts';
import type { Report, ReportCheck } from '../../src/model/report.ts';
import { countVerdicts, decideOutcome } from '../../src/report/outcome.ts';
import { decodeReport, readReport } from '../../src/report/read.ts';
import { reportJsonSchema } from '../../src/report/schema.ts';
import { say } from '../../src/text/catalogue.ts';
import { hostileReport } from './hostile-report.ts';
import { lyncReport } from './lync-report.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portwitness-read-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const report = lyncReport('en');
const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));

function mistakesOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof InputError) return error.mistakes.map(({ reason }) => say(reason, 'en'));
    throw error;
  }
  return [];
}

describe('a sound report is read as it was written', () => {
  test('from its file and from its run folder', async () => {
    mkdirSync(join(folder, 'run'));
    const file = join(folder, 'run', 'report.json');
    writeFileSync(file, JSON.stringify(report));
    expect(await readReport(file)).toEqual(report);
    expect(await readReport(join(folder, 'run'))).toEqual(report);
  });

  test('fields that this version does not know are left aside', () => {
    const newer = {
      ...report,
      mood: 'good',
      checks: report.checks.map((check) => ({ ...check, colour: 'red' })),
    };
    expect(decodeReport(bytesOf(newer), 'r')).toEqual(report);
  });

  test('hostile texts are data like any other', () => {
    const hostile = JSON.parse(JSON.stringify(hostileReport())) as Report;
    expect(decodeReport(bytesOf(hostile), 'r').checks).toHaveLength(hostile.checks.length);
  });
});

describe('a report whose verdicts its own evidence denies was altered', () => {
  const day = report.run.startedAt.slice(0, 10);
  const observed = { open: [], refused: 1, rejected: 0, silent: 0, unknown: 0 };
  const told = { ...report.checks[0]!, id: 'told', verdict: 'pass', observed } as const;
  const { waiver: _, ...plain } = told;
  const closed = { ...plain, kind: 'closed', expected: 'closed' } as const;
  const flow = { ...plain, kind: 'flow', expected: 'open', need: 'required', protocol: 'tcp' } as const;
  const waived = { ...flow, verdict: 'fail' } as const;
  const waivedUntil = (until: string) => ({ ...waived, waiver: { until, by: 'me', reason: 'x' } });
  const one = (check: ReportCheck) => ({
    ...report,
    run: { ...report.run, complete: true },
    checks: [check],
    counts: countVerdicts([check]),
    outcome: decideOutcome(countVerdicts([check]), true),
  });
  const open = { ...observed, open: [22] };

  test.each<[string, ReportCheck, boolean]>([
    ['a closed rule that passes with an open port', { ...closed, observed: open }, false],
    ['a closed rule that passes', closed, true],
    ['a required flow that passes shut', flow, false],
    ['a required flow that passes open', { ...flow, observed: open }, true],
    ['an optional flow that passes shut', { ...flow, need: 'optional' }, true],
    ['a datagram that only the far side has seen', { ...flow, protocol: 'udp' }, true],
    ['a waiver that had ended', waivedUntil('2020-01-01'), false],
    ['a waiver on its last day', waivedUntil(day), true],
  ])('%s', (_what, check, sound) => {
    expect(mistakesOf(() => decodeReport(bytesOf(one(check)), 'r'))).toHaveLength(sound ? 0 : 1);
  });
});

describe('anything else is refused in a sentence', () => {
  const noReport =
    'This is no report of portwitness, or of a version that this one does not know; expected "schema": "portwitness/report/1".';
  const notJson = 'This is no report: it is not JSON in UTF-8, or it was cut short.';
  const altered =
    'The report contradicts itself: its counts or its outcome are not those of its checks. It was altered.';
  const { checks } = report;

  test.each<[string, Uint8Array, string]>([
    ['nothing', Buffer.from(''), notJson],
    ['half of it', bytesOf(report).subarray(0, 2000), notJson],
    ['UTF-16', Buffer.from(JSON.stringify(report), 'utf16le'), notJson],
    ['broken UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22]), notJson],
    ['deep brackets', Buffer.from('['.repeat(200_000)), notJson],
    ['a later contract', bytesOf({ ...report, schema: 'portwitness/report/2' }), noReport],
    ['another outcome', bytesOf({ ...report, outcome: 'compliant' }), altered],
    [
      'a verdict changed',
      bytesOf({ ...report, checks: checks.map((check) => ({ ...check, verdict: 'pass' })) }),
      altered,
    ],
    [
      'a check twice',
      bytesOf({ ...report, counts: { ...report.counts, pass: 5 }, checks: [...checks, checks[0]] }),
      'The report names a check twice. It was altered.',
    ],
  ])('%s', (_, bytes, sentence) => {
    expect(mistakesOf(() => decodeReport(bytes, 'r'))).toEqual([sentence]);
  });

  test.each<[string, unknown, RegExp]>([
    [
      'a port 0',
      { observed: { ...checks[0]!.observed, open: [0] } },
      /broken at checks\.0\.observed\.open\.0/,
    ],
    ['ports that are none', { ports: '80; rm -rf /' }, /broken at checks\.0\.ports/],
    ['a time that is none', { startedAt: 'yesterday' }, /broken at checks\.0\.startedAt/],
    ['a negative count', { attempts: -1 }, /broken at checks\.0\.attempts/],
    ['a missing title', { title: { en: 'x' } }, /broken at checks\.0\.title\.es/],
  ])('%s', (_, part, sentence) => {
    const broken = { ...report, checks: checks.map((check) => ({ ...check, ...(part as object) })) };
    expect(mistakesOf(() => decodeReport(bytesOf(broken), 'r'))[0]).toMatch(sentence);
  });

  test('no file, no report in a folder, no file but a device', async () => {
    for (const path of [join(folder, 'absent.json'), folder, '/dev/zero']) {
      await expect(readReport(path)).rejects.toThrow(InputError);
    }
  });
});

test('the published JSON Schema takes our reports, of later versions too, and refuses others', () => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const valid = ajv.compile(reportJsonSchema());
  expect([valid(report), valid.errors]).toEqual([true, null]);
  expect(valid({ ...report, mood: 'good' })).toBe(true);
  expect(valid({ ...report, outcome: 'fine' })).toBe(false);
});
