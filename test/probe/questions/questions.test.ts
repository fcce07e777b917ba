import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import forge from 'node-forge';
import { questionFor, questions } from '../../../src/probe/questions/registry.ts';

/** Identifiers that a test can foresee, different from call to call. */
function seeded(seed: string): (bytes: number) => Uint8Array {
  let calls = 0;
  return (bytes) =>
    createHash('sha512')
      .update(`${seed}${(calls += 1)}`)
      .digest()
      .subarray(0, bytes);
}

const asked = (port: number, seed = 'a') => Buffer.from(questionFor(port).ask(seeded(seed), '192.0.2.1'));

test('every protocol of the documents has its question; other ports get a binding request', () => {
  const names = [53, 88, 123, 161, 389, 1434, 3478, 5060, 50_123].map((port) => questionFor(port).name);
  expect(names).toEqual([
    'dns', 'kerberos', 'ntp', 'snmp', 'ldap', 'sql-browser', 'stun', 'sip', 'stun',
  ]); // prettier-ignore
});

test('no question is longer than a small packet', () => {
  for (const { ask } of questions) expect(ask(seeded('a'), '2001:db8::1').length).toBeLessThan(512);
});

const stunAnswer = (question: Buffer) => {
  const answer = Buffer.from(question);
  answer.writeUInt16BE(0x0101, 0);
  return answer;
};
const dnsAnswer = (question: Buffer) => {
  const answer = Buffer.from(question);
  answer[2]! |= 0x80;
  answer[3] = 5; // refused
  return answer;
};
const ntpAnswer = (question: Buffer) => {
  const answer = Buffer.alloc(48);
  answer[0] = 0x24;
  question.copy(answer, 24, 40, 48);
  return answer;
};
const sipAnswer = (question: Buffer) =>
  Buffer.from(`SIP/2.0 405 Method Not Allowed\r\n${/Call-ID: .*/.exec(question.toString())![0]}\r\n\r\n`);
// version 3 and the message's identifier, as a report bears them
const snmpAnswer = (question: Buffer) => Buffer.concat([Buffer.from([0x30, 0x20]), question.subarray(2, 20)]);
const ldapAnswer = (question: Buffer) => Buffer.concat([Buffer.from([0x30, 0x10]), question.subarray(2, 8)]);

describe('an answer is recognised, and only to its own question', () => {
  test.each([
    [3478, stunAnswer],
    [53, dnsAnswer],
    [123, ntpAnswer],
    [5060, sipAnswer],
    [161, snmpAnswer],
    [389, ldapAnswer],
  ])('port %i', (port, answer) => {
    const { answers } = questionFor(port);
    expect(answers(answer(asked(port)), asked(port))).toBe(true);
    expect(answers(answer(asked(port, 'b')), asked(port))).toBe(false);
    expect(answers(Buffer.alloc(0), asked(port))).toBe(false);
    // An echo of the question is no answer of the protocol's.
    if (![161, 389].includes(port)) expect(answers(asked(port), asked(port))).toBe(false);
  });

  test('Kerberos and the SQL browser are known by the kind of their messages', () => {
    expect(questionFor(88).answers(Buffer.from('7e05300300000000ff', 'hex'), asked(88))).toBe(true);
    expect(questionFor(88).answers(asked(88), asked(88))).toBe(false);
    expect(questionFor(1434).answers(Buffer.from('050000', 'hex'), asked(1434))).toBe(true);
    expect(questionFor(1434).answers(asked(1434), asked(1434))).toBe(false);
  });
});

test.each([88, 161, 389])('the question for port %i is well-formed BER, to its last byte', (port) => {
  const der = forge.asn1.fromDer(asked(port).toString('latin1'), {
    strict: true,
    parseAllBytes: true,
  } as never);
  expect(forge.asn1.toDer(der).getBytes()).toBe(asked(port).toString('latin1'));
});
