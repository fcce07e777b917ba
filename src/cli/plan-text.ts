import { countPorts, formatPorts } from '../model/ports.ts';
import type { PlanPart, Target } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import { estimatePlan, type Estimate } from '../plan/estimate.ts';
import { cleanTerminal, shorten } from '../report/clean.ts';
import { formatNumber } from '../text/number.ts';
import { leftAloneCode } from './system-lookup.ts';
import { consoleTable } from './console-table.ts';
import type { Prepared } from './prepare.ts';
import type { Session } from './session.ts';

/** A person reads so many rows; JSON has them all. */
const rowsShown = 500;

const clean = (text: string): string => cleanTerminal(shorten(text, 60));

/** What would be sent, from where, to where, how many packets, and how long it takes. */
export function renderPlanTable({ site, plan }: Prepared, session: Session): string {
  const { say } = session;
  const estimate = estimatePlan(plan);
  const targets = [...take(targetsOf(plan.parts()), rowsShown)];
  const settled = [...take(settledOf(plan.parts()), rowsShown)];
  const head = ['planVantage', 'planAddress', 'planDocumented', 'planForbidden', 'planDecoys'].map((code) =>
    say(code),
  );
  const rows = targets.map((target) => [
    clean(target.source === null ? target.vantage : `${target.vantage} (${target.source})`),
    clean(addressWithHost(target)),
    clean(portsOf(target)),
    formatNumber(session.language, countPorts(target.forbidden)),
    formatNumber(session.language, countPorts(target.decoys)),
  ]);
  const lines = [
    session.colours.stdout.bold(clean(say('planTitle', { site: site.name }))),
    '',
    ...(rows.length > 0 ? [consoleTable([head, ...rows]).trimEnd()] : []),
    ...more(estimate.targets - rows.length, session),
    ...listed(
      say('planSettled'),
      settled.map(({ id, settled }) => [id, settled!.reason]),
      session,
    ),
    ...more(estimate.settled - settled.length, session),
    ...listed(
      say('planNotCovered'),
      plan.notCovered.map(({ rule, to, reason }) => [`${rule} → ${to}`, reason]),
      session,
    ),
    '',
    ...summary(estimate, session),
  ];
  return `${lines.join('\n')}\n`;
}

/** Rows that are written at once: a plan of a million checks never stands in memory as text. */
const rowsAtOnce = 1000;

/** The whole plan as one JSON document, in pieces to be written one after another. */
export function* planJson({ site, plan }: Prepared): Generator<string> {
  const head = {
    site: site.name,
    method: plan.method,
    estimate: estimatePlan(plan),
    notCovered: plan.notCovered,
  };
  yield `${json(head, 2).slice(0, -2)},\n  "settled": [`;
  yield* rows(settledOf(plan.parts()), ({ id, settled }) => ({ id, ...settled }));
  yield ',\n  "targets": [';
  yield* rows(targetsOf(plan.parts()), plainTarget);
  yield '\n}\n';
}

function* rows<T>(items: Iterable<T>, plain: (item: T) => unknown): Generator<string> {
  let text = '';
  let count = 0;
  for (const item of items) {
    text += `${count > 0 ? ',' : ''}\n    ${json(plain(item))}`;
    if (++count % rowsAtOnce > 0) continue;
    yield text;
    text = '';
  }
  yield `${text}${count > 0 ? '\n  ' : ''}]`;
}

function plainTarget({ vantage, source, address, documented, udp, forbidden, decoys, checks }: Target) {
  return {
    vantage,
    source,
    address,
    documented: formatPorts(documented),
    udp: formatPorts(udp),
    forbidden: formatPorts(forbidden),
    decoys: formatPorts(decoys),
    checks: checks.map(({ id, kind, need, expected, ports, protocol }) => ({
      id,
      kind,
      need,
      expected,
      protocol,
      ports: formatPorts(ports),
    })),
  };
}

/** JSON has no infinity: a rate without a limit is null. */
function json(value: unknown, indent?: number): string {
  return JSON.stringify(value, (_, part: unknown) => (part === Infinity ? null : part), indent);
}

function summary(
  { checks, targets, attempts, controls, seconds }: Estimate,
  { say, language }: Session,
): string[] {
  const number = (value: number): string => formatNumber(language, Math.ceil(value));
  return [
    say('planCounts', { checks: number(checks), targets: number(targets) }),
    say('planAttempts', {
      least: number(attempts.least + controls.least),
      most: number(attempts.most + controls.most),
      controls: number(controls.most),
    }),
    say('planSeconds', { least: number(seconds.least), most: number(seconds.most) }),
    say('planNothingSent'),
  ];
}

function* targetsOf(parts: Iterable<PlanPart>): Generator<Target> {
  for (const part of parts) if (part.kind === 'target') yield part.target;
}

function* settledOf(parts: Iterable<PlanPart>) {
  for (const part of parts) if (part.kind === 'settled') yield part.check;
}

function* take<T>(items: Iterable<T>, count: number): Generator<T> {
  let taken = 0;
  for (const item of items) {
    if (taken++ >= count) return;
    yield item;
  }
}

function addressWithHost({ address, checks }: Target): string {
  const host = checks.find(({ host }) => host !== null && host !== address)?.host;
  return host === undefined || host === null ? address : `${address} (${host})`;
}

function portsOf({ documented, udp }: Target): string {
  const parts = [formatPorts(documented), udp.length > 0 ? `${formatPorts(udp)}/udp` : ''];
  return parts.filter((part) => part !== '').join(', ') || '–';
}

function listed(title: string, entries: readonly (readonly [string, Reason])[], session: Session) {
  if (entries.length === 0) return [];
  return [
    '',
    title,
    ...entries.map(([name, reason]) => `  ${cleanTerminal(name)}: ${reasonOf(reason, session)}`),
  ];
}

function reasonOf({ code, values }: Reason, session: Session): string {
  const leftAlone = code === 'nameNotResolved' && values['error'] === leftAloneCode;
  return cleanTerminal(session.say(leftAlone ? 'nameLeftAlone' : code, values));
}

function more(count: number, session: Session): string[] {
  return count > 0 ? [session.say('moreRows', { more: formatNumber(session.language, count) })] : [];
}
