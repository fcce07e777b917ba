import type { ProofReading } from '../../far-side/messages.ts';
import type { ProofOutcome } from '../../model/far-side.ts';

/** An answer as evidence. `sentFrom`: the address that the question left from, as far as known. */
export function outcomeOf(reading: ProofReading, sentFrom: string | null): ProofOutcome {
  if (reading.status === 'notBelieved') return reading;
  if (reading.status === 'other') return { status: 'unanswered', code: 'no-listener' };
  const { listener, seenFrom, seenFromPort, seenAt, seenAtPort } = reading.proof;
  return { status: 'proven', listener, seenFrom, seenFromPort, seenAt, seenAtPort, sentFrom };
}
