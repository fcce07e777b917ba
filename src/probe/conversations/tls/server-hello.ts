import { createHash } from 'node:crypto';
import type { TlsVersion } from '../../../model/conversation.ts';
import { BrokenConversation } from '../broken.ts';
import { Cursor } from './bytes.ts';
import { extensionTypes, versionOf } from './code-points.ts';

export interface ServerHello {
  readonly version: TlsVersion;
  readonly random: Buffer;
  readonly cipher: number;
  readonly extensions: ReadonlyMap<number, Buffer>;
  /** The server wants another hello, with a share of another group. */
  readonly retry: boolean;
  /** The server speaks TLS 1.3, and was asked for less. */
  readonly speaksNewer: boolean;
}

/** RFC 8446 section 4.1.3: this random marks a HelloRetryRequest. */
const retryRandom = createHash('sha256').update('HelloRetryRequest').digest();

/** The same section: how the random ends where a server of TLS 1.3 agrees on less. */
const downgradeMark = Buffer.from('DOWNGRD\x01', 'latin1');

export function readServerHello(body: Buffer): ServerHello {
  const cursor = new Cursor(body);
  const legacy = cursor.uint(2);
  const random = cursor.take(32);
  cursor.vector(1);
  const cipher = cursor.uint(2);
  cursor.uint(1);
  const extensions = cursor.left > 0 ? readExtensions(cursor) : new Map<number, Buffer>();
  const chosen = extensions.get(extensionTypes.supportedVersions);
  const code = chosen === undefined ? legacy : new Cursor(chosen).uint(2);
  const version = versionOf(code);
  if (version === undefined) throw new BrokenConversation('tls', 'malformed', `version ${code.toString(16)}`);
  return {
    version,
    random,
    cipher,
    extensions,
    retry: random.equals(retryRandom),
    speaksNewer: version !== 'TLSv1.3' && random.subarray(-8).equals(downgradeMark),
  };
}

/** Two bytes of type, then a vector; a repeated type keeps its first body. */
export function readExtensions(cursor: Cursor): Map<number, Buffer> {
  const extensions = new Map<number, Buffer>();
  const list = cursor.vector(2);
  while (list.left > 0) {
    const type = list.uint(2);
    const body = list.vector(2).rest();
    if (!extensions.has(type)) extensions.set(type, body);
  }
  return extensions;
}

/** The server's choice in its ALPN extension. */
export function readAlpn(extensions: ReadonlyMap<number, Buffer>): string | null {
  const body = extensions.get(extensionTypes.alpn);
  return body === undefined ? null : new Cursor(body).vector(2).vector(1).rest().toString('latin1');
}
