import { InputError } from '../model/mistake.ts';
import { findRuns, readEarlier, readRuns } from '../report/history.ts';
import { readReport } from '../report/read.ts';
import type { OutputRequest } from './output-requests.ts';
import { writeEach, writeReport } from './output.ts';
import type { Session } from './session.ts';

/** Shows one run with those before it, or the index of a folder of runs. */
export async function showRuns(
  path: string,
  requests: readonly OutputRequest[],
  session: Session,
): Promise<void> {
  const runs = (await findRuns(path)) ?? [];
  if (runs.length === 0) {
    const report = await readReport(path);
    return writeReport(report, requests, session, await readEarlier(path, report));
  }
  if (requests.some(({ format }) => format.name !== 'html')) {
    const reason = { code: 'reportManyOnlyHtml', values: { runs: runs.length } };
    throw new InputError([{ file: path, line: null, column: null, reason }]);
  }
  const { renderIndex } = await import('../report/formats/html/index-page.ts');
  const bySite = await readRuns(runs);
  return writeEach(requests, session, () => Promise.resolve(renderIndex(bySite, session.language)));
}
