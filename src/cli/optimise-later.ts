import { setFlagsFromString } from 'node:v8';

/** Of Node 20, in bytes of bytecode that ran: after so many V8 weighs whether to optimise a function. */
const usualBudget = 67_584;
const laterBudget = 400_000;

/**
 * Carries short work out before V8 optimises it. V8 11, which Node 20 has, optimises early, on another thread: a
 * command of half a second is over before that pays, and on two processors it takes time from the work itself, a
 * seventh of a look at 500 TLS ports (docs/benchmarks-tls.md). Younger versions wait longer by themselves.
 */
export async function optimiseLater<Done>(work: () => Promise<Done>): Promise<Done> {
  if (!process.versions.v8.startsWith('11.')) return work();
  setFlagsFromString(`--interrupt-budget=${laterBudget}`);
  try {
    return await work();
  } finally {
    setFlagsFromString(`--interrupt-budget=${usualBudget}`);
  }
}
