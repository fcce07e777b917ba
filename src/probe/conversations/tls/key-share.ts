import {
  createECDH,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { BrokenConversation } from '../broken.ts';
import { groups } from './code-points.ts';
import { makeMlKem } from './ml-kem.ts';

/** Our half of a key agreement. */
export interface KeyShare {
  readonly group: number;
  readonly share: Buffer;
  /** The shared secret with the server's half. */
  readonly agree: (theirs: Buffer) => Buffer;
}

const curves: Readonly<Record<number, string>> = {
  [groups.P256]: 'prime256v1',
  [groups.P384]: 'secp384r1',
  [groups.P521]: 'secp521r1',
};

const shares = new Map<number, KeyShare>();

/**
 * The one share of a group that this process uses in all its handshakes, undefined for a group that it can't agree
 * on. Nothing secret ever goes over these connections: they end with the server's certificates.
 */
export function keyShareOf(group: number): KeyShare | undefined {
  const share = shares.get(group) ?? makeKeyShare(group);
  if (share !== undefined) shares.set(group, share);
  return share;
}

/** A fresh share of a group that this program can agree on; undefined for any other. */
function makeKeyShare(group: number): KeyShare | undefined {
  if (group === groups.X25519)
    return montgomeryShare(group, 'X25519', generateKeyPairSync('x25519').privateKey);
  if (group === groups.X448) return montgomeryShare(group, 'X448', generateKeyPairSync('x448').privateKey);
  const hybrid = hybrids[group];
  if (hybrid !== undefined) return hybridShare(group, hybrid);
  const curve = curves[group];
  if (curve === undefined) return undefined;
  const ecdh = createECDH(curve);
  const share = ecdh.generateKeys();
  return { group, share, agree: (theirs) => agreed(() => ecdh.computeSecret(theirs)) };
}

interface Hybrid {
  readonly classic: number;
  readonly classicBytes: number;
  readonly size: 768 | 1024;
  /** X25519MLKEM768 alone puts the younger half first. */
  readonly kemFirst: boolean;
}

const hybrids: Readonly<Record<number, Hybrid>> = {
  [groups.X25519MLKEM768]: { classic: groups.X25519, classicBytes: 32, size: 768, kemFirst: true },
  [groups.SecP256r1MLKEM768]: { classic: groups.P256, classicBytes: 65, size: 768, kemFirst: false },
  [groups.SecP384r1MLKEM1024]: { classic: groups.P384, classicBytes: 97, size: 1024, kemFirst: false },
};

/** Both halves side by side, on the wire and in the secret (draft-ietf-tls-ecdhe-mlkem). */
function hybridShare(group: number, { classic, classicBytes, size, kemFirst }: Hybrid): KeyShare {
  const kem = makeMlKem(size, randomBytes(32));
  const { share, agree } = keyShareOf(classic)!;
  const inOrder = (ofKem: Buffer, ofClassic: Buffer): Buffer =>
    Buffer.concat(kemFirst ? [ofKem, ofClassic] : [ofClassic, ofKem]);
  return {
    group,
    share: inOrder(kem.publicKey, share),
    agree: (theirs) => {
      const at = kemFirst ? kem.ciphertextBytes : classicBytes;
      if (theirs.length !== kem.ciphertextBytes + classicBytes) throw impossibleShare();
      const [first, second] = [theirs.subarray(0, at), theirs.subarray(at)];
      const [wrapped, point] = kemFirst ? [first, second] : [second, first];
      return inOrder(kem.unwrap(wrapped), agree(point));
    },
  };
}

function montgomeryShare(group: number, crv: 'X25519' | 'X448', privateKey: KeyObject): KeyShare {
  const share = Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '', 'base64url');
  return {
    group,
    share,
    agree: (theirs) =>
      agreed(() => {
        const key = { kty: 'OKP', crv, x: theirs.toString('base64url') };
        return diffieHellman({ privateKey, publicKey: createPublicKey({ key, format: 'jwk' }) });
      }),
  };
}

/** A point that is not on the curve is the server's fault. */
function agreed(compute: () => Buffer): Buffer {
  try {
    return compute();
  } catch (cause) {
    throw impossibleShare({ cause });
  }
}

function impossibleShare(options?: { cause: unknown }): BrokenConversation {
  return new BrokenConversation('tls', 'malformed', 'the server sent an impossible key share', options);
}
