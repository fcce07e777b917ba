import { anyText } from '../argument-values.ts';
import { command, flag, operand, value } from '../command.ts';

export const schedule = command({
  name: 'schedule',
  summary: 'commandSchedule',
  operands: { file: operand('operandSchedule', anyText, 'file') },
  options: {
    list: flag('optionScheduleList'),
    once: value('optionScheduleOnce', anyText),
  },
  examples: [
    { line: 'schedule /etc/portwitness/schedule.yaml', says: 'exampleSchedule' },
    { line: 'schedule schedule.yaml --list', says: 'exampleScheduleList' },
    { line: 'schedule schedule.yaml --once contoso-nightly', says: 'exampleScheduleOnce' },
  ],
  run: async (args, session) => {
    const { keepSchedule } = await import('../fleet/schedule.ts');
    return keepSchedule(args, session);
  },
});
