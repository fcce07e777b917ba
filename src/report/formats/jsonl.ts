import type { Report } from '../../model/report.ts';
import { cleanTree } from '../clean-tree.ts';
import { standingOf } from '../describe.ts';
import { inLanguage } from '../localize.ts';
import type { RenderOptions } from './format.ts';

/** One JSON object a line, for log collectors: each line says which run it belongs to, and can stand alone. */
export function renderJsonLines(original: Report, { language }: RenderOptions): string {
  const { checks, notCovered, warnings = [], ...head } = inLanguage(original, language);
  const origin = { run: head.run.id, site: head.site.name, at: head.run.finishedAt };
  const records = [
    { kind: 'run', ...origin, report: head },
    ...checks.map((check) => ({
      kind: 'check',
      ...origin,
      at: check.finishedAt ?? origin.at,
      standing: standingOf(check),
      check,
    })),
    ...notCovered.map((omission) => ({ kind: 'notCovered', ...origin, omission })),
    ...warnings.map((warning) => ({ kind: 'warning', ...origin, warning })),
  ];
  return records.map((record) => `${JSON.stringify(cleanTree(record))}\n`).join('');
}
