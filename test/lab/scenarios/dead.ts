import type { Scenario } from './bed.ts';
import { foundOrUnsure, slowPace, unsure } from './endings.ts';
import { afterAttempts } from './faults.ts';

const dead = { status: 1, closed: 'inconclusive *', flow: 'fail *' } as const;

/** Targets that are not there, and paths that end. */
export const deadScenarios: readonly Scenario[] = [
  {
    name: 'the host is down',
    before: async ({ lab }) => lab.ip('server', 'link', 'set', 'far', 'down'),
    open: dead,
    shut: dead,
  },
  {
    name: 'the wrong address, where nobody is',
    site: ({ family }) => {
      const nobody = family === 4 ? '10.2.0.99' : 'fd00:2::99';
      return { server: `["${nobody}"]`, scope: `["${nobody}"]` };
    },
    open: dead,
    shut: dead,
  },
  {
    name: 'the gateway is lost in mid-run',
    during: async (bed, ended) => {
      await afterAttempts(bed, 20, ended);
      await bed.lab.ip('router', 'link', 'set', 'near', 'down');
    },
    site: () => ({ pace: slowPace }),
    open: foundOrUnsure,
    shut: unsure('*'),
  },
];
