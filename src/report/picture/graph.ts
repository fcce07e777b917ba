import type { Language } from '../../model/language.ts';
import type { Report, ReportCheck } from '../../model/report.ts';
import { standingOf, standings, type Standing } from '../describe.ts';

export interface RoleBox {
  readonly role: string;
  readonly title: string;
  /** Addresses seen in the checks, sorted as they came. */
  readonly addresses: readonly string[];
  /** The vantage that stands for the role; null: the role is only a destination. */
  readonly zone: string | null;
}

export interface PathArrow {
  readonly from: string;
  readonly to: string;
  /** flow: documented paths; leak: forbidden ports that were seen open; omission: rules that no vantage asked. */
  readonly kind: 'flow' | 'leak' | 'omission';
  /** The worst of the ports'. */
  readonly standing: Standing;
  /** The worst first. */
  readonly ports: readonly { readonly text: string; readonly standing: Standing }[];
}

export interface PictureGraph {
  readonly boxes: readonly RoleBox[];
  readonly arrows: readonly PathArrow[];
}

/** The deployment as a graph: roles, the documented flows between them by verdict, and the forbidden paths that leak. */
export function pictureGraph(report: Report, language: Language): PictureGraph {
  const addresses = new Map<string, Set<string>>();
  const arrows = new Map<
    string,
    { from: string; to: string; kind: PathArrow['kind']; ports: Map<string, Standing> }
  >();
  const box = (role: string): Set<string> => {
    const known = addresses.get(role) ?? new Set<string>();
    addresses.set(role, known);
    return known;
  };
  const arrow = (from: string, to: string, kind: PathArrow['kind']) => {
    const key = JSON.stringify([from, to, kind]);
    const known = arrows.get(key) ?? { from, to, kind, ports: new Map<string, Standing>() };
    arrows.set(key, known);
    return known;
  };

  for (const check of report.checks) {
    box(check.from);
    const target = box(check.to);
    if (check.address !== null) target.add(check.address);
    const { kind, ports } = shown(check);
    for (const port of ports) {
      const { ports: known } = arrow(check.from, check.to, kind);
      known.set(port, worst(known.get(port), standingOf(check)));
    }
  }
  for (const { from, to } of report.notCovered) {
    box(from);
    box(to);
    if (!arrows.has(JSON.stringify([from, to, 'flow']))) arrow(from, to, 'omission');
  }

  const zones = new Map(
    report.vantages.flatMap(({ name, standsFor }) => standsFor.map((role) => [role, name])),
  );
  // a role that is not there, and that no arrow names, would only stand in the way
  const drawn = new Set([...arrows.values()].flatMap(({ from, to }) => [from, to]));
  return {
    boxes: [...addresses]
      .filter(([role, known]) => known.size > 0 || drawn.has(role))
      .map(([role, known]) => ({
        role,
        title: titleOf(report, role, language),
        addresses: [...known],
        zone: zones.get(role) ?? null,
      })),
    arrows: [...arrows.values()].map(({ from, to, kind, ports }) => ({
      from,
      to,
      kind,
      standing: [...ports.values()].reduce<Standing>((a, b) => worst(a, b), 'notApplicable'),
      ports: [...ports]
        .map(([text, standing]) => ({ text, standing }))
        .toSorted((a, b) => standings.indexOf(a.standing) - standings.indexOf(b.standing)),
    })),
  };
}

export function titleOf({ roles }: Report, role: string, language: Language): string {
  return roles !== undefined && Object.hasOwn(roles, role) ? roles[role]![language] : role;
}

/** A flow is drawn whatever became of it, a closed rule only where it leaks. */
function shown({ kind, ports, protocol, observed, verdict }: ReportCheck): {
  kind: PathArrow['kind'];
  ports: readonly string[];
} {
  if (kind === 'flow') return { kind: 'flow', ports: [`${ports}/${protocol}`] };
  const leaks = verdict === 'fail' ? observed.open.map((port) => `${port}/${protocol}`) : [];
  return { kind: 'leak', ports: leaks };
}

function worst(a: Standing | undefined, b: Standing): Standing {
  return a === undefined || standings.indexOf(b) < standings.indexOf(a) ? b : a;
}
