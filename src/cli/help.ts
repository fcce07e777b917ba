import yargs from 'yargs';
import type { Command, Argument } from './command.ts';
import { commands } from './commands.ts';
import { globalOptions } from './global-options.ts';
import type { Session } from './session.ts';

/** Lines longer than this are hard to read, however wide the terminal. */
const widest = 100;

/** The help of the whole program. */
export function programHelp(session: Session): Promise<string> {
  const page = emptyPage(session, session.say('helpUsage', { line: 'COMMAND …' }));
  for (const { name, summary } of commands) page.command(name, session.say(summary));
  addOptions(page, globalOptions, session);
  return page
    .example('$0 demo', session.say('exampleDemo'))
    .example('$0 audit site.yaml', session.say('exampleAudit'))
    .epilogue(session.say('helpEpilogue'))
    .getHelp();
}

/** The help of one command: what it is for, its operands and options, and examples to copy. */
export function commandHelp(command: Command, session: Session): Promise<string> {
  const operands = Object.entries(command.operands).map(operandUsage);
  const usage = session.say('helpUsage', { line: [command.name, ...operands, '…'].join(' ') });
  const page = emptyPage(session, `${usage}\n\n${session.say(command.summary)}`);
  for (const [name, { help }] of Object.entries(command.operands)) {
    page.positional(name.toUpperCase(), { describe: session.say(help) });
  }
  addOptions(page, { ...command.options, ...globalOptions }, session);
  for (const { line, says } of command.examples) page.example(`$0 ${line}`, session.say(says));
  return page.getHelp();
}

function operandUsage([name, { form, schema }]: [string, Argument<unknown>]): string {
  const word = form === 'operands' ? `${name.toUpperCase()}…` : name.toUpperCase();
  return schema.safeParse(undefined).success ? `[${word}]` : word;
}

function emptyPage(session: Session, usage: string) {
  return yargs([])
    .scriptName('portwitness')
    .locale(session.language)
    .usage(usage)
    .help(false)
    .version(false)
    .exitProcess(false)
    .wrap(Math.min(widest, session.world.stdout.columns ?? widest));
}

function addOptions(page: ReturnType<typeof emptyPage>, options: Command['options'], session: Session): void {
  for (const [name, { help, completes }] of Object.entries(options)) {
    const choices = Array.isArray(completes) ? { choices: completes as string[] } : {};
    page.option(name, { describe: session.say(help), ...choices });
  }
}
