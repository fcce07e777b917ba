import type { X509Certificate } from 'node:crypto';
import {
  childrenOf,
  NotDer,
  readDer,
  readOid,
  readTime,
  type Der,
} from '../../probe/conversations/tls/der.ts';
import { checkSignature, readSignedData, type SignedData } from './cms.ts';
import { der, integer, nothing, octetString, oid, sequence, yes } from './der-write.ts';
import { digestNames, oids } from './oids.ts';
import { createHash } from 'node:crypto';
import { sha256 } from './sign.ts';

/** What to ask a time-stamp authority about bytes (RFC 3161 section 2.4.1): their SHA-256, never they themselves. */
export function stampRequest(bytes: Uint8Array, nonce: Uint8Array): Buffer {
  const imprint = sequence(sequence(oid(oids.sha256), nothing), octetString(sha256(bytes)));
  // yes: the authority's certificate is wanted in the answer, for those who verify offline
  return sequence(integer(1), imprint, integer(nonce), yes);
}

/** A time stamp of bytes, whose signature holds; trust in the authority is another question. */
export type Stamp =
  | {
      readonly ok: true;
      readonly at: Date;
      readonly signer: X509Certificate;
      readonly certificates: readonly X509Certificate[];
    }
  /** refused: the authority gave none; other: it is of other bytes; wrong: its signature does not hold. */
  | { readonly ok: false; readonly problem: 'refused' | 'other' | 'wrong' | 'unreadable' };

/** Reads an authority's response, and whether it is of these bytes. `nonce`: of the request, where it is known. */
export function readStamp(response: Buffer, bytes: Uint8Array, nonce?: Uint8Array): Stamp {
  try {
    return decode(readDer(response), bytes, nonce);
  } catch (error) {
    if (error instanceof NotDer || error instanceof TypeError) return { ok: false, problem: 'unreadable' };
    throw error;
  }
}

function decode(response: Der, bytes: Uint8Array, nonce: Uint8Array | undefined): Stamp {
  const [status, token] = childrenOf(response);
  // granted, or granted with modifications
  const granted = childrenOf(status!)[0]!.content.readUInt8(0) <= 1;
  if (!granted || token === undefined) return { ok: false, problem: 'refused' };
  const signed = readSignedData(token.whole);
  if (signed?.content === null || signed?.contentType !== oids.timeStampInfo)
    return { ok: false, problem: 'unreadable' };
  const info = childrenOf(readDer(signed.content));
  const [, , imprint, , at] = info;
  if (!isOf(imprint!, bytes) || !answers(info, nonce)) return { ok: false, problem: 'other' };
  return checked(signed, signed.content, at!);
}

function checked(signed: SignedData, content: Buffer, at: Der): Stamp {
  const { certificates } = signed;
  const checked = checkSignature(signed, content);
  if (!checked.ok) return { ok: false, problem: checked.problem === 'wrong' ? 'wrong' : 'unreadable' };
  const { signer } = checked;
  // Node's keyUsage is the extended one; a stamp counts only from who may make some (RFC 3161 section 2.3)
  if (!(signer.keyUsage ?? []).includes(oids.timeStamping)) return { ok: false, problem: 'wrong' };
  return { ok: true, at: instantOf(at), signer, certificates };
}

function isOf(imprint: Der, bytes: Uint8Array): boolean {
  const [algorithm, hash] = childrenOf(imprint);
  const digest = digestNames.get(readOid(childrenOf(algorithm!)[0]!));
  return digest !== undefined && hash!.content.equals(createHash(digest).update(bytes).digest());
}

/** The nonce is the only INTEGER behind the time. */
function answers(info: readonly Der[], nonce: Uint8Array | undefined): boolean {
  if (nonce === undefined) return true;
  const wanted = integer(nonce);
  return info.slice(5).some(({ whole }) => whole.equals(wanted));
}

/** Authorities may write fractions of a second, which certificates have not. */
function instantOf(time: Der): Date {
  const text = time.content.toString('latin1').replace(/\.\d+Z$/, 'Z');
  return new Date(readTime(readDer(der(time.tag, Buffer.from(text)))));
}
