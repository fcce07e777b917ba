import { anyText, assignment } from '../argument-values.ts';
import { command, value, values } from '../command.ts';

export const init = command({
  name: 'init',
  summary: 'commandInit',
  operands: {},
  options: {
    profile: values('optionInitProfile', anyText),
    site: value('optionInitSite', anyText),
    role: values('optionInitRole', assignment),
    source: values('optionInitSource', assignment),
    name: values('optionInitName', assignment),
    condition: values('optionInitCondition', assignment),
    parameter: values('optionInitParameter', assignment),
    scope: values('optionInitScope', anyText),
    out: value('optionInitOut', anyText, 'file'),
  },
  examples: [
    { line: 'init', says: 'exampleInit' },
    {
      line: 'init --profile lync-server-2013/reverse-proxy --role front-end=10.0.2.21,10.0.2.22',
      says: 'exampleInitFlags',
    },
  ],
  run: async (args, session) => {
    const { writeSiteFile } = await import('../init.ts');
    return writeSiteFile(args, session);
  },
});
