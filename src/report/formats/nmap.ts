import {
  countPorts,
  formatPorts,
  intersectPorts,
  parsePorts,
  portSet,
  unionPorts,
} from '../../model/ports.ts';
import type { PortSet, Protocol } from '../../model/ports.ts';
import type { Report, ReportCheck } from '../../model/report.ts';
import { shorten } from '../clean.ts';
import { inLanguage } from '../localize.ts';
import { standingWord, standingOf } from '../describe.ts';
import { xmlAttributes } from '../xml-attributes.ts';
import { wordsIn, type Words } from '../words.ts';
import type { RenderOptions } from './format.ts';

/**
 * nmap's XML, for programs that read nothing else: each address from each vantage is a host, with the vantage as
 * its comment. Ports that were seen open, and those of flows, stand one by one; of the others there are counts.
 * Verdicts stand in the output of a script called portwitness.
 */
export function renderNmap(original: Report, { language }: RenderOptions): string {
  const report = inLanguage(original, language);
  const words = wordsIn(language);
  const { run, tool } = report;
  const [start, end] = [seconds(run.startedAt), seconds(run.finishedAt)];
  const hosts = [...hostsOf(report)];
  const rest = report.checks.filter(({ address }) => address === null);
  const omitted = [
    ...rest.map((check) => `${check.id}: ${check.reason}`),
    ...report.notCovered.map(({ rule, reason }) => `${rule}: ${reason}`),
  ];
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE nmaprun>',
    `<nmaprun ${xmlAttributes({ scanner: 'nmap', args: `portwitness audit ${report.site.name}`, start, startstr: run.startedAt, version: tool.version, xmloutputversion: '1.05' })}>`,
    ...scanned(report),
    '<verbose level="0"/>',
    '<debugging level="0"/>',
    ...hosts.flatMap((checks) => hostLines(checks, words)),
    ...(omitted.length > 0 ? [`<postscript>${script('portwitness-not-covered', omitted)}</postscript>`] : []),
    '<runstats>',
    `<finished ${xmlAttributes({ time: end, timestr: run.finishedAt, elapsed: String(Math.max(0, Number(end) - Number(start))), exit: run.complete ? 'success' : 'error' })}/>`,
    `<hosts ${xmlAttributes({ up: String(hosts.filter(isUp).length), down: String(hosts.filter((host) => !isUp(host)).length), total: String(hosts.length) })}/>`,
    '</runstats>',
    '</nmaprun>',
  ];
  return `${lines.join('\n')}\n`;
}

function hostsOf({ checks }: Report): Iterable<readonly ReportCheck[]> {
  const hosts = new Map<string, ReportCheck[]>();
  for (const check of checks) {
    if (check.address === null) continue;
    const key = JSON.stringify([check.vantage, check.address]);
    const host = hosts.get(key);
    if (host === undefined) hosts.set(key, [check]);
    else host.push(check);
  }
  return hosts.values();
}

/** What was asked, by protocol. */
function scanned({ checks }: Report): string[] {
  return (['tcp', 'udp'] as const).flatMap((protocol) => {
    const mine = checks.filter((check) => check.protocol === protocol && check.verdict !== 'notApplicable');
    const ports = unionPorts(...mine.map(portsOf));
    if (ports.length === 0) return [];
    const syn = mine.some(({ sweeper }) => sweeper === 'syn');
    const type = protocol === 'udp' ? 'udp' : syn ? 'syn' : 'connect';
    return [
      `<scaninfo ${xmlAttributes({ type, protocol, numservices: String(countPorts(ports)), services: formatPorts(ports) })}/>`,
    ];
  });
}

function isUp(checks: readonly ReportCheck[]): boolean {
  return checks.some(({ observed }) => observed.open.length + observed.refused > 0);
}

function hostLines(checks: readonly ReportCheck[], words: Words): string[] {
  const [first] = checks as [ReportCheck];
  const address = first.address!;
  const names = [...new Set(checks.flatMap(({ host }) => (host === null || host === address ? [] : [host])))];
  const times = checks
    .flatMap(({ startedAt, finishedAt }) => [startedAt, finishedAt])
    .filter((at) => at !== null);
  const [from, to] = [times.toSorted()[0], times.toSorted().at(-1)];
  const attributes = {
    ...(from !== undefined && to !== undefined && { starttime: seconds(from), endtime: seconds(to) }),
    comment: first.vantage,
  };
  const up = isUp(checks);
  return [
    `<host ${xmlAttributes(attributes)}>`,
    `<status ${xmlAttributes({ state: up ? 'up' : 'unknown', reason: up ? 'user-set' : 'no-response', reason_ttl: '0' })}/>`,
    `<address ${xmlAttributes({ addr: address, addrtype: address.includes(':') ? 'ipv6' : 'ipv4' })}/>`,
    ...(names.length > 0
      ? [
          `<hostnames>${names.map((name) => `<hostname ${xmlAttributes({ name, type: 'user' })}/>`).join('')}</hostnames>`,
        ]
      : []),
    '<ports>',
    ...extraPorts(checks),
    ...portLines(checks, words),
    '</ports>',
    `<hostscript>${script(
      'portwitness',
      checks.map((check) => verdictLine(check, words)),
    )}</hostscript>`,
    '</host>',
  ];
}

/** Counts of what is not listed; rules that share ports are counted once. What we failed to ask has no state of nmap's, and is left out. */
function extraPorts(checks: readonly ReportCheck[]): string[] {
  const counts = { closed: 0, filtered: 0 };
  const counted: Record<Protocol, PortSet> = { tcp: [], udp: [] };
  for (const check of checks) {
    if (check.kind !== 'closed' || check.verdict === 'notApplicable') continue;
    const ports = portsOf(check);
    if (intersectPorts(ports, counted[check.protocol]).length > 0) continue;
    counted[check.protocol] = unionPorts(counted[check.protocol], ports);
    counts.closed += check.observed.refused;
    counts.filtered += check.observed.silent + check.observed.rejected;
  }
  return (['closed', 'filtered'] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => `<extraports ${xmlAttributes({ state, count: String(counts[state]) })}/>`);
}

function portLines(checks: readonly ReportCheck[], words: Words): string[] {
  const known = new Map<
    string,
    { protocol: Protocol; port: number; state: string; reason: string; said: string[] }
  >();
  const add = (check: ReportCheck, port: number, [state, reason]: readonly [string, string]) => {
    const key = `${check.protocol} ${port}`;
    const entry = known.get(key) ?? { protocol: check.protocol, port, state, reason, said: [] };
    if (state === 'open') Object.assign(entry, { state, reason });
    entry.said.push(verdictLine(check, words));
    known.set(key, entry);
  };
  for (const check of checks) {
    for (const port of check.observed.open) add(check, port, ['open', openReason(check)]);
    const shut = check.kind === 'flow' && countPorts(portsOf(check)) === 1 ? shutState(check) : undefined;
    if (shut !== undefined) add(check, portsOf(check)[0]!.from, shut);
  }
  return [...known.values()]
    .toSorted((a, b) => (a.protocol < b.protocol ? -1 : a.protocol > b.protocol ? 1 : a.port - b.port))
    .map(
      ({ protocol, port, state, reason, said }) =>
        `<port ${xmlAttributes({ protocol, portid: String(port) })}><state ${xmlAttributes({ state, reason, reason_ttl: '0' })}/>${script('portwitness', said)}</port>`,
    );
}

function openReason({ protocol, sweeper }: ReportCheck): string {
  return protocol === 'udp' ? 'udp-response' : sweeper === 'syn' ? 'syn-ack' : 'conn-accept';
}

function shutState({ observed, rejections, sweeper }: ReportCheck): readonly [string, string] | undefined {
  if (observed.refused > 0) return ['closed', sweeper === 'syn' ? 'reset' : 'conn-refused'];
  if (observed.rejected > 0) return ['filtered', rejections[0]?.code ?? 'dest-unreach'];
  return observed.silent > 0 ? ['filtered', 'no-response'] : undefined;
}

function verdictLine(check: ReportCheck, words: Words): string {
  return `${standingWord(standingOf(check), words)}: ${check.profile}/${check.rule}: ${check.reason}`;
}

function script(id: string, said: readonly string[]): string {
  return `<script ${xmlAttributes({ id, output: shorten(said.join(' | '), 4000) })}/>`;
}

function portsOf({ ports }: ReportCheck): PortSet {
  return parsePorts(ports) ?? portSet([]);
}

function seconds(instant: string): string {
  return String(Math.floor(Date.parse(instant) / 1000));
}
