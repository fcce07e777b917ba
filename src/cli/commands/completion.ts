import { command, operand } from '../command.ts';
import { oneOf } from '../argument-values.ts';
import { commands } from '../commands.ts';
import { exitStatus } from '../exit-status.ts';
import { globalOptions } from '../global-options.ts';
import { writeText } from '../output.ts';
import { completionScripts, shells, type CompletedCommand } from '../completion-scripts.ts';

export const completion = command({
  name: 'completion',
  summary: 'commandCompletion',
  operands: { shell: operand('operandShell', oneOf(shells).optional(), shells) },
  options: {},
  examples: [
    {
      line: 'completion bash > ~/.local/share/bash-completion/completions/portwitness',
      says: 'exampleCompletion',
    },
  ],
  run: async ({ shell }, session) => {
    const loaded = await Promise.all(commands.map(({ load }) => load()));
    const completed = loaded.map(({ name, options, operands }): CompletedCommand => {
      const all = { ...options, ...globalOptions };
      return {
        name,
        options: Object.entries(all).map(([option, { form, completes }]) => ({
          name: `--${option}`,
          takesValue: form !== 'flag',
          words: Array.isArray(completes) ? (completes as readonly string[]) : [],
        })),
        operandWords: Object.values(operands).flatMap(({ completes }) =>
          Array.isArray(completes) ? (completes as readonly string[]) : [],
        ),
      };
    });
    const script = completionScripts[shell ?? shellOf(session.world.env['SHELL'])];
    await writeText(script(completed), session);
    return exitStatus.compliant;
  },
});

function shellOf(path = ''): (typeof shells)[number] {
  return shells.find((shell) => path.endsWith(`/${shell}`)) ?? 'bash';
}
