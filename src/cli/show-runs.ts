import { InputError } from '../model/mistake.ts';
import type { Report } from '../model/report.ts';
import { bySite, readEarlier, readNamed } from '../report/history.ts';
import { complement, joinReports } from '../report/join.ts';
import type { OutputRequest } from './output-requests.ts';
import { writeEach, writeReport } from './output.ts';
import type { Session } from './session.ts';

/**
 * Shows one run with those before it; several runs of one site that asked from different places as one, and others
 * as the newest with those named before it; a folder of runs, or runs of several sites, as an index. `join`: as one,
 * or not at all.
 */
export async function showRuns(
  paths: readonly string[],
  requests: readonly OutputRequest[],
  session: Session,
  join: boolean,
): Promise<void> {
  const { reports, folders } = await readNamed(paths);
  const oneEach = reports.length === paths.length && !folders;
  const named = reports.map((report, i) => ({ path: oneEach ? paths[i]! : report.run.id, report }));
  if (reports.length > 1 && (join || (!folders && complement(named))))
    return writeReport(joinReports(named, session.language), requests, session);
  const sites = bySite(reports);
  if (folders || sites.size > 1) return showIndex(sites, paths, requests, session);
  const earlier = [...sites.values()].flat();
  const newest = earlier.pop()!;
  return writeReport(
    newest,
    requests,
    session,
    earlier.length > 0 ? earlier : await readEarlier(paths[0]!, newest),
  );
}

async function showIndex(
  sites: ReadonlyMap<string, readonly Report[]>,
  paths: readonly string[],
  requests: readonly OutputRequest[],
  session: Session,
): Promise<void> {
  if (requests.some(({ format }) => format.name !== 'html')) {
    const runs = [...sites.values()].flat().length;
    const reason = { code: 'reportManyOnlyHtml', values: { runs } };
    throw new InputError([{ file: paths.length === 1 ? paths[0]! : null, line: null, column: null, reason }]);
  }
  const { renderIndex } = await import('../report/formats/html/index-page.ts');
  return writeEach(requests, session, () => Promise.resolve(renderIndex(sites, session.language)));
}
