import type { ProofReading, Purpose } from '../../far-side/messages.ts';
import type { ProofOutcome } from '../../model/far-side.ts';
import { portStates } from '../../model/observation.ts';
import type { Allowance, Endpoint, Questions, Vantage } from '../../vantage/vantage.ts';
import { keyedQuestion, type Asker } from './keyed-questions.ts';
import { outcomeOf } from './outcome.ts';

/** How an answer of the listener's is called in the evidence, and one that only looks like it. */
export const farSideAnswer = 'far-side';
export const disbelievedAnswer = 'proof-not-believed';

/** The bytes of each question beside what reads its answer: volleys hand back the bytes alone. */
const asked = new WeakMap<Uint8Array, (answer: Buffer) => ProofReading>();

/** Questions of many attempts, signed, each asked once; `onProof` hears what each answer is worth. */
export function keyedDatagrams(
  asker: Asker,
  purpose: Purpose,
  onProof: (port: number, reading: ProofReading) => void,
): Questions {
  return {
    ask: (port) => {
      const { bytes, read } = keyedQuestion(asker, purpose, 'udp', port);
      asked.set(bytes, read);
      return bytes;
    },
    nameAnswer: (port, answer, question) => {
      const reading = asked.get(question)?.(Buffer.from(answer)) ?? { status: 'other' };
      onProof(port, reading);
      if (reading.status === 'proven') return farSideAnswer;
      return reading.status === 'notBelieved' ? disbelievedAnswer : '';
    },
  };
}

/** Asks a UDP port for a proof: who is there, where that is not known yet, then a question for this listener. */
export async function askOverUdp(
  asker: Asker,
  purpose: Purpose,
  vantage: Vantage,
  endpoint: Endpoint,
  settings: { readonly timeoutMs: number; readonly allowance: Allowance; readonly signal?: AbortSignal },
): Promise<ProofOutcome> {
  const offer = vantage.senders['udp'];
  if (offer?.available !== true) return { status: 'unanswered', code: 'udp-not-carried' };
  const ask = async (what: Purpose): Promise<ProofOutcome> => {
    let reading: ProofReading | undefined;
    const { result } = offer.sender.send({
      ...settings,
      address: endpoint.address,
      source: endpoint.source,
      ports: Uint16Array.of(endpoint.port),
      controls: new Uint32Array(0),
      sends: 1,
      questions: keyedDatagrams(asker, what, (_, heard) => (reading = heard)),
    });
    const { states, detailOf, details } = await result;
    if (reading !== undefined) return outcomeOf(reading, endpoint.source);
    const code = details[detailOf[0]!]!.code;
    return { status: 'unanswered', code: code === '' ? portStates[states[0]!]! : code };
  };
  if (/^0+$/.test(asker.listener)) {
    const hello = await ask('hello');
    if (hello.status !== 'proven') return hello;
    asker.listener = hello.listener;
  }
  return ask(purpose);
}
