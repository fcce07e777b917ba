import { randomBytes } from 'node:crypto';
import { portStates, type PortState } from '../model/observation.ts';
import { protocolQuestions, questionFor } from '../probe/questions/registry.ts';
import type { Endpoint, Vantage } from '../vantage/vantage.ts';

/** What one question over UDP brought. */
export interface DatagramLook {
  readonly state: PortState;
  /** Error behind a rejection or a failure; the protocol of an answer that was understood; else ''. */
  readonly detail: string;
  /** The protocol that was spoken. */
  readonly asked: string;
}

/** Sent as often as this while nothing answers: a datagram that is lost is sent again by nobody else. */
const sends = 3;

/** Asks one UDP port in its protocol's words, once. */
export async function lookByDatagram(
  vantage: Vantage,
  { address, port, source }: Endpoint,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<DatagramLook> {
  const asked = questionFor(port).name;
  const offer = vantage.senders['udp'];
  if (offer?.available !== true) return { state: 'unknown', detail: 'EAFNOSUPPORT', asked };
  const { result } = offer.sender.send({
    address,
    source,
    ports: Uint16Array.of(port),
    controls: new Uint32Array(0),
    timeoutMs,
    sends,
    allowance: { take: (wanted) => ({ granted: wanted, waitMs: 0 }) },
    questions: protocolQuestions(address, randomBytes),
    signal,
  });
  const { states, detailOf, details } = await result;
  return { state: portStates[states[0]!] ?? 'unknown', detail: details[detailOf[0]!]?.code ?? '', asked };
}
