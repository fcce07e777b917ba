import type { Arrivals, FarSideObservation, TestimonyObservation } from '../model/far-side.ts';
import { eachPort, formatPorts, parsePorts, portSet, type Protocol } from '../model/ports.ts';
import type { LogEntry, SealedEntry } from './entries.ts';
import { vantageTag } from './messages.ts';

type Entry<Kind extends LogEntry['kind']> = Extract<LogEntry, { kind: Kind }>;

/**
 * What a listener's log says of one address that was asked from one vantage. Undefined: the log knows nothing of
 * it, so it is another run's, or another listener's. The log's order decides, never a clock: what lies between the
 * first and the last signed question of the vantage, with no start of the listener and no gap between, is all that
 * arrived in that time.
 */
export function testimonyOf(
  log: readonly SealedEntry[],
  asked: FarSideObservation,
): TestimonyObservation | undefined {
  const tag = vantageTag(asked.vantage);
  const isMine = (entry: { run?: string; vantage?: string }) =>
    entry.run === asked.run && entry.vantage === tag;
  const entries = log.map(({ entry }) => entry);
  const marks = entries.flatMap((entry, n) =>
    entry.kind === 'asked' && isMine(entry) && entry.address === asked.address ? [{ n, entry }] : [],
  );
  const begin = marks.find(({ entry }) => entry.purpose === 'begin')?.n;
  const end = marks.findLast(({ entry }) => entry.purpose === 'end')?.n;
  const known = marks[0]?.n ?? entries.findIndex((entry) => entry.kind === 'arrived' && isMine(entry));
  if (known < 0) return undefined;
  const opened = entries.slice(0, known + 1).findLast((entry) => entry.kind === 'opened');
  if (opened === undefined) return undefined;

  const [from, until] = [begin ?? known, end ?? entries.length];
  const window = entries.slice(from, until + 1);
  const gaps = [
    ...(begin === undefined || end === undefined || end < begin ? ['unbounded'] : []),
    ...(window.some(({ kind }) => kind === 'opened') ? ['restarted'] : []),
    ...window.flatMap((entry) => (entry.kind === 'gap' ? [entry.why] : [])),
    // What is sent to other ports of a translated address may be led to other machines.
    ...(marks.some(({ entry }) => entry.to !== asked.address) ? ['translated'] : []),
    ...(heardAnother(asked, opened.listener) ? ['anotherListener'] : []),
  ];
  const here = new Set(marks.map(({ entry }) => entry.to));
  const arrived = window.flatMap((entry): Entry<'arrived'>[] => {
    if (entry.kind === 'arrived') return here.size === 0 || here.has(entry.to) ? [entry] : [];
    return entry.kind === 'asked' && entry.protocol === 'udp' && isMine(entry) ? [asArrival(entry)] : [];
  });
  const whose = ownersOf(entries, isMine, { from, until });
  return {
    kind: 'testimony',
    vantage: asked.vantage,
    address: asked.address,
    startedAt: asked.startedAt,
    finishedAt: asked.finishedAt,
    listener: opened.listener,
    whole: gaps.length === 0,
    gaps: [...new Set(gaps)],
    sees: opened.sees,
    answers: opened.answers,
    arrivals: arrivalsOf(arrived, whose),
  };
}

/** Over UDP a question is all that arrives; over TCP its connection's first packet stands in the log by itself. */
function asArrival({ protocol, from, fromPort, to, port, run, vantage }: Entry<'asked'>): Entry<'arrived'> {
  return {
    kind: 'arrived',
    protocol,
    from,
    fromPorts: `${fromPort}`,
    to,
    ports: `${port}`,
    each: 1,
    run,
    vantage,
  };
}

/** Behind one address may stand several hosts: proofs of another listener say that this log is not all of it. */
function heardAnother({ proofs }: FarSideObservation, listener: string): boolean {
  return proofs.some(({ outcome }) => outcome.status === 'proven' && outcome.listener !== listener);
}

type Owner = (entry: Entry<'arrived'>) => Arrivals['whose'];

/**
 * Whose packets are: by signature, else by the addresses that signed questions came from. Another run's addresses
 * speak for it only where it went on at that time: a translator gives the same address to one run after the other.
 */
function ownersOf(
  entries: readonly LogEntry[],
  isMine: (entry: { run?: string; vantage?: string }) => boolean,
  window: { readonly from: number; readonly until: number },
): Owner {
  const mine = new Set<string>();
  const courses = new Map<
    string,
    { readonly addresses: Set<string>; readonly first: number; last: number }
  >();
  for (const [n, entry] of entries.entries()) {
    if (entry.kind !== 'asked' && (entry.kind !== 'arrived' || entry.run === undefined)) continue;
    if (isMine(entry)) {
      mine.add(entry.from);
      continue;
    }
    const key = `${entry.run} ${entry.vantage}`;
    const course = courses.get(key) ?? { addresses: new Set(), first: n, last: n };
    course.addresses.add(entry.from);
    course.last = n;
    courses.set(key, course);
  }
  const beside = [...courses.values()].filter(
    ({ first, last }) => first <= window.until && last >= window.from,
  );
  const others = new Set(beside.flatMap(({ addresses }) => [...addresses]));
  return (entry) => {
    if (entry.run !== undefined) return isMine(entry) ? 'vantage' : 'others';
    if (mine.has(entry.from)) return 'vantage';
    return others.has(entry.from) ? 'others' : 'unknown';
  };
}

/** By port and sender; ports that got equally many packets together. */
function arrivalsOf(arrived: readonly Entry<'arrived'>[], whose: Owner): Arrivals[] {
  const senders = new Map<
    string,
    { protocol: Protocol; from: string; whose: Arrivals['whose']; counts: Map<number, number> }
  >();
  for (const entry of arrived) {
    const { protocol, from } = entry;
    const key = `${protocol} ${from} ${whose(entry)}`;
    const sender = senders.get(key) ?? { protocol, from, whose: whose(entry), counts: new Map() };
    senders.set(key, sender);
    for (const port of eachPort(parsePorts(entry.ports) ?? []))
      sender.counts.set(port, (sender.counts.get(port) ?? 0) + entry.each);
  }
  return [...senders.values()].flatMap(({ counts, ...sender }) => {
    const byCount = new Map<number, number[]>();
    for (const [port, count] of counts) {
      const alike = byCount.get(count);
      if (alike === undefined) byCount.set(count, [port]);
      else alike.push(port);
    }
    return [...byCount].map(([each, ports]) => ({ ...sender, each, ports: formatPorts(portSet(ports)) }));
  });
}
