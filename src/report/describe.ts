import type { Language } from '../model/language.ts';
import { countPorts, formatPorts, parsePorts, portSet } from '../model/ports.ts';
import type { Cite } from '../model/profile.ts';
import type { Report, ReportCheck } from '../model/report.ts';
import { formatPercent } from '../text/number.ts';
import { isWaived } from './outcome.ts';
import type { Words } from './words.ts';

/** The five ways in which a check can stand in a report, the worst first. */
export const standings = ['fail', 'inconclusive', 'waived', 'pass', 'notApplicable'] as const;

export type Standing = (typeof standings)[number];

export function standingOf(check: ReportCheck): Standing {
  return isWaived(check) ? 'waived' : check.verdict;
}

export function standingWord(standing: Standing, words: Words): string {
  const said = {
    fail: words('verdictFail'),
    inconclusive: words('verdictInconclusive'),
    waived: words('verdictWaived'),
    pass: words('verdictPass'),
    notApplicable: words('verdictNotApplicable'),
  };
  return said[standing];
}

export function outcomeWord({ outcome }: Pick<Report, 'outcome'>, words: Words): string {
  if (outcome === 'compliant') return words('outcomeCompliant');
  return outcome === 'nonCompliant' ? words('outcomeNonCompliant') : words('outcomeInconclusive');
}

/** The standing whose colour an outcome has. */
export function outcomeStanding({ outcome }: Report): Standing {
  if (outcome === 'compliant') return 'pass';
  return outcome === 'nonCompliant' ? 'fail' : 'inconclusive';
}

/** Why the outcome is what it is, in a sentence. */
export function outcomeSentence({ outcome, counts, run }: Report, words: Words): string {
  const total = counts.pass + counts.fail + counts.inconclusive + counts.waived;
  if (outcome === 'nonCompliant') return words('outcomeFailures', { count: counts.fail, total });
  if (outcome === 'compliant' && counts.waived > 0)
    return words('outcomeWithWaivers', { count: counts.waived, total });
  if (outcome === 'compliant') return words('outcomeAllPass', { count: total });
  if (counts.inconclusive > 0) return words('outcomeUndecided', { count: counts.inconclusive, total });
  return run.complete ? words('outcomeNothingChecked') : words('outcomeCutShort');
}

export function expectedWords({ expected, need }: ReportCheck, words: Words): string {
  if (expected === 'open') return need === 'required' ? words('expectedOpen') : words('expectedOptional');
  if (expected === 'closed') return words('expectedClosed');
  return expected === 'blocked' ? words('expectedBlocked') : words('expectedNotListening');
}

/** What came back, by state; of many open ports the first twelve ranges. */
export function observedWords({ observed, rejections, verdict }: ReportCheck, words: Words): string {
  const { open, refused, rejected, silent, unknown } = observed;
  const total = open.length + refused + rejected + silent + unknown;
  if (total === 0 || verdict === 'notApplicable') return words('observedNothing');
  const one = total === 1;
  const parts: string[] = [];
  if (open.length > 0)
    parts.push(
      one
        ? words('observedOpenOne')
        : words('observedOpen', { ports: openPorts(open, words), count: open.length }),
    );
  if (refused > 0)
    parts.push(one ? words('observedRefusedOne') : words('observedRefused', { count: refused }));
  if (rejected > 0)
    parts.push(one ? words('observedRejectedOne') : words('observedRejected', { count: rejected }));
  if (silent > 0) parts.push(one ? words('observedSilentOne') : words('observedSilent', { count: silent }));
  if (unknown > 0)
    parts.push(one ? words('observedUnknownOne') : words('observedUnknown', { count: unknown }));
  const senders = rejections
    .slice(0, 3)
    .map(({ code, from }) => words('rejectedBy', { code, from: from ?? '?' }));
  return `${parts.join(', ')}${senders.length > 0 ? ` (${senders.join('; ')})` : ''}`;
}

export function openPorts(open: readonly number[], words: Words): string {
  const set = portSet(open);
  const shown = set.slice(0, 12);
  const text = formatPorts(shown).replaceAll(',', ', ');
  return shown.length === set.length
    ? text
    : words('portsMore', { ports: text, count: open.length - countPorts(shown) });
}

/** "443/tcp"; of a default-deny rule's many ranges the span and the number of ports. */
export function portsWords({ ports, protocol }: ReportCheck, words: Words): string {
  const set = parsePorts(ports) ?? [];
  if (set.length <= 3) return `${ports.replaceAll(',', ', ')}/${protocol}`;
  return `${set[0]!.from}-${set.at(-1)!.to}/${protocol} (${words('portsAll', { count: countPorts(set) })})`;
}

/** "outside (internet) → 203.0.113.10 (reverse-proxy-external)". */
export function sourceWords({ from, vantage }: ReportCheck): string {
  return vantage === '' || vantage === from ? from : `${from} (${vantage})`;
}

export function targetWords({ to, host, address }: ReportCheck): string {
  const place = host !== null && host !== address ? [host, address] : [address];
  const known = place.filter((part) => part !== null);
  return known.length > 0 ? `${to} (${known.join(', ')})` : to;
}

export function citeWords(check: ReportCheck, { documents }: Report, words: Words): string | undefined {
  if (check.cite === undefined) return check.kind === 'closed' ? words('citePolicy') : undefined;
  return citation(check.cite, documents, words);
}

/** Where a document says so: its title, table, row or passage. */
export function citation(cite: Cite, documents: Report['documents'], words: Words): string {
  const document = Object.hasOwn(documents, cite.document) ? documents[cite.document] : undefined;
  return [
    document === undefined ? cite.document : `${document.title} (${cite.document})`,
    cite.table !== undefined && words('citeTable', { table: String(cite.table) }),
    cite.row !== undefined && words('citeRow', { row: String(cite.row) }),
    cite.passage !== undefined && `“${cite.passage}”`,
  ]
    .filter((part) => typeof part === 'string')
    .join(', ');
}

/** How sure the sweep is: attempts, controls, and the chance of a miss. */
export function certaintyWords(check: ReportCheck, words: Words, language: Language): string {
  const { attempts, controls, missProbability, observed } = check;
  const parts: string[] = [];
  // one attempt that was answered is how every open port is found: not worth a line
  if (attempts > (check.kind === 'flow' ? 1 : 0)) parts.push(words('attemptsMade', { count: attempts }));
  if (controls !== null && controls.asked > 0) {
    const bound = formatPercent(language, controls.lossBound);
    parts.push(
      controls.lost === 0
        ? words('controlsNoneLost', { asked: controls.asked, bound })
        : words('controlsSomeLost', { asked: controls.asked, lost: controls.lost, bound }),
    );
  }
  if (check.kind === 'closed' && missProbability !== null)
    parts.push(missWords(missProbability, words, language));
  else if (check.kind === 'closed' && attempts > 0 && observed.silent + observed.unknown === 0)
    parts.push(words('missNothingSilent'));
  return parts.join('; ');
}

export function missWords(probability: number, words: Words, language: Language): string {
  if (probability > 0.1) return words('missLarge', { percent: formatPercent(language, probability) });
  return words('missOneIn', { odds: Math.floor(1 / Math.max(probability, 1e-15)) });
}
