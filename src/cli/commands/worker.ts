import { anyText, queueAddress } from '../argument-values.ts';
import { command, value } from '../command.ts';

export const worker = command({
  name: 'worker',
  summary: 'commandWorker',
  operands: {},
  options: {
    vantage: value('optionWorkerVantage', anyText),
    settings: value('optionWorkerSettings', anyText, 'file'),
    queue: value('optionQueue', queueAddress),
    'make-key': value('optionMakeKey', anyText, 'file'),
  },
  examples: [
    { line: 'worker --make-key dmz-1.key', says: 'exampleMakeKey' },
    { line: 'worker --vantage dmz --settings /etc/portwitness/worker.yaml', says: 'exampleWorker' },
  ],
  run: async (args, session) => {
    if (args['make-key'] !== undefined) {
      const { makeFleetKey } = await import('../fleet/make-key.ts');
      return makeFleetKey(args['make-key'], session);
    }
    const { work } = await import('../fleet/work.ts');
    return work(args, session);
  },
});
