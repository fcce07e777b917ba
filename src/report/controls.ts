import { frameworkTitle } from '../model/controls.ts';
import type { Profile } from '../model/profile.ts';
import type { Report, ReportCheck } from '../model/report.ts';
import { controlsOfClosed } from '../profile/standard-controls.ts';
import { standingOf, standings, standingWord, type Standing } from './describe.ts';
import type { Words } from './words.ts';

type ControlMap = NonNullable<Report['controls']>;

/** Which controls each rule of the profiles supports, by PROFILE/RULE; rules that support none are left out. */
export function controlsOfProfiles(profiles: readonly Profile[]): ControlMap {
  const mapped = profiles.flatMap(({ id, flows, closed }) => [
    ...flows.map((rule) => [`${id}/${rule.id}`, rule.controls ?? {}] as const),
    ...closed.map((rule) => [`${id}/${rule.id}`, controlsOfClosed(rule)] as const),
  ]);
  return Object.fromEntries(mapped.filter(([, controls]) => Object.keys(controls).length > 0));
}

/** A control that the checks of this report are supporting evidence for. */
export interface ControlGroup {
  /** framework:control, as filters name it. */
  readonly id: string;
  readonly control: string;
  readonly checks: readonly ReportCheck[];
  readonly counts: Readonly<Record<Standing, number>>;
}

export interface FrameworkGroup {
  readonly framework: string;
  readonly title: string;
  readonly controls: readonly ControlGroup[];
}

/** The report's checks by catalogue and control; catalogues in the order in which profiles may name them. */
export function groupByControl(report: Report): FrameworkGroup[] {
  const found = new Map<string, Map<string, ReportCheck[]>>();
  for (const check of report.checks) {
    for (const [framework, controls] of controlsOf(report, check)) {
      const group = found.get(framework) ?? new Map<string, ReportCheck[]>();
      found.set(framework, group);
      for (const control of controls) {
        const checks = group.get(control);
        if (checks === undefined) group.set(control, [check]);
        else checks.push(check);
      }
    }
  }
  return [...found].map(([framework, controls]) => ({
    framework,
    title: frameworkTitle(framework),
    controls: [...controls]
      .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
      .map(([control, checks]) => ({
        id: controlId(framework, control),
        control,
        checks,
        counts: countStandings(checks),
      })),
  }));
}

/** Catalogue and controls of one check. */
export function controlsOf(
  { controls = {} }: Report,
  { profile, rule }: ReportCheck,
): [framework: string, controls: readonly string[]][] {
  const id = `${profile}/${rule}`;
  return Object.hasOwn(controls, id) ? Object.entries(controls[id]!) : [];
}

/** "PCI DSS 4.0.1 1.2.5, 1.4.2; …"; undefined where the check supports none. */
export function controlWords(report: Report, check: ReportCheck): string | undefined {
  const told = controlsOf(report, check).map(
    ([framework, controls]) => `${frameworkTitle(framework)} ${controls.join(', ')}`,
  );
  return told.length > 0 ? told.join('; ') : undefined;
}

/** "2 Pass, 1 Fail": how a control's checks ended, the worst first. */
export function standingCounts({ counts }: ControlGroup, words: Words): string {
  return standings
    .filter((standing) => counts[standing] > 0)
    .map((standing) => `${counts[standing]} ${standingWord(standing, words)}`)
    .join(', ');
}

export function controlId(framework: string, control: string): string {
  return `${framework}:${control}`;
}

function countStandings(checks: readonly ReportCheck[]): Record<Standing, number> {
  const counts = Object.fromEntries(standings.map((standing) => [standing, 0])) as Record<Standing, number>;
  for (const check of checks) counts[standingOf(check)] += 1;
  return counts;
}
