import type { FarSideProof } from '../model/far-side.ts';
import type { Observation } from '../model/observation.ts';
import type { Reason } from '../model/reason.ts';

/** What the reader must know of the far side besides the verdicts: translated addresses, logs that tell too little. */
export function farSideNotes(observations: readonly Observation[]): Reason[] {
  const someKnown = observations.some((one) => one.kind === 'testimony' && one.listener !== null);
  const notes = new Map<string, Reason>();
  const add = (code: string, values: Reason['values']): void =>
    void notes.set(JSON.stringify([code, values]), { code, values });
  for (const observation of observations) {
    const { vantage, address } = observation;
    if (observation.kind === 'farSide') {
      if (observation.proofs.some(({ outcome }) => outcome.status === 'proven'))
        add('farSideStandIn', { vantage, address });
      for (const proof of observation.proofs) noteTranslation(vantage, observation.address, proof, add);
    }
    if (observation.kind !== 'testimony' || observation.whole) continue;
    // A log that knows of some addresses is the right one: of the others no listener was asked for.
    if (someKnown && observation.gaps.includes('unknown')) continue;
    for (const gap of observation.gaps)
      add(`farSideGap${gap[0]!.toUpperCase()}${gap.slice(1)}`, { vantage, address });
  }
  return [...notes.values()];
}

function noteTranslation(
  vantage: string,
  address: string,
  { protocol, port, outcome }: FarSideProof,
  add: (code: string, values: Reason['values']) => void,
): void {
  if (outcome.status === 'notBelieved') {
    add('farSideDisbelieved', { vantage, address, port: `${port}/${protocol}`, why: outcome.why });
  }
  if (outcome.status !== 'proven') return;
  const { sentFrom, seenFrom, seenAt, seenAtPort } = outcome;
  if (sentFrom !== null && sentFrom !== seenFrom) {
    add('farSideSourceTranslated', { vantage, address, sent: sentFrom, seen: seenFrom });
  }
  if (seenAt !== address) add('farSideTargetTranslated', { vantage, address, seen: seenAt });
  if (seenAtPort !== port) {
    add('farSidePortTranslated', { vantage, address, port: `${port}/${protocol}`, seen: seenAtPort });
  }
}
