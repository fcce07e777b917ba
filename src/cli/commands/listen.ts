import { anyText, decoded } from '../argument-values.ts';
import { command, flag, value, values } from '../command.ts';
import { planOperands } from '../plan-options.ts';
import { parseAddress } from '../../model/address.ts';
import { badUsage } from '../bad-usage.ts';

const address = decoded((text) => {
  const parsed = parseAddress(text);
  return parsed === undefined ? { code: 'optionNotAddress' } : { value: parsed };
});

export const listen = command({
  name: 'listen',
  summary: 'commandListen',
  operands: planOperands,
  options: {
    role: value('optionListenRole', anyText),
    all: flag('optionListenAll'),
    address: values('optionListenAddress', address),
    key: value('optionListenKey', anyText, 'file'),
    log: value('optionListenLog', anyText, 'file'),
  },
  examples: [
    { line: 'listen site.yaml --role front-end', says: 'exampleListen' },
    { line: 'listen site.yaml --role front-end --all --log far-side.jsonl', says: 'exampleListenAll' },
  ],
  run: async (args, session) => {
    const { role } = args;
    if (role === undefined) throw badUsage({ code: 'listenRoleMissing', values: {} });
    const { listen: run } = await import('../listen.ts');
    return run({ ...args, role }, session);
  },
});
