import type { TlsAnswer } from '../model/conversation.ts';
import type { Finding } from '../model/verdict.ts';
import { brokenFinding, finding } from './answers.ts';

export type ServedTls = Extract<TlsAnswer, { status: 'served' }>;

/**
 * The finding about a port that did not come as far as its certificates. A refusal without a server name decides
 * nothing: many servers know their certificate by the name alone.
 */
export function unservedFinding(
  expectation: string,
  expected: string,
  serverName: string | null,
  answer: Exclude<TlsAnswer, ServedTls> | undefined,
): Finding {
  if (answer?.status === 'plain') {
    const actual = answer.service;
    return finding(expectation, 'fail', { expected, actual }, tlsPlainCode(actual), { service: actual });
  }
  if (answer?.status === 'alert') {
    const actual = answer.alert.name;
    return serverName === null
      ? finding(expectation, 'inconclusive', { expected, actual }, 'tlsRefusedWithoutName', { alert: actual })
      : finding(expectation, 'fail', { expected, actual }, 'tlsRefused', { alert: actual, name: serverName });
  }
  if (answer?.status === 'unagreed') {
    const { version, keyExchange } = answer;
    const texts = { expected, actual: `${version}, ${keyExchange}` };
    return finding(expectation, 'inconclusive', texts, 'tlsUnagreed', { version, keyExchange });
  }
  return brokenFinding(expectation, expected, answer);
}

function tlsPlainCode(service: string): string {
  return service === 'unknown' ? 'tlsPlainUnknown' : 'tlsPlain';
}
