import type { TlsAlert } from '../../../model/conversation.ts';
import { chainCap } from '../../../model/conversation.ts';
import { Cursor } from './bytes.ts';
import { cipherName, extensionTypes, groupName, messageTypes } from './code-points.ts';
import { keyExchangeProven, certificateVerifyProven } from './key-proof.ts';
import { isAlert, type MessageReader } from './records.ts';
import { readAlpn, readExtensions, type ServerHello } from './server-hello.ts';

/** What the server tells of itself between its hello and the end of its first turn. */
export interface ServerFlight {
  readonly keyExchange: string;
  /** DER, in the order sent, at most `chainCap`. */
  readonly certificates: readonly Buffer[];
  readonly certificatesSent: number;
  readonly keyProven: boolean | null;
  readonly alpn: string | null;
  readonly ocspStapled: boolean;
  readonly clientCertificateAsked: boolean;
}

export interface FlightContext {
  readonly hello: ServerHello;
  readonly clientRandom: Buffer;
  /** Messages up to the ServerHello. */
  readonly transcript: readonly Buffer[];
  readonly proveKey: boolean;
}

type Writable = { -readonly [field in keyof ServerFlight]: ServerFlight[field] };

/** `group`: what TLS 1.3 agreed on; null for older versions, which tell it in a message of this flight. */
export async function readServerFlight(
  messages: MessageReader,
  { hello, clientRandom, transcript, proveKey }: FlightContext,
  group: string | null,
): Promise<ServerFlight | TlsAlert> {
  const said = [...transcript];
  const flight: Writable = {
    keyExchange: group ?? 'RSA',
    certificates: [],
    certificatesSent: 0,
    keyProven: null,
    alpn: readAlpn(hello.extensions),
    ocspStapled: false,
    clientCertificateAsked: false,
  };
  for (;;) {
    const message = await messages.next();
    if (isAlert(message)) return message;
    const cursor = new Cursor(message.body);
    switch (message.type) {
      case messageTypes.encryptedExtensions:
        flight.alpn = readAlpn(readExtensions(cursor));
        break;
      case messageTypes.certificate:
        Object.assign(flight, group === null ? readCertificates(cursor) : readSealedCertificates(cursor));
        break;
      case messageTypes.certificateStatus:
        flight.ocspStapled = cursor.uint(1) === 1 && cursor.vector(3).left > 0;
        break;
      case messageTypes.certificateRequest:
        flight.clientCertificateAsked = true;
        break;
      case messageTypes.serverKeyExchange: {
        const parameters = readKeyExchange(cursor, cipherName(hello.cipher));
        flight.keyExchange = parameters.name;
        if (!proveKey) break;
        const signed = Buffer.concat([
          clientRandom,
          hello.random,
          message.body.subarray(0, parameters.length),
        ]);
        flight.keyProven = keyExchangeProven(flight.certificates[0], hello.version, signed, cursor);
        break;
      }
      case messageTypes.certificateVerify:
        if (proveKey)
          flight.keyProven = certificateVerifyProven(flight.certificates[0], hello.cipher, said, cursor);
        return flight;
      case messageTypes.serverHelloDone:
      case messageTypes.finished:
        return flight;
      default:
    }
    said.push(message.bytes);
  }
}

type Chain = Pick<ServerFlight, 'certificates' | 'certificatesSent' | 'ocspStapled'>;

/** RFC 5246 section 7.4.2. */
function readCertificates(cursor: Cursor): Chain {
  return collect(cursor.vector(3), () => false);
}

/** RFC 8446 section 4.4.2: each certificate has extensions of its own; the first may carry the OCSP answer. */
function readSealedCertificates(cursor: Cursor): Chain {
  cursor.vector(1);
  return collect(cursor.vector(3), (list) => readExtensions(list).has(extensionTypes.statusRequest));
}

function collect(list: Cursor, readStapled: (list: Cursor) => boolean): Chain {
  const certificates: Buffer[] = [];
  let certificatesSent = 0;
  let ocspStapled = false;
  for (; list.left > 0; certificatesSent++) {
    const der = list.vector(3).rest();
    if (certificates.length < chainCap) certificates.push(der);
    ocspStapled = readStapled(list) || ocspStapled;
  }
  return { certificates, certificatesSent, ocspStapled };
}

/** The parameters' name and length in the message; the cursor is left at the signature (RFC 8422 section 5.4). */
function readKeyExchange(cursor: Cursor, cipher: string): { name: string; length: number } {
  const whole = cursor.left;
  if (cipher.startsWith('TLS_DHE_')) {
    const prime = cursor.vector(2).rest();
    cursor.vector(2);
    cursor.vector(2);
    return { name: `DHE ${bitLength(prime)}`, length: whole - cursor.left };
  }
  const named = cursor.uint(1) === 3;
  const group = cursor.uint(2);
  cursor.vector(1);
  return { name: named ? groupName(group) : 'explicit curve', length: whole - cursor.left };
}

/** Bits of an unsigned big-endian number, leading zeros left out. */
export function bitLength(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (bytes.length - first) * 8 - Math.clz32(bytes[first]!) + 24;
}
