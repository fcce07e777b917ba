import type { TlsAlert } from '../../../model/conversation.ts';
import { BrokenConversation } from '../broken.ts';
import type { ByteReader } from '../byte-reader.ts';
import { uint } from './bytes.ts';
import { alertName, recordTypes } from './code-points.ts';
import type { RecordOpener } from './key-schedule.ts';

/** One handshake message, whole, with its four bytes of header. */
export interface HandshakeMessage {
  readonly type: number;
  readonly body: Buffer;
  readonly bytes: Buffer;
}

/** The server's half of a handshake as a row of messages, put together from its records. */
export interface MessageReader {
  /** The next message, or the fatal alert that came in its place. Warnings on the way are kept. */
  readonly next: () => Promise<HandshakeMessage | TlsAlert>;
  readonly warnings: readonly TlsAlert[];
  /** From here on records are sealed. */
  readonly openWith: (opener: RecordOpener) => void;
}

/** 2^14 bytes of content and what sealing may add (RFC 5246 section 6.2.3). */
const longestRecord = 16_384 + 2048;

/** More warnings than this are an attack on our patience. */
const mostWarnings = 32;

export function readMessages(reader: ByteReader): MessageReader {
  let pending = Buffer.alloc(0);
  let opener: RecordOpener | undefined;
  const warnings: TlsAlert[] = [];

  const nextRecord = async (): Promise<{ type: number; content: Buffer }> => {
    const header = await reader.take(5, 'tls');
    const length = header.readUInt16BE(3);
    if (length > longestRecord)
      throw new BrokenConversation('tls', 'malformed', `a record of ${length} bytes`);
    const content = await reader.take(length, 'tls');
    const type = header[0]!;
    return opener !== undefined && type === recordTypes.applicationData
      ? opener(header, content)
      : { type, content };
  };

  const next = async (): Promise<HandshakeMessage | TlsAlert> => {
    for (;;) {
      if (pending.length >= 4 && pending.length >= 4 + pending.readUIntBE(1, 3)) {
        const bytes = pending.subarray(0, 4 + pending.readUIntBE(1, 3));
        pending = pending.subarray(bytes.length);
        return { type: bytes[0]!, body: bytes.subarray(4), bytes };
      }
      const { type, content } = await nextRecord();
      if (type === recordTypes.handshake) pending = Buffer.concat([pending, content]);
      else if (type === recordTypes.alert) {
        const alert = readAlert(content);
        if (alert.level !== 'warning') return alert;
        if (warnings.length >= mostWarnings)
          throw new BrokenConversation('tls', 'too-much', 'endless warnings');
        warnings.push(alert);
      } else if (type !== recordTypes.changeCipherSpec) {
        throw new BrokenConversation('tls', 'malformed', `a record of type ${type}`);
      }
    }
  };
  return { next, warnings, openWith: (given) => (opener = given) };
}

export function isAlert(heard: HandshakeMessage | TlsAlert): heard is TlsAlert {
  return 'level' in heard;
}

/** Whether these first bytes can be TLS: a handshake or alert record of a version 3.x. */
export function looksLikeTls(first: Buffer): boolean {
  return (
    (first[0] === recordTypes.handshake || first[0] === recordTypes.alert) && first[1] === 3 && first[2]! <= 4
  );
}

export function record(type: number, version: number, content: Buffer): Buffer {
  return Buffer.concat([uint(type, 1), uint(version, 2), uint(content.length, 2), content]);
}

function readAlert(content: Buffer): TlsAlert {
  if (content.length < 2) throw new BrokenConversation('tls', 'malformed', 'an alert of less than two bytes');
  const [level, code] = [content[0]!, content[1]!];
  return { level: level === 1 ? 'warning' : level === 2 ? 'fatal' : 'unknown', code, name: alertName(code) };
}
