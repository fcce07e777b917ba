import type { Report } from '../../src/model/report.ts';
import { countVerdicts } from '../../src/report/outcome.ts';
import { hostileTexts } from './hostile.ts';
import { lyncReport } from './lync-report.ts';

/** Words of the contract: what else stands there a reader would have refused. */
const kept = new Set([
  'schema',
  'outcome',
  'kind',
  'verdict',
  'need',
  'expected',
  'protocol',
  'ports',
  'startedAt',
  'finishedAt',
  'notBefore',
  'notAfter',
  'language',
  'status',
  'until',
  'from',
]);

/** The Lync report with a hostile text in every field that a stranger, or a careless person, could fill. */
export function hostileReport(): Report {
  let next = 0;
  const spoil = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return kept.has(key) ? value : hostileTexts[next++ % hostileTexts.length];
    if (Array.isArray(value)) return value.map((item) => spoil(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, spoil(item, name)]));
  };
  const report = lyncReport('en');
  const spoilt = spoil(
    { ...report, checks: Array.from({ length: 6 }, () => report.checks).flat() },
    '',
  ) as Report;
  return {
    ...spoilt,
    counts: countVerdicts(spoilt.checks),
    tool: { ...spoilt.tool, name: 'portwitness' },
    checks: spoilt.checks.map((check, i) => ({
      ...check,
      id: `${i} ${check.id}`,
      to: hostileTexts[i % hostileTexts.length]!,
    })),
  };
}
