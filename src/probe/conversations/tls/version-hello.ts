import { randomBytes } from 'node:crypto';
import type { TlsVersion } from '../../../model/conversation.ts';
import { uint } from './bytes.ts';
import { clientHello, ownGroups } from './client-hello.ts';
import { groups, groupsAsked, recordTypes, versionCodes } from './code-points.ts';
import { keyShareOf } from './key-share.ts';
import { record } from './records.ts';

/** A first record that offers one version and nothing else. */
export function versionHello(version: TlsVersion, serverName: string | null): Buffer {
  if (version === 'SSLv2') return ssl2Hello();
  const hello = clientHello({
    random: randomBytes(32),
    sessionId: Buffer.alloc(0),
    versions: [version],
    serverName,
    keyShares: version === 'TLSv1.3' ? [keyShareOf(groups.X25519)!] : [],
    // A server that takes none but a hybrid or a finite field group speaks TLS 1.3 all the same.
    supportedGroups: version === 'TLSv1.3' ? groupsAsked : ownGroups,
    alpn: [],
    cookie: null,
  });
  return record(
    recordTypes.handshake,
    version === 'SSLv3' ? versionCodes.SSLv3 : versionCodes['TLSv1.0'],
    hello,
  );
}

/** A TLS 1.3 hello that names groups and sends no share: the server must say which it wants, or refuse. */
export function groupHello(offered: readonly number[], serverName: string | null): Buffer {
  const hello = clientHello({
    random: randomBytes(32),
    sessionId: randomBytes(32),
    versions: ['TLSv1.3'],
    serverName,
    keyShares: [],
    supportedGroups: offered,
    alpn: [],
    cookie: null,
  });
  return record(recordTypes.handshake, versionCodes['TLSv1.0'], hello);
}

/** RC4, RC2, IDEA, DES and triple DES, each with MD5: all that SSL 2.0 ever had. */
const ssl2Ciphers = ['010080', '020080', '030080', '040080', '050080', '060040', '0700c0'];

/** A CLIENT-HELLO of SSL 2.0, whose record header is two bytes with the top bit set. */
function ssl2Hello(): Buffer {
  const ciphers = Buffer.from(ssl2Ciphers.join(''), 'hex');
  const challenge = randomBytes(16);
  const body = Buffer.concat([
    uint(1, 1),
    uint(versionCodes.SSLv2, 2),
    uint(ciphers.length, 2),
    uint(0, 2),
    uint(challenge.length, 2),
    ciphers,
    challenge,
  ]);
  return Buffer.concat([uint(0x8000 | body.length, 2), body]);
}

/** Whether these bytes are the SERVER-HELLO of SSL 2.0 with a cipher to agree on. */
export function isSsl2ServerHello(bytes: Buffer): boolean {
  if (bytes.length < 13) return false;
  const start = bytes[0]! & 0x80 ? 2 : 3;
  // Message 4, session flag, certificate type, version, then the lengths of certificate, ciphers and connection id.
  const [message, version, cipherBytes] = [
    bytes[start],
    bytes.readUInt16BE(start + 3),
    bytes.readUInt16BE(start + 7),
  ];
  return message === 4 && version === versionCodes.SSLv2 && cipherBytes > 0;
}
