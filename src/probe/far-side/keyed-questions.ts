import { randomBytes } from 'node:crypto';
import {
  encodeAsk,
  nobody,
  readProof,
  vantageTag,
  type Ask,
  type Purpose,
  type ProofReading,
} from '../../far-side/messages.ts';
import type { Protocol } from '../../model/ports.ts';

/** What every question of a run from one vantage to one address has in common. */
export interface Asker {
  readonly key: Buffer;
  /** 16 bytes, hexadecimal. */
  readonly run: string;
  readonly vantage: string;
  readonly address: string;
  /** Who answered first; questions from then on are for this listener alone. */
  listener: string;
}

export function openAsker(key: Buffer, run: string, vantage: string, address: string): Asker {
  return { key, run, vantage: vantageTag(vantage), address, listener: nobody };
}

/** A question that was never asked before, and what makes an answer its own. */
export interface KeyedQuestion {
  readonly bytes: Buffer;
  readonly nonce: string;
  readonly read: (answer: Buffer) => ProofReading;
}

export function keyedQuestion(
  asker: Asker,
  purpose: Purpose,
  protocol: Protocol,
  port: number,
): KeyedQuestion {
  const ask: Ask = {
    purpose,
    protocol,
    port,
    address: asker.address,
    run: asker.run,
    vantage: asker.vantage,
    listener: purpose === 'hello' ? nobody : asker.listener,
    nonce: randomBytes(16).toString('hex'),
  };
  const bytes = encodeAsk(asker.key, ask);
  return { bytes, nonce: ask.nonce, read: (answer) => readProof(asker.key, answer, bytes) };
}
