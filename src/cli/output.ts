import type { Reason } from '../model/reason.ts';
import type { Report } from '../model/report.ts';
import { InputError } from '../model/mistake.ts';
import { OutputFailure, outputReason } from './output-failure.ts';
import type { OutputRequest } from './output-requests.ts';
import type { Session } from './session.ts';
import { writeAll } from './write-stream.ts';
import { writeWhole } from './write-file.ts';

/** Columns of a terminal that doesn't tell, and of files. */
const usualWidth = 100;

/** A binary format has no business on a terminal: a mistake to tell before anything is sent. */
export function checkOutputs(requests: readonly OutputRequest[], session: Session): void {
  const wrong = requests.find(
    ({ format, file }) => format.binary && file === null && session.world.stdout.isTTY,
  );
  if (wrong === undefined) return;
  const reason = { code: 'outputBinaryToTerminal', values: { format: wrong.format.name } };
  throw new InputError([{ file: null, line: null, column: null, reason }]);
}

/** Writes a report in each format asked for. `earlier`: runs of the same site before it, for those that show a trend. */
export function writeReport(
  report: Report,
  requests: readonly OutputRequest[],
  session: Session,
  earlier: readonly Report[] = [],
): Promise<void> {
  const { stdout } = session.world;
  return writeEach(requests, session, ({ format, file }) =>
    format.render(report, {
      language: session.language,
      color: file === null && session.colours.stdout.isColorSupported,
      width: (file === null ? stdout.columns : undefined) ?? usualWidth,
      earlier,
    }),
  );
}

/**
 * Writes what is made for each request, files before standard output. A file that can't be written doesn't keep
 * the others from being so; in the end OutputFailure names each.
 */
export async function writeEach<F>(
  requests: readonly OutputRequest<F>[],
  session: Session,
  make: (request: OutputRequest<F>) => Promise<string | Uint8Array>,
): Promise<void> {
  const reasons: Reason[] = [];
  const filesFirst = requests.toSorted((a, b) => Number(a.file === null) - Number(b.file === null));
  for (const request of filesFirst) {
    const content = await make(request);
    await write(content, request, session).catch((error: unknown) => {
      reasons.push(outputReason(error, request.file?.named ?? session.say('standardOutput')));
    });
  }
  if (reasons.length > 0) throw new OutputFailure(reasons);
}

/** Prints a command's own text, with the same failures. */
export async function writeText(text: string, session: Session): Promise<void> {
  await writeAll(session.world.stdout, text).catch((error: unknown) => {
    throw new OutputFailure([outputReason(error, session.say('standardOutput'))], { cause: error });
  });
}

function write(
  content: string | Uint8Array,
  { file }: OutputRequest<unknown>,
  session: Session,
): Promise<void> {
  return file === null ? writeAll(session.world.stdout, content) : writeWhole(file.path, content);
}
