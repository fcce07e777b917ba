import type { Duplex } from 'node:stream';
import { randomBytes } from 'node:crypto';
import { BrokenConversation } from './broken.ts';
import type { ByteReader } from './byte-reader.ts';
import type { Converse } from './conversation.ts';
import { plainService } from './plain-service.ts';
import { clientHello, ownGroups } from './tls/client-hello.ts';
import { groups, recordTypes } from './tls/code-points.ts';
import { keyShareOf } from './tls/key-share.ts';
import { looksLikeTls, record } from './tls/records.ts';
import { within } from './within.ts';

/**
 * Whether anything stands behind a port that completes handshakes: any byte from it will do. Asked by a hello,
 * which TLS answers, HTTP calls a bad request, and services that speak first overtake; then by a plain GET.
 */
export const findPresence: Converse<'presence'> = async (_request, { limits, withConnection }) => {
  const listen = async (stream: Duplex, reader: ByteReader, opening: Buffer): Promise<Buffer> => {
    stream.write(opening);
    return within(limits.listenMs, 'read', reader.peek(limits.heardBytes, 'read'));
  };
  const attempts = [hello(), Buffer.from('GET / HTTP/1.0\r\n\r\n')];
  let last = new BrokenConversation('read', 'closed');
  for (const opening of attempts) {
    try {
      const heard = await withConnection((stream, reader) => listen(stream, reader, opening));
      if (heard.length > 0) {
        return {
          kind: 'presence',
          status: 'present',
          speaks: languageOf(heard),
          heard: heard.toString('base64'),
        };
      }
    } catch (cause) {
      if (!(cause instanceof BrokenConversation)) throw cause;
      last = cause;
    }
  }
  throw last;
};

function hello(): Buffer {
  const offer = clientHello({
    random: randomBytes(32),
    sessionId: randomBytes(32),
    versions: ['TLSv1.3', 'TLSv1.2', 'TLSv1.1', 'TLSv1.0'],
    serverName: null,
    keyShares: [keyShareOf(groups.X25519)!],
    supportedGroups: ownGroups,
    alpn: [],
    cookie: null,
  });
  return record(recordTypes.handshake, 0x0301, offer);
}

function languageOf(heard: Buffer): 'tls' | 'http' | 'other' {
  if (looksLikeTls(heard)) return 'tls';
  return plainService(heard) === 'http' ? 'http' : 'other';
}
