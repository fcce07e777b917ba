import type { Language } from '../../model/language.ts';
import { cleanMarkdown, cleanTerminal, shorten } from '../clean.ts';
import { instantWords } from '../dates.ts';
import { outcomeWord } from '../describe.ts';
import { wordsIn, type Words } from '../words.ts';
import { driftKinds, type Drift, type DriftedRun, type DriftKind } from './drift.ts';

/** A way of writing a drift. */
export interface DriftFormat {
  readonly name: string;
  readonly render: (drift: Drift, language: Language) => string;
}

const known: readonly DriftFormat[] = [
  { name: 'table', render: renderTable },
  { name: 'json', render: (drift) => `${JSON.stringify(drift, null, 2)}\n` },
  { name: 'markdown', render: renderMarkdown },
];

export const driftFormats: ReadonlyMap<string, DriftFormat> = new Map(
  known.map((format) => [format.name, format]),
);

/** No sentence of ours is longer; names from the network may be. */
const longest = 2000;

function renderTable(drift: Drift, language: Language): string {
  const words = wordsIn(language);
  const lines = groups(drift).flatMap(({ kind, sentences }) => [
    '',
    `${heading(kind, words)} (${sentences.length})`,
    ...sentences.map((sentence) => `  ${cleanTerminal(sentence)}`),
  ]);
  return `${[cleanTerminal(headline(drift, words, language)), ...outcomes(drift, words), ...lines].join('\n')}\n`;
}

function renderMarkdown(drift: Drift, language: Language): string {
  const words = wordsIn(language);
  const blocks = groups(drift).map(
    ({ kind, sentences }) =>
      `## ${heading(kind, words)}\n\n${sentences.map((sentence) => `- ${cleanMarkdown(sentence)}`).join('\n')}`,
  );
  return `${[`# ${cleanMarkdown(headline(drift, words, language))}`, ...outcomes(drift, words), ...blocks].join('\n\n')}\n`;
}

function groups({ changes }: Drift): { kind: DriftKind; sentences: string[] }[] {
  return driftKinds
    .map((kind) => ({
      kind,
      sentences: changes
        .filter((change) => change.kind === kind)
        .map(({ reason }) => shorten(reason, longest)),
    }))
    .filter(({ sentences }) => sentences.length > 0);
}

function headline({ before, after, changed }: Drift, words: Words, language: Language): string {
  const runWords = ({ run, site, startedAt }: DriftedRun) =>
    words('driftRun', { run, site, at: instantWords(startedAt, language) });
  const values = { before: runWords(before), after: runWords(after) };
  return words(changed ? 'driftChanges' : 'driftNone', values);
}

function outcomes({ before, after }: Drift, words: Words): string[] {
  const word = (run: DriftedRun) =>
    run.complete ? outcomeWord(run, words) : `${outcomeWord(run, words)} (${words('driftIncomplete')})`;
  return before.outcome === after.outcome && before.complete === after.complete
    ? []
    : [words('driftOutcome', { before: word(before), after: word(after) })];
}

function heading(kind: DriftKind, words: Words): string {
  const said: Readonly<Record<DriftKind, string>> = {
    opened: words('driftKindOpened'),
    shut: words('driftKindShut'),
    certificate: words('driftKindCertificate'),
    standing: words('driftKindStanding'),
    unknown: words('driftKindUnknown'),
    addressNew: words('driftKindAddressNew'),
    addressGone: words('driftKindAddressGone'),
    ruleChanged: words('driftKindRuleChanged'),
    ruleNew: words('driftKindRuleNew'),
    ruleGone: words('driftKindRuleGone'),
    waiverGone: words('driftKindWaiverGone'),
    waiverNew: words('driftKindWaiverNew'),
  };
  return said[kind];
}
