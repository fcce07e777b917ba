import type { TlsVersion } from '../../../model/conversation.ts';
import { uint, uint16s, vector } from './bytes.ts';
import {
  ciphers,
  extensionTypes,
  groups,
  groupsAsked,
  messageTypes,
  signatureSchemes,
  versionCodes,
} from './code-points.ts';
import type { KeyShare } from './key-share.ts';

export interface HelloOffer {
  /** 32 bytes. */
  readonly random: Buffer;
  /** Not TLS 1.3's compatibility session: 32 bytes or none. */
  readonly sessionId: Buffer;
  /** Newest version first. */
  readonly versions: readonly TlsVersion[];
  readonly serverName: string | null;
  readonly keyShares: readonly KeyShare[];
  readonly supportedGroups: readonly number[];
  readonly alpn: readonly string[];
  /** Of a HelloRetryRequest, sent back as it came. */
  readonly cookie: Buffer | null;
}

/** Groups that this program can agree on by itself. */
export const ownGroups: readonly number[] = [
  groups.X25519,
  groups.P256,
  groups.P384,
  groups.P521,
  groups.X448,
];

/** Younger and rarer ones, asked for where a server takes none of those: the hybrids can be agreed on too. */
export const otherGroups: readonly number[] = groupsAsked.filter((group) => !ownGroups.includes(group));

/** A ClientHello as a handshake message (RFC 8446 section 4.1.2; for older versions RFC 5246 section 7.4.1.2). */
export function clientHello(offer: HelloOffer): Buffer {
  const modern = offer.versions.includes('TLSv1.3');
  const legacy = offer.versions.find((version) => version !== 'TLSv1.3') ?? 'TLSv1.2';
  const older = offer.versions.some((version) => version !== 'TLSv1.3');
  const offered = [...(modern ? [sealedCiphers] : []), ...(older ? [clearCiphers] : [])];
  const head = [
    uint(modern ? versionCodes['TLSv1.2'] : versionCodes[legacy], 2),
    offer.random,
    vector(1, offer.sessionId),
    vector(2, ...offered),
    vector(1, Buffer.from([0])),
  ];
  // SSL 3.0 knows no extensions, and some of its servers stumble over them.
  const body =
    legacy === 'SSLv3' && !modern ? head : [...head, vector(2, ...padded(extensions(offer, modern), head))];
  return Buffer.concat([uint(messageTypes.clientHello, 1), vector(3, ...body)]);
}

function extensions(offer: HelloOffer, modern: boolean): Buffer[] {
  const list: Buffer[] = [];
  if (offer.serverName !== null) {
    const entry = Buffer.concat([uint(0, 1), vector(2, Buffer.from(offer.serverName, 'latin1'))]);
    list.push(extension('serverName', vector(2, entry)));
  }
  list.push(extension('supportedGroups', vector(2, uint16s(offer.supportedGroups))), sameInAll);
  if (offer.alpn.length > 0) {
    list.push(extension('alpn', vector(2, ...offer.alpn.map((name) => vector(1, Buffer.from(name))))));
  }
  if (modern) {
    list.push(
      extension(
        'supportedVersions',
        vector(1, uint16s(offer.versions.map((version) => versionCodes[version]))),
      ),
      extension(
        'keyShare',
        vector(
          2,
          ...offer.keyShares.map(({ group, share }) => Buffer.concat([uint(group, 2), vector(2, share)])),
        ),
      ),
    );
    if (offer.cookie !== null) list.push(extension('cookie', vector(2, offer.cookie)));
  }
  return list;
}

function extension(name: keyof typeof extensionTypes, body: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([uint(extensionTypes[name], 2), vector(2, body)]);
}

/** Thousands of hellos are made: what never changes is written once. */
const sealedCiphers = uint16s(ciphers.map(({ code }) => code).filter((code) => code >> 8 === 0x13));
const clearCiphers = uint16s(ciphers.map(({ code }) => code).filter((code) => code >> 8 !== 0x13));
const sameInAll = Buffer.concat([
  extension('renegotiationInfo', vector(1)),
  extension('extendedMasterSecret'),
  extension('pointFormats', vector(1, Buffer.from([0]))),
  extension('signatureAlgorithms', vector(2, uint16s(signatureSchemes))),
  // status_type ocsp, no responder ids, no request extensions (RFC 6066 section 8).
  extension('statusRequest', Buffer.from([1, 0, 0, 0, 0])),
]);

/** Some load balancers hang on hellos of 256 to 511 bytes: grown to 512 (RFC 7685). */
function padded(list: Buffer[], head: readonly Buffer[]): Buffer[] {
  const length = [...list, ...head].reduce((sum, { length }) => sum + length, 0) + 6;
  if (length < 256 || length > 511) return list;
  return [...list, extension('padding', Buffer.alloc(Math.max(0, 512 - length - 4)))];
}
