import { nearest } from '../text/nearest.ts';
import { InputError } from '../model/mistake.ts';
import { parseArguments, splitArguments } from './arguments.ts';
import { commands, findCommand } from './commands.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { reportFailure } from './failure.ts';
import { globalOptions } from './global-options.ts';
import { languageOf } from './language.ts';
import { writeText } from './output.ts';
import { openSession, type Session } from './session.ts';
import { programVersion } from './version.ts';
import type { World } from './world.ts';

/** Runs one command line to its end. Never throws: whatever goes wrong is told on stderr and in the status. */
export async function runCommandLine(world: World): Promise<ExitStatus> {
  const split = splitArguments(world.args, globalOptions);
  const session = openSession(world, languageOf(world.args, world.env), split.options['no-color'] === true);
  try {
    return await dispatch(split, session);
  } catch (error) {
    return reportFailure(error, session);
  }
}

async function dispatch(split: ReturnType<typeof splitArguments>, session: Session): Promise<ExitStatus> {
  const { world } = session;
  if (split.options['version'] === true) {
    await writeText(`${programVersion()}\n`, session);
    return exitStatus.compliant;
  }
  const entry = findCommand(split.operands);
  const helpWanted = split.options['help'] === true;
  if (entry === undefined) {
    if (split.operands.length > 0) throw unknownCommand(split.operands);
    const { programHelp } = await import('./help.ts');
    const help = `${await programHelp(session)}\n`;
    if (helpWanted) await writeText(help, session);
    else world.stderr.write(help);
    return helpWanted ? exitStatus.compliant : exitStatus.badInput;
  }
  const command = await entry.load();
  if (helpWanted) {
    const { commandHelp } = await import('./help.ts');
    await writeText(`${await commandHelp(command, session)}\n`, session);
    return exitStatus.compliant;
  }
  const options = { ...command.options, ...globalOptions };
  const parsed = parseArguments(world.args, command.operands, options, command.name.split(' ').length);
  if (!parsed.ok) throw new InputError(parsed.mistakes);
  return command.run(parsed.values, session);
}

function unknownCommand(words: readonly string[]): InputError {
  const names = commands.map(({ name }) => name);
  const first = words[0]!;
  const followers = names.filter((name) => name.startsWith(`${first} `));
  const written = words.slice(0, 2).join(' ');
  const near = nearest(written, names) ?? nearest(first, names);
  const reason =
    followers.length > 0
      ? { code: 'commandIncomplete', values: { command: first, commands: followers } }
      : near === undefined
        ? { code: 'commandUnknown', values: { command: first } }
        : { code: 'commandUnknownNear', values: { command: first, near } };
  return new InputError([{ file: null, line: null, column: null, reason }]);
}
