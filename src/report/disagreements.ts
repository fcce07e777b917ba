import { formatPorts, portSet } from '../model/ports.ts';
import type { Reason } from '../model/reason.ts';
import type { Report, ReportCheck } from '../model/report.ts';

/** More than this would hide what matters: the rest is counted. */
const mostTold = 50;

interface Seen {
  readonly run: string;
  readonly check: ReportCheck;
}

/** Checks that two runs asked and that ended, or showed, otherwise: as warnings. Reports in the order of time. */
export function disagreements(reports: readonly Report[]): Reason[] {
  const before = new Map<string, Seen>();
  const found: Reason[] = [];
  for (const { run, checks } of reports) {
    for (const check of checks) {
      const known = before.get(check.id);
      before.set(check.id, { run: run.id, check });
      if (known === undefined || isSame(known.check, check)) continue;
      const values = {
        check: check.id,
        first: known.run,
        firstVerdict: known.check.verdict,
        firstOpen: openOf(known.check),
        second: run.id,
        secondVerdict: check.verdict,
        secondOpen: openOf(check),
      };
      found.push({ code: 'runsDisagree', values });
    }
  }
  return capped(found);
}

function isSame(a: ReportCheck, b: ReportCheck): boolean {
  return a.verdict === b.verdict && openOf(a) === openOf(b);
}

function openOf({ observed }: ReportCheck): string {
  return formatPorts(portSet(observed.open));
}

/** Names that led to other addresses at the places of two runs. */
export function namesThatDiffer(reports: readonly Report[]): Reason[] {
  const before = new Map<string, { readonly run: string; readonly addresses: string[] }>();
  const found: Reason[] = [];
  for (const { run, checks } of reports) {
    for (const [host, addresses] of addressesByName(checks)) {
      const known = before.get(host);
      before.set(host, { run: run.id, addresses });
      if (known === undefined || known.addresses.join() === addresses.join()) continue;
      const values = { host, first: known.run, firstAddresses: known.addresses, second: run.id, addresses };
      found.push({ code: 'runsNamesDiffer', values });
    }
  }
  return capped(found);
}

function addressesByName(checks: readonly ReportCheck[]): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const { host, address } of checks) {
    if (host === null || address === null || host === address) continue;
    found.set(host, (found.get(host) ?? new Set()).add(address));
  }
  return new Map([...found].map(([host, addresses]) => [host, [...addresses].toSorted()]));
}

function capped(reasons: readonly Reason[]): Reason[] {
  const more = reasons.length - mostTold;
  if (more <= 0) return [...reasons];
  return [...reasons.slice(0, mostTold), { code: 'runsDisagreeMore', values: { count: more } }];
}
