import * as z from 'zod';
import type { Finding } from '../model/verdict.ts';
import { finding } from './answers.ts';
import type { Expectation } from './expectation.ts';
import { questionIds } from './host-names.ts';
import {
  judgeServed,
  readableChain,
  titleOf,
  tlsRequests,
  tlsTarget,
  type ReadableCertificate,
} from './tls-targets.ts';

const name = 'tls.key';

const settings = z
  .strictObject({
    ...tlsTarget,
    rsa: z.int().min(512).max(16_384).optional().describe('Least bits of an RSA key; 2048 when left out'),
    ec: z
      .int()
      .min(160)
      .max(521)
      .optional()
      .describe('Least bits of an elliptic curve key; 256 when left out'),
    types: z
      .array(z.enum(['rsa', 'rsa-pss', 'ec', 'ed25519', 'ed448']))
      .min(1)
      .optional()
      .describe('Kinds of key that clients of this service can use; all of them when left out'),
  })
  .describe('Sizes of keys, and no signature by MD5 or SHA-1, through the whole chain');

type Settings = z.infer<typeof settings>;

/** Hashes that an attacker can make collide. */
const brokenHashes: readonly (string | null)[] = ['MD2', 'MD5', 'SHA-1'];

/** The keys are strong, the certificates are signed soundly, and the port has the key of the first. */
export const tlsKey: Expectation<Settings> = {
  name,
  settings,
  namesUsed: ({ names }) => questionIds(names),
  asks: (settings, check) => tlsRequests(settings, check),
  judge: (settings, check, answers) =>
    judgeServed(name, wantedOf(settings), tlsRequests(settings, check), answers, (answer) => {
      const expected = wantedOf(settings);
      const chain = readableChain(name, expected, answer);
      if ('verdict' in chain) return [chain];
      const notProven =
        answer.keyProven === false
          ? [finding(name, 'fail', { expected, actual: '' }, 'tlsKeyNotProven')]
          : [];
      const troubles = [
        ...notProven,
        ...chain.flatMap((certificate, i) => troublesOf(settings, certificate, i === 0)),
      ];
      const leaf = chain[0]!;
      const values = { key: keyText(leaf), signature: signatureText(leaf) };
      return troubles.length > 0
        ? troubles
        : [finding(name, 'pass', { expected, actual: values.key }, 'tlsKeySound', values)];
    }),
};

function troublesOf(settings: Settings, certificate: ReadableCertificate, leaf: boolean): Finding[] {
  const { type, bits } = certificate.key;
  const expected = wantedOf(settings);
  const values = {
    subject: titleOf(certificate),
    key: keyText(certificate),
    signature: signatureText(certificate),
    expected,
  };
  const fail = (code: string, actual: string): Finding =>
    finding(name, 'fail', { expected, actual }, code, values);
  const least =
    type === 'rsa' || type === 'rsa-pss' || type === 'dsa'
      ? (settings.rsa ?? 2048)
      : type === 'ec'
        ? (settings.ec ?? 256)
        : 0;
  const known = settings.types === undefined || settings.types.some((wanted) => wanted === type);
  return [
    ...(bits < least ? [fail('tlsKeyTooSmall', values.key)] : []),
    ...(leaf && !known ? [fail('tlsKeyOfOtherKind', values.key)] : []),
    // Nobody relies on the signature that a root makes over itself.
    ...(!certificate.selfIssued && brokenHashes.includes(certificate.signature.hash)
      ? [fail('tlsSignatureBroken', values.signature)]
      : []),
  ];
}

function wantedOf({ rsa = 2048, ec = 256, types }: Settings): string {
  return [`RSA ≥ ${rsa}, EC ≥ ${ec}`, ...(types ?? [])].join(', ');
}

function keyText({ key: { type, bits, curve } }: ReadableCertificate): string {
  return curve === null ? `${type} ${bits}` : `${type} ${curve}`;
}

function signatureText({ signature: { algorithm, hash } }: ReadableCertificate): string {
  return hash === null ? algorithm : `${algorithm} ${hash}`;
}
