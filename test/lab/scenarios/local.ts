import { output } from '../rules.ts';
import { forbiddenPorts, type Scenario } from './bed.ts';
import { found, foundOrUnsure, shut, slowPace, unsure } from './endings.ts';
import { afterAttempts } from './faults.ts';

/** Faults of the scanner's own machine. */
export const localScenarios: readonly Scenario[] = [
  ...['drop', 'reject with icmpx type admin-prohibited', 'reject with tcp reset'].map(
    (verdict): Scenario => ({
      name: `its own firewall: ${verdict}`,
      everyWay: true,
      rules: { scanner: output(`tcp dport ${forbiddenPorts} ${verdict}`) },
      shutBy: null,
      open: unsure('closedOwnFirewall'),
      shut: unsure('closedOwnFirewall'),
    }),
  ),
  {
    name: '64 source ports in all',
    sysctls: { scanner: { 'net.ipv4.ip_local_port_range': '"40000 40063"' } },
    open: found,
    shut,
  },
  {
    name: '160 descriptors in all',
    starter: ['prlimit', '--nofile=160:160'],
    open: { ...found, syn: { ...unsure('senderWithoutSourcePorts'), flow: 'inconclusive *' } },
    shut: { ...shut, syn: { ...unsure('senderWithoutSourcePorts'), flow: 'inconclusive *' } },
  },
  {
    name: 'its address gone in mid-run',
    during: async (bed, ended) => {
      await afterAttempts(bed, 20, ended);
      await bed.lab.ip('scanner', 'address', 'flush', 'dev', 'near');
    },
    site: () => ({ pace: slowPace }),
    open: foundOrUnsure,
    shut: unsure('*'),
  },
  {
    name: 'a vantage without its address',
    site: ({ family }) => ({ source: family === 4 ? '10.1.0.99' : '"fd00:1::99"' }),
    open: { ...unsure('*'), flow: 'inconclusive *' },
    shut: { ...unsure('*'), flow: 'inconclusive *' },
  },
];
