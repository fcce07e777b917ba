import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Protocol } from '../model/ports.ts';
import { addressOfSixteen, sixteenBytes } from './address-bytes.ts';

/**
 * The words between a vantage and a listener, over TCP and UDP alike: a question of 114 bytes, signed, and an
 * answer of 106, so that nobody is answered with more than they sent. docs/far-side.md has the layout and the
 * argument.
 */
export interface Ask {
  readonly purpose: Purpose;
  readonly protocol: Protocol;
  /** The port and the address that were asked, as the vantage knows them. */
  readonly port: number;
  readonly address: string;
  /** 16 bytes, hexadecimal: of the run; of the vantage (8); of the listener, or all zero where it is not known yet; of this question. */
  readonly run: string;
  readonly vantage: string;
  readonly listener: string;
  readonly nonce: string;
}

/** hello: who is there? begin and end: nothing of the vantage's came before, or will come after. attempt: one of many. log: what came? */
export const purposes = ['hello', 'begin', 'attempt', 'end', 'log'] as const;

export type Purpose = (typeof purposes)[number];

export interface Proof {
  readonly listener: string;
  readonly nonce: string;
  readonly seenFrom: string;
  readonly seenFromPort: number;
  readonly seenAt: string;
  readonly seenAtPort: number;
}

const magic = Buffer.from('PWF1');
const [askType, proofType] = [1, 2];
const macBytes = 32;
export const askBytes = 114;
export const proofBytes = 106;
export const nobody = '0'.repeat(32);

/** The 8 bytes that stand for a vantage's name in a question. */
export function vantageTag(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16);
}

export function encodeAsk(key: Buffer, ask: Ask): Buffer {
  const bytes = Buffer.alloc(askBytes);
  magic.copy(bytes);
  bytes[4] = askType;
  bytes[5] = purposes.indexOf(ask.purpose);
  bytes[6] = ask.protocol === 'tcp' ? 6 : 17;
  bytes.writeUInt16BE(ask.port, 8);
  put(bytes, 10, ask.run, ask.vantage, ask.listener, ask.nonce);
  sixteenBytes(ask.address).copy(bytes, 66);
  macOf(key, 'ask', bytes.subarray(0, askBytes - macBytes)).copy(bytes, askBytes - macBytes);
  return bytes;
}

/** Undefined: it is no question, or nobody with the key asks. */
export function decodeAsk(key: Buffer, bytes: Buffer): Ask | undefined {
  if (!isMessage(bytes, askBytes, askType) || !isSigned(key, 'ask', bytes)) return undefined;
  const purpose = purposes[bytes[5]!];
  const protocol = bytes[6] === 6 ? 'tcp' : bytes[6] === 17 ? 'udp' : undefined;
  if (purpose === undefined || protocol === undefined) return undefined;
  return {
    purpose,
    protocol,
    port: bytes.readUInt16BE(8),
    address: addressOfSixteen(bytes.subarray(66, 82)),
    run: bytes.toString('hex', 10, 26),
    vantage: bytes.toString('hex', 26, 34),
    listener: bytes.toString('hex', 34, 50),
    nonce: bytes.toString('hex', 50, 66),
  };
}

/** The answer to a question, bound to its every byte. */
export function encodeProof(key: Buffer, proof: Proof, ask: Buffer): Buffer {
  const bytes = Buffer.alloc(proofBytes);
  magic.copy(bytes);
  bytes[4] = proofType;
  bytes.writeUInt16BE(proof.seenAtPort, 6);
  bytes.writeUInt16BE(proof.seenFromPort, 8);
  put(bytes, 10, proof.listener, proof.nonce);
  sixteenBytes(proof.seenFrom).copy(bytes, 42);
  sixteenBytes(proof.seenAt).copy(bytes, 58);
  macOf(key, 'proof', ask, bytes.subarray(0, proofBytes - macBytes)).copy(bytes, proofBytes - macBytes);
  return bytes;
}

export type ProofReading =
  | { readonly status: 'proven'; readonly proof: Proof }
  /** In the protocol's form: foreign, signed by another key or altered; replayed, the answer to another question. */
  | { readonly status: 'notBelieved'; readonly why: 'foreign' | 'replayed' }
  | { readonly status: 'other' };

/** What an answer to `ask` is worth. */
export function readProof(key: Buffer, bytes: Buffer, ask: Buffer): ProofReading {
  if (!isMessage(bytes, proofBytes, proofType)) return { status: 'other' };
  const nonce = bytes.toString('hex', 26, 42);
  if (nonce !== ask.toString('hex', 50, 66)) return { status: 'notBelieved', why: 'replayed' };
  if (!isSigned(key, 'proof', bytes, ask)) return { status: 'notBelieved', why: 'foreign' };
  return {
    status: 'proven',
    proof: {
      nonce,
      listener: bytes.toString('hex', 10, 26),
      seenAtPort: bytes.readUInt16BE(6),
      seenFromPort: bytes.readUInt16BE(8),
      seenFrom: addressOfSixteen(bytes.subarray(42, 58)),
      seenAt: addressOfSixteen(bytes.subarray(58, 74)),
    },
  };
}

function put(bytes: Buffer, at: number, ...values: readonly string[]): void {
  let next = at;
  for (const value of values) next += bytes.write(value, next, 'hex');
}

function isMessage(bytes: Buffer, length: number, type: number): boolean {
  return bytes.length === length && bytes.subarray(0, 4).equals(magic) && bytes[4] === type;
}

function isSigned(key: Buffer, label: string, bytes: Buffer, ...before: readonly Buffer[]): boolean {
  const end = bytes.length - macBytes;
  return timingSafeEqual(macOf(key, label, ...before, bytes.subarray(0, end)), bytes.subarray(end));
}

/** All parts but the last are of a fixed length, so that their seams are sure. */
function macOf(key: Buffer, label: string, ...parts: readonly Buffer[]): Buffer {
  const mac = createHmac('sha256', key).update(`portwitness ${label}\0`);
  for (const part of parts) mac.update(part);
  return mac.digest();
}
