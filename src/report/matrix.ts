import type { Report, ReportCheck } from '../model/report.ts';
import { standingOf, standings, type Standing } from './describe.ts';

export interface MatrixCell {
  readonly counts: ReadonlyMap<Standing, number>;
  /** The first check of each standing, to go to. */
  readonly first: ReadonlyMap<Standing, ReportCheck>;
}

export interface Matrix {
  /** A role and the vantage that stands for it. */
  readonly sources: readonly { readonly role: string; readonly vantage: string }[];
  readonly destinations: readonly string[];
  readonly cell: (source: Matrix['sources'][number], destination: string) => MatrixCell | undefined;
}

/** How the checks from each source to each destination ended. Both in the order in which the checks name them. */
export function matrixOf({ checks }: Report): Matrix {
  const sources = new Map<string, { role: string; vantage: string }>();
  const destinations = new Set<string>();
  const cells = new Map<string, { counts: Map<Standing, number>; first: Map<Standing, ReportCheck> }>();
  for (const check of checks) {
    const source = { role: check.from, vantage: check.vantage };
    sources.set(keyOf(source), source);
    destinations.add(check.to);
    const key = keyOf(source, check.to);
    const cell = cells.get(key) ?? { counts: new Map(), first: new Map() };
    cells.set(key, cell);
    const standing = standingOf(check);
    cell.counts.set(standing, (cell.counts.get(standing) ?? 0) + 1);
    if (!cell.first.has(standing)) cell.first.set(standing, check);
  }
  return {
    sources: [...sources.values()],
    destinations: [...destinations],
    cell: (source, destination) => cells.get(keyOf(source, destination)),
  };
}

/** The standings of a cell, the worst first. */
export function standingsIn({ counts }: MatrixCell): Standing[] {
  return standings.filter((standing) => counts.has(standing));
}

function keyOf({ role, vantage }: { role: string; vantage: string }, destination = ''): string {
  return JSON.stringify([role, vantage, destination]);
}
