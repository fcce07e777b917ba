import type { Language } from '../model/language.ts';
import type { Report } from '../model/report.ts';
import { dayWords, instantWords, spanWords } from './dates.ts';
import type { Words } from './words.ts';

/** A label and what it stands for; several lines where several things do. */
export interface Particular {
  readonly label: string;
  readonly values: readonly string[];
}

/** When, from where, against what and by whose authority: the head of every report. */
export function particulars(report: Report, words: Words, language: Language): Particular[] {
  const { run, site, tool } = report;
  return [
    { label: words('labelSite'), values: [site.name] },
    { label: words('labelWhen'), values: [spanWords(run.startedAt, run.finishedAt, language)] },
    { label: words('labelVantages'), values: report.vantages.map((vantage) => vantageWords(vantage, words)) },
    { label: words('labelAuthority'), values: [authorityWords(report, words, language)] },
    {
      label: words('labelProfiles'),
      values: report.profiles.map(({ id, version, title }) =>
        title === undefined ? `${id} ${version}` : `${title[language]} (${id} ${version})`,
      ),
    },
    { label: words('labelRun'), values: [run.id] },
    {
      label: words('labelTool'),
      values: [`${tool.name} ${tool.version}, Node ${tool.node}, OpenSSL ${tool.openssl}`],
    },
  ].filter(({ values }) => values.length > 0);
}

function vantageWords(
  { name, source, standsFor, transport }: Report['vantages'][number],
  words: Words,
): string {
  const place = [source.join(', '), transport].filter((part) => part !== '').join(', ');
  const roles = standsFor.length > 0 ? `, ${words('vantageStandsFor', { roles: standsFor.join(', ') })}` : '';
  return `${name} (${place})${roles}`;
}

function authorityWords({ authorization }: Report, words: Words, language: Language): string {
  const { reference, by, from, until } = authorization;
  const parts = [
    reference,
    by !== undefined && words('authorityBy', { by }),
    from !== undefined && words('authorityFrom', { from: instantWords(from, language) }),
    until !== undefined && words('authorityUntil', { until: instantWords(until, language) }),
  ].filter((part) => typeof part === 'string');
  return parts.length > 0 ? parts.join(', ') : words('authorityNone');
}

/** The site's answers to the profiles' conditions, each as its question. */
export function conditionParticulars(report: Report, words: Words, language: Language): Particular[] {
  return Object.entries(report.conditions).map(([id, answer]) => ({
    label: report.questions?.[id]?.[language] ?? id,
    values: [answer ? words('yes') : words('no')],
  }));
}

export function waiverWords(
  { until, by, reason }: { until: string; by: string; reason: string },
  words: Words,
  language: Language,
): string {
  return words('waiverBy', { until: dayWords(until, language), by, reason });
}
