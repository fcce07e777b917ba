import type { Finding } from '../model/verdict.ts';
import { finding } from './answers.ts';
import type { ReadableCertificate } from './tls-targets.ts';

/**
 * The finding about a chain whose certificates don't each certify the one before (RFC 5246 section 7.4.2), told by
 * their names; none when they do. Clients of today put a chain in order, telephones and older ones don't.
 */
export function chainOrder(expectation: string, chain: readonly ReadableCertificate[]): Finding[] {
  const broken = chain.findIndex((certificate, i) => i > 0 && certificate.subject !== chain[i - 1]!.issuer);
  if (broken < 0) return [];
  const sent = chain.map(({ subject }) => subject);
  const texts = { expected: chain[broken - 1]!.issuer, actual: chain[broken]!.subject };
  return [finding(expectation, 'fail', texts, 'tlsChainDisordered', { ...texts, sent })];
}
