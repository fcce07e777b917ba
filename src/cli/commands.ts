import type { Command } from './command.ts';

/**
 * Every command in the order of the help, with the sentence that says what it is for. A command is loaded when
 * it is asked for: start-up pays for one.
 */
export const commands: readonly CommandEntry[] = [
  {
    name: 'completion',
    summary: 'commandCompletion',
    load: async () => (await import('./commands/completion.ts')).completion,
  },
];

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** The entry whose words the operands begin with. */
export function findCommand(words: readonly string[]): CommandEntry | undefined {
  return commands.find(({ name }) => name.split(' ').every((word, i) => words[i] === word));
}
