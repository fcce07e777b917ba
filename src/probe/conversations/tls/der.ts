/**
 * One value of DER (X.690): its tag, and where its content lies. Nothing is read that nobody asks for; a class, since
 * a certificate has hundreds of values and a view of the bytes costs more than finding them.
 */
export class Der {
  readonly tag: number;
  readonly #bytes: Buffer;
  readonly #at: number;
  readonly #start: number;
  readonly #end: number;

  constructor(bytes: Buffer, at: number) {
    const [tag, first] = [bytes[at], bytes[at + 1]];
    if (tag === undefined || first === undefined) throw new NotDer('ends too early');
    if ((tag & 0x1f) === 0x1f) throw new NotDer('a tag of several bytes');
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
    // Lengths over four bytes don't occur in certificates.
    if (first === 0x80 || lengthBytes > 4 || bytes.length < at + 2 + lengthBytes)
      throw new NotDer('a bad length');
    this.tag = tag;
    this.#bytes = bytes;
    this.#at = at;
    this.#start = at + 2 + lengthBytes;
    this.#end = this.#start + (lengthBytes === 0 ? first : bytes.readUIntBE(at + 2, lengthBytes));
    if (this.#end > bytes.length) throw new NotDer('a length past the end');
  }

  get content(): Buffer {
    return this.#bytes.subarray(this.#start, this.#end);
  }

  /** Tag and length included. */
  get whole(): Buffer {
    return this.#bytes.subarray(this.#at, this.#end);
  }

  /** The values inside a constructed one. */
  children(): Der[] {
    const children: Der[] = [];
    for (let at = this.#start; at < this.#end;) {
      const child = new Der(this.#bytes, at);
      if (child.#end > this.#end) throw new NotDer('a length past the end');
      children.push(child);
      at = child.#end;
    }
    return children;
  }
}

/** Bytes that are not DER. Caught in `certificate.ts`, where it becomes a fact about the certificate. */
export class NotDer extends Error {
  override readonly name = 'NotDer';
}

export const tags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmp: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The first value of the bytes. */
export function readDer(bytes: Buffer): Der {
  return new Der(bytes, 0);
}

export function childrenOf(value: Der): Der[] {
  return value.children();
}

/** A number up to here can take seven more bits and stay exact. */
const largestExact = 2 ** 45;

/** Dotted form of an object identifier. */
export function readOid({ tag, content }: Der): string {
  if (tag !== tags.oid || content.length === 0 || content.length > 64)
    throw new NotDer('no object identifier');
  const arcs: (number | bigint)[] = [];
  let arc: number | bigint = 0;
  for (const byte of content) {
    // Arcs are small, but those made of UUIDs, which no number holds.
    if (typeof arc === 'number' && arc > largestExact) arc = BigInt(arc);
    arc = typeof arc === 'number' ? arc * 128 + (byte & 0x7f) : arc * 128n + BigInt(byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const first = arcs[0] ?? 0;
  const top = first < 40 ? 0 : first < 80 ? 1 : 2;
  const second = typeof first === 'number' ? first - top * 40 : first - BigInt(top * 40);
  return [top, second, ...arcs.slice(1)].join('.');
}

/** A character string, as text: UTF-8 and BMP by their own rules, all others byte by byte. */
export function readText({ tag, content }: Der): string {
  if (tag === tags.utf8) return content.toString('utf8');
  if (tag === tags.bmp)
    return Buffer.from(content.subarray(0, content.length & ~1))
      .swap16()
      .toString('utf16le');
  return content.toString('latin1');
}

/** An ISO 8601 instant of a UTCTime or GeneralizedTime in UTC (RFC 5280 section 4.1.2.5). */
export function readTime({ tag, content }: Der): string {
  const digits = tag === tags.generalizedTime ? 14 : 12;
  const said = content.toString('latin1');
  if (said.length !== digits + 1 || !/^\d+Z$/.test(said)) throw new NotDer('a time that is none');
  const century = digits === 14 ? '' : Number(said.slice(0, 2)) < 50 ? '20' : '19';
  const text = century + said;
  const [month, day] = [text.slice(4, 6), text.slice(6, 8)];
  const [hour, minute, second] = [text.slice(8, 10), text.slice(10, 12), text.slice(12, 14)];
  const written = `${text.slice(0, 4)}-${month}-${day}T${hour}:${minute}:${second}`;
  // Nearly every time is one that needs no calendar; Date takes as long as all the rest of a certificate.
  const plain =
    month > '00' && month < '13' && day > '00' && day < '29' && hour < '24' && minute < '60' && second < '60';
  if (plain) return `${written}.000Z`;
  const instant = new Date(`${written}Z`);
  if (Number.isNaN(instant.getTime())) throw new NotDer('a time that is none');
  return instant.toISOString();
}
