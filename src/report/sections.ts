import type { Report, ReportCheck } from '../model/report.ts';
import { standingOf, standings, type Standing } from './describe.ts';
import type { Words } from './words.ts';

export interface Section {
  readonly standing: Standing;
  readonly title: string;
  readonly checks: readonly ReportCheck[];
}

/** The checks by standing, the worst first; standings without checks are left out. */
export function sectionsOf(report: Report, words: Words): Section[] {
  const titles: Readonly<Record<Standing, string>> = {
    fail: words('sectionFailures'),
    inconclusive: words('sectionInconclusive'),
    waived: words('sectionWaived'),
    pass: words('sectionPassed'),
    notApplicable: words('sectionNotApplicable'),
  };
  const byStanding = new Map<Standing, ReportCheck[]>(standings.map((standing) => [standing, []]));
  for (const check of report.checks) byStanding.get(standingOf(check))!.push(check);
  return [...byStanding]
    .filter(([, checks]) => checks.length > 0)
    .map(([standing, checks]) => ({ standing, title: titles[standing], checks }));
}

export function legend(words: Words): { standing: Standing; meaning: string }[] {
  return [
    { standing: 'fail', meaning: words('legendFail') },
    { standing: 'inconclusive', meaning: words('legendInconclusive') },
    { standing: 'waived', meaning: words('legendWaived') },
    { standing: 'pass', meaning: words('legendPass') },
    { standing: 'notApplicable', meaning: words('legendNotApplicable') },
  ];
}
