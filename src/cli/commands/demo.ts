import { anyText } from '../argument-values.ts';
import { command, value } from '../command.ts';

export const demo = command({
  name: 'demo',
  summary: 'commandDemo',
  operands: {},
  options: { out: value('optionDemoOut', anyText, 'file') },
  examples: [{ line: 'demo', says: 'exampleDemo' }],
  run: async ({ out }, session) => {
    const { runDemo } = await import('../demo/demo.ts');
    return runDemo(out, session);
  },
});
