import type { Report, ReportCheck } from '../../model/report.ts';
import { cleanCsv } from '../clean.ts';
import { controlId, controlsOf } from '../controls.ts';
import { standingOf } from '../describe.ts';
import { inLanguage } from '../localize.ts';
import type { RenderOptions } from './format.ts';

type Column = (
  check: ReportCheck,
  options: RenderOptions & { readonly report: Report },
) => string | number | null | undefined;

/** The columns' names are those of report.json, in every language: programs read them. */
export const csvColumns: Readonly<Record<string, Column>> = {
  standing: (check) => standingOf(check),
  id: ({ id }) => id,
  profile: ({ profile }) => profile,
  rule: ({ rule }) => rule,
  kind: ({ kind }) => kind,
  title: ({ title }, { language }) => title[language],
  from: ({ from }) => from,
  to: ({ to }) => to,
  vantage: ({ vantage }) => vantage,
  host: ({ host }) => host,
  address: ({ address }) => address,
  protocol: ({ protocol }) => protocol,
  ports: ({ ports }) => ports,
  need: ({ need }) => need,
  expected: ({ expected }) => expected,
  open: ({ observed }) => observed.open.join(' '),
  refused: ({ observed }) => observed.refused,
  rejected: ({ observed }) => observed.rejected,
  silent: ({ observed }) => observed.silent,
  unknown: ({ observed }) => observed.unknown,
  verdict: ({ verdict }) => verdict,
  reason: ({ reason }) => reason,
  reasonCode: ({ reasonCode }) => reasonCode,
  findings: ({ findings }) =>
    findings
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ expectation, reason }) => `${expectation}: ${reason}`)
      .join(' | '),
  attempts: ({ attempts }) => attempts,
  missProbability: ({ missProbability }) => missProbability,
  waivedUntil: ({ waiver }) => waiver?.until,
  waivedBy: ({ waiver }) => waiver?.by,
  document: ({ cite }) => cite?.document,
  table: ({ cite }) => cite?.table,
  row: ({ cite }) => cite?.row,
  controls: (check, { report }) =>
    controlsOf(report, check)
      .flatMap(([framework, controls]) => controls.map((control) => controlId(framework, control)))
      .join(' '),
  startedAt: ({ startedAt }) => startedAt,
  finishedAt: ({ finishedAt }) => finishedAt,
};

/** One line a check, as RFC 4180 writes them. What was not covered stands at the end, with that standing. */
export function renderCsv(report: Report, options: RenderOptions): string {
  const { checks, notCovered } = inLanguage(report, options.language);
  const names = Object.keys(csvColumns);
  const columns = Object.values(csvColumns);
  const rows = [
    names,
    ...checks.map((check) => columns.map((column) => column(check, { ...options, report }) ?? null)),
    ...notCovered.map((omission) => {
      const { rule, from, to, reason } = omission;
      const fields: Record<string, string> = { standing: 'notCovered', rule, from, to, reason };
      return names.map((name) => fields[name] ?? null);
    }),
  ];
  return rows.map((row) => `${row.map(cleanCsv).join(',')}\r\n`).join('');
}
