import { countPorts, formatPorts, parsePorts, portSet, unionPorts, type PortSet } from '../model/ports.ts';
import type { ReportCheck, ReportNotCovered, ReportPair } from '../model/report.ts';
import { standingOf, standings, standingWord, type Standing } from './describe.ts';
import { marks } from './marks.ts';
import type { Words } from './words.ts';

/** Ports by protocol, as they come together. */
type Ports = Map<string, PortSet>;

interface Gathered {
  readonly from: string;
  readonly to: string;
  readonly vantages: Set<string>;
  readonly required: Ports;
  readonly optional: Ports;
  readonly shut: Ports;
  readonly open: Ports;
  readonly notOpen: Ports;
  readonly openForbidden: Ports;
  readonly standings: Set<Standing>;
  readonly left: Set<string>;
}

/**
 * Who may reach whom, who does, and how that ends: one entry for each pair of roles that a rule speaks of, in the
 * order of the checks; then the pairs that no vantage could ask.
 */
export function rolePairs({
  checks,
  notCovered,
}: {
  readonly checks: readonly ReportCheck[];
  readonly notCovered: readonly Pick<ReportNotCovered, 'rule' | 'from' | 'to'>[];
}): ReportPair[] {
  const pairs = new Map<string, Gathered>();
  const at = (from: string, to: string): Gathered => {
    const key = JSON.stringify([from, to]);
    const known = pairs.get(key) ?? nothing(from, to);
    pairs.set(key, known);
    return known;
  };
  for (const check of checks) gather(at(check.from, check.to), check);
  for (const { rule, from, to } of notCovered) at(from, to).left.add(rule);
  return [...pairs.values()].map(pairOf);
}

function nothing(from: string, to: string): Gathered {
  return {
    from,
    to,
    vantages: new Set(),
    required: new Map(),
    optional: new Map(),
    shut: new Map(),
    open: new Map(),
    notOpen: new Map(),
    openForbidden: new Map(),
    standings: new Set(),
    left: new Set(),
  };
}

function gather(pair: Gathered, check: ReportCheck): void {
  const { kind, need, protocol, observed, verdict } = check;
  const ports = parsePorts(check.ports) ?? [];
  const add = (to: Ports, set: PortSet) =>
    set.length > 0 && to.set(protocol, unionPorts(to.get(protocol) ?? [], set));
  if (check.vantage !== '') pair.vantages.add(check.vantage);
  pair.standings.add(standingOf(check));
  const open = portSet(observed.open);
  if (kind === 'closed') {
    add(pair.shut, ports);
    add(pair.openForbidden, open);
    return;
  }
  add(need === 'required' ? pair.required : pair.optional, ports);
  add(pair.open, open);
  const asked = observed.refused + observed.rejected + observed.silent > 0;
  if (open.length === 0 && asked && verdict !== 'notApplicable') add(pair.notOpen, ports);
}

function pairOf(pair: Gathered): ReportPair {
  const worst = standings.find((standing) => pair.standings.has(standing));
  return {
    from: pair.from,
    to: pair.to,
    vantages: [...pair.vantages].toSorted(),
    documented: { required: textOf(pair.required), optional: textOf(pair.optional), shut: textOf(pair.shut) },
    observed: {
      open: textOf(pair.open),
      notOpen: textOf(pair.notOpen),
      openForbidden: textOf(pair.openForbidden),
    },
    verdict: worst ?? 'notCovered',
    notCovered: pair.left.size,
  };
}

/** "80,443/tcp 3478/udp". */
function textOf(ports: Ports): string {
  return [...ports].map(([protocol, set]) => `${formatPorts(set)}/${protocol}`).join(' ');
}

/** A pair in words: the verdict with whose it is, then what the documents say, then what was seen. */
export function pairWords(pair: ReportPair, words: Words): string[] {
  const { documented, observed, verdict, vantages, notCovered } = pair;
  if (verdict === 'notCovered') return [words('matrixNotCovered')];
  const { required, optional, shut } = documented;
  const said = [
    required !== '' && words('matrixRequired', { ports: spaced(required) }),
    optional !== '' && words('matrixOptional', { ports: spaced(optional) }),
    shut !== '' && words('matrixShut', { count: countText(shut) }),
  ].filter((text) => text !== false);
  const seen = [
    observed.open !== '' && words('matrixOpen', { ports: spaced(observed.open) }),
    observed.notOpen !== '' && words('matrixNotOpen', { ports: spaced(observed.notOpen) }),
    observed.openForbidden !== '' && words('matrixOpenForbidden', { ports: spaced(observed.openForbidden) }),
  ].filter((text) => text !== false);
  const by = vantages.length > 0 ? ` (${vantages.join(', ')})` : '';
  const left = notCovered > 0 ? `; ${words('matrixRulesLeft', { count: notCovered })}` : '';
  return [
    `${marks[verdict]} ${standingWord(verdict, words)}${by}${left}`,
    `${words('matrixDocumented')}: ${said.join('; ') || words('matrixNothingDocumented')}`,
    `${words('labelObserved')}: ${seen.join('; ') || words(nothingSeen[verdict])}`,
  ];
}

/** What is said where no port of either kind was seen open or shut. */
const nothingSeen = {
  fail: 'matrixNothingOpen',
  inconclusive: 'matrixNothingCertain',
  waived: 'matrixNothingOpen',
  pass: 'matrixNothingOpen',
  notApplicable: 'matrixNotAsked',
} as const satisfies Record<Standing, string>;

function spaced(ports: string): string {
  return ports.replaceAll(',', ', ');
}

function countText(ports: string): number {
  return ports
    .split(' ')
    .reduce((sum, part) => sum + countPorts(parsePorts(part.split('/')[0] ?? '') ?? []), 0);
}
