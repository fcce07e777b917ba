import { describe, expect, test } from '@jest/globals';
import type { ConversationAnswer } from '../../src/model/conversation.ts';
import { tlsHandshake } from '../../src/expectation/tls-handshake.ts';
import { tlsKey } from '../../src/expectation/tls-key.ts';
import { tlsStartTls } from '../../src/expectation/tls-start-tls.ts';
import { broken, flowCheck, judge, servedTls } from './check.ts';

const alert = (name: string): ConversationAnswer => ({
  kind: 'tls',
  status: 'alert',
  alert: { level: 'fatal', code: 40, name },
  warnings: [],
});
const plain = (service: string): ConversationAnswer => ({ kind: 'tls', status: 'plain', service, heard: '' });
const unagreed: ConversationAnswer = {
  kind: 'tls',
  status: 'unagreed',
  version: 'TLSv1.3',
  keyExchange: 'ffdhe2048',
};
const named = flowCheck({ host: 'fe.contoso.test' });

/** What came back, for a target with a name and for one without, and the verdict with its reason. */
const rows: readonly (readonly [string, ConversationAnswer | undefined, string, string])[] = [
  ['served', servedTls(), 'pass tlsServed', 'pass tlsServed'],
  ['no proof to be had', servedTls({}, { keyProven: null }), 'pass tlsServed', 'pass tlsServed'],
  [
    "somebody else's certificate",
    servedTls({}, { keyProven: false }),
    'fail tlsKeyNotProven',
    'fail tlsKeyNotProven',
  ],
  ['a refusal', alert('handshake_failure'), 'fail tlsRefused', 'inconclusive tlsRefusedWithoutName'],
  ['plain HTTP', plain('http'), 'fail tlsPlain', 'fail tlsPlain'],
  ['plain noise', plain('unknown'), 'fail tlsPlainUnknown', 'fail tlsPlainUnknown'],
  ['a key exchange of its own', unagreed, 'inconclusive tlsUnagreed', 'inconclusive tlsUnagreed'],
  ['silence', broken('tls', 'timeout'), 'fail conversationTimeout', 'fail conversationTimeout'],
  ['an end', broken('tls', 'closed'), 'fail conversationClosed', 'fail conversationClosed'],
  ['a reset', broken('tls', 'reset'), 'fail conversationReset', 'fail conversationReset'],
  ['nonsense', broken('tls', 'malformed'), 'fail conversationMalformed', 'fail conversationMalformed'],
  ['a flood', broken('tls', 'too-much'), 'fail conversationTooMuch', 'fail conversationTooMuch'],
  [
    'a failure of our own',
    broken('tls', 'error'),
    'inconclusive conversationError',
    'inconclusive conversationError',
  ],
  [
    'no connection',
    broken('tls', 'refused', 'connect'),
    'inconclusive conversationNotConnected',
    'inconclusive conversationNotConnected',
  ],
  ['nothing asked', undefined, 'inconclusive conversationMissing', 'inconclusive conversationMissing'],
];

describe('tls.handshake', () => {
  test.each(rows)('%s', (_what, answer, withName, withoutName) => {
    const verdicts = [named, flowCheck()].map((check) =>
      judge(tlsHandshake, {}, check, () => answer).map(({ verdict, reason }) => `${verdict} ${reason.code}`),
    );
    expect(verdicts).toEqual([[withName], [withoutName]]);
  });
});

describe('the proof of a key', () => {
  test('missing fails tls.key; not to be had does not', () => {
    const codes = [false, null, true].map((keyProven) =>
      judge(tlsKey, {}, named, () => servedTls({}, { keyProven })).map(({ reason }) => reason.code),
    );
    expect(codes).toEqual([['tlsKeyNotProven'], ['tlsKeySound'], ['tlsKeySound']]);
  });
});

describe('tls.startTls', () => {
  const check = flowCheck({
    host: 'mail.contoso.test',
    expect: [{ name: 'tls.startTls', settings: 'smtp' }],
  });

  test('asks in the protocol, and passes what is granted', () => {
    expect(tlsStartTls.asks('smtp', check)).toEqual([
      { kind: 'tls', serverName: 'mail.contoso.test', startTls: 'smtp' },
    ]);
    const [finding] = judge(tlsStartTls, 'smtp', check, () => servedTls());
    expect(finding).toMatchObject({ verdict: 'pass', reason: { code: 'tlsStartTlsGranted' } });
  });

  test('fails what is refused', () => {
    const [finding] = judge(tlsStartTls, 'smtp', check, () => broken('tls', 'refused'));
    expect(finding).toMatchObject({ verdict: 'fail', reason: { code: 'startTlsRefused' } });
  });
});
