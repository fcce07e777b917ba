import { InputError, type Mistake } from '../model/mistake.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { cleanTerminal } from '../report/clean.ts';
import { OutputFailure } from './output-failure.ts';
import type { Session } from './session.ts';

/** More mistakes than this are counted, not listed: the first ones usually cause the others. */
const mistakesShown = 50;

/** Tells a person what went wrong and what to do about it, and answers the status to end with. */
export function reportFailure(error: unknown, session: Session): ExitStatus {
  const { stderr } = session.world;
  if (error instanceof InputError) {
    stderr.write(`${mistakeLines(error.mistakes, session).join('\n')}\n`);
    return exitStatus.badInput;
  }
  const red = session.colours.stderr.red;
  if (error instanceof OutputFailure) {
    for (const { code, values } of error.reasons) {
      stderr.write(`${red('portwitness:')} ${cleanTerminal(session.say(code, values))}\n`);
    }
    return exitStatus.inconclusive;
  }
  const cause = error instanceof Error ? error : new Error(String(error));
  stderr.write(`${red('portwitness:')} ${failureSentence(cause, session)}\n`);
  if (isDebugging(session)) stderr.write(`${cause.stack ?? ''}\n`);
  return exitStatus.inconclusive;
}

function mistakeLines(mistakes: readonly Mistake[], session: Session): string[] {
  const lines = mistakes
    .slice(0, mistakesShown)
    .map((mistake) => mistakeLine(mistake, session, session.colours.stderr));
  const more = mistakes.length - lines.length;
  if (more > 0) lines.push(session.say('moreMistakes', { more }));
  if (mistakes.every(({ file }) => file === null)) lines.push(session.say('seeHelp'));
  return lines;
}

/** A mistake as compilers write it: file:line:column and the sentence. */
export function mistakeLine(
  { file, line, column, reason }: Mistake,
  session: Session,
  { red, bold }: Session['colours']['stderr'],
): string {
  const place = [file, line, column].filter((part) => part !== null).join(':');
  const sentence = cleanTerminal(session.say(reason.code, reason.values));
  return `${place === '' ? red('portwitness:') : bold(`${cleanTerminal(place)}:`)} ${sentence}`;
}

/** The system's own errors are no defects: a full disk, a missing folder, a file that may not be written. */
function failureSentence(error: Error, session: Session): string {
  const { code, path } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && /^E[A-Z0-9]+$/.test(code)) {
    return path === undefined
      ? session.say('systemFailure', { code, detail: cleanTerminal(error.message) })
      : session.say('fileFailure', { code, path: cleanTerminal(path) });
  }
  return session.say(isDebugging(session) ? 'defect' : 'defectHint', {
    detail: cleanTerminal(error.message),
  });
}

function isDebugging(session: Session): boolean {
  return (session.world.env['DEBUG'] ?? '').includes('portwitness');
}
