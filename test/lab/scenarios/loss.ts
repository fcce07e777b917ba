import { forward, loss, synLimit } from '../rules.ts';
import type { Scenario } from './bed.ts';
import { found, foundOrUnsure, shut, shutByAnswers, shutOrUnsure, slowPace, unsure } from './endings.ts';
import { outage } from './faults.ts';

/** No fault at all, and what the path loses. */
export const lossScenarios: readonly Scenario[] = [
  { name: 'nothing wrong, forbidden ports dropped', open: found, shut },
  { name: 'nothing wrong, forbidden ports reset', shutBy: null, open: found, shut: shutByAnswers },
  { name: '1 % lost each way', rules: { router: forward(loss(1)) }, open: found, shut },
  { name: '10 % lost each way', rules: { router: forward(loss(10)) }, open: found, shut: shutOrUnsure },
  { name: '30 % lost each way', rules: { router: forward(loss(30)) }, open: found, shut: shutOrUnsure },
  { name: 'an outage of 2 s', during: outage(20, 2000), site: () => ({ pace: slowPace }), open: found, shut },
  {
    name: 'a SYN limit of 50/s',
    rules: { router: forward(synLimit(50)) },
    open: foundOrUnsure,
    shut: shutOrUnsure,
  },
  {
    name: 'shunned for a minute after 100 SYNs',
    rules: {
      router: `
        set shunned { type ipv4_addr; flags dynamic,timeout; timeout 1m; }
        set shunned6 { type ipv6_addr; flags dynamic,timeout; timeout 1m; }
        ${forward(
          'ip saddr @shunned drop',
          'ip6 saddr @shunned6 drop',
          'tcp flags & (syn|ack) == syn limit rate over 5/second burst 100 packets add @shunned { ip saddr } drop',
          'tcp flags & (syn|ack) == syn limit rate over 5/second burst 100 packets add @shunned6 { ip6 saddr } drop',
        )}`,
    },
    open: foundOrUnsure,
    shut: unsure('*'),
  },
];
