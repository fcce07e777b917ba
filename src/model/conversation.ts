/**
 * What is asked of an open port beyond its handshake, and what came back. A request is plain JSON: equal
 * requests at one port are made once. Every answer has caps on bytes, count and time.
 */
export type ConversationRequest =
  /** The TLS handshake as far as the server's certificates. */
  | {
      readonly kind: 'tls';
      readonly serverName: string | null;
      readonly startTls?: StartTls;
      /** The certificates are all that is asked: no proof of their key, no trial of a demand for the client's. */
      readonly certificatesOnly?: true;
    }
  /** Which versions and key exchanges a TLS port takes, each asked by a hello of its own. */
  | { readonly kind: 'tlsOffer'; readonly serverName: string | null; readonly startTls?: StartTls }
  /** Whether the certificates lead to an anchor that is trusted: this machine's store, or a PEM file's. */
  | {
      readonly kind: 'tlsTrust';
      readonly serverName: string | null;
      readonly startTls?: StartTls;
      readonly anchors: 'system' | { readonly file: string };
    }
  /** One GET; redirects are told, never followed. */
  | {
      readonly kind: 'http';
      readonly tls: boolean;
      readonly host: string;
      readonly path: string;
      readonly accept?: string;
    }
  /** One OPTIONS of SIP, which no server hands on: whether it speaks SIP, and what it calls itself. */
  | { readonly kind: 'sip'; readonly tls: boolean; readonly host: string }
  /** What the port says by itself. */
  | { readonly kind: 'banner' }
  /** Whether anything behind the port says a word, whatever it speaks: middle boxes complete handshakes for all. */
  | { readonly kind: 'presence' };

/** Protocols that begin in plain text and turn to TLS when asked. */
export const startTlsProtocols = ['smtp', 'imap', 'pop3', 'ldap', 'xmpp', 'xmpp-server'] as const;

export type StartTls = (typeof startTlsProtocols)[number];

export type ConversationAnswer =
  TlsAnswer | TlsOfferAnswer | TlsTrustAnswer | HttpAnswer | SipAnswer | BannerAnswer | PresenceAnswer;

/** A conversation that broke says where and how; what was learnt until then is kept beside it. */
export interface ConversationFailure {
  readonly step: 'connect' | 'startTls' | 'tls' | 'http' | 'read';
  /**
   * connect: as the vantage tells it. Else: timeout, closed (the other side ended), reset, too-much (a cap),
   * malformed, refused (startTls was not granted), client-certificate (none goes on without one), error.
   */
  readonly code: string;
  readonly detail: string;
}

interface Broken<Kind> {
  readonly kind: Kind;
  readonly status: 'broken';
  readonly failure: ConversationFailure;
  /** The first bytes that came before it broke, base64. */
  readonly heard: string;
}

export interface TlsAlert {
  readonly level: 'warning' | 'fatal' | 'unknown';
  readonly code: number;
  /** As RFC 8446 section 6 and its forerunners name it: handshake_failure, unrecognized_name, … */
  readonly name: string;
}

export type TlsAnswer =
  | {
      readonly kind: 'tls';
      readonly status: 'served';
      readonly version: TlsVersion;
      /** TLS 1.3 was not offered, and the server lets know that it speaks it (RFC 8446 section 4.1.3). */
      readonly speaksNewer?: true;
      readonly cipher: string;
      /** Key exchange: an (EC)DHE group, or RSA. */
      readonly keyExchange: string;
      /** Certificates as sent, in the order sent, at most `chainCap`. */
      readonly chain: readonly CertificateFacts[];
      readonly certificatesSent: number;
      /**
       * The server signed this very handshake with the first certificate's key; null: this key exchange doesn't, or
       * the proof was not asked for.
       */
      readonly keyProven: boolean | null;
      readonly alpn: string | null;
      readonly ocspStapled: boolean;
      readonly clientCertificate: 'no' | 'requested' | 'demanded';
      readonly warnings: readonly TlsAlert[];
    }
  | {
      readonly kind: 'tls';
      readonly status: 'alert';
      readonly alert: TlsAlert;
      readonly warnings: readonly TlsAlert[];
    }
  /** The port speaks TLS over a key exchange that this program knows by name alone: its certificates stay sealed. */
  | {
      readonly kind: 'tls';
      readonly status: 'unagreed';
      readonly version: TlsVersion;
      readonly keyExchange: string;
    }
  /** The port speaks something else: its name as far as it is known ('http', 'smtp', …, else 'unknown'). */
  | { readonly kind: 'tls'; readonly status: 'plain'; readonly service: string; readonly heard: string }
  | Broken<'tls'>;

export type Offered = 'yes' | 'no' | 'unknown';

export type TlsOfferAnswer =
  | {
      readonly kind: 'tlsOffer';
      readonly status: 'listed';
      readonly versions: Readonly<Record<TlsVersion, Offered>>;
      /** Key exchange groups of the newest version, as the server preferred them. */
      readonly groups: readonly string[];
      /** Whether `groups` is all that this program knows to ask for; false: the listing broke off. */
      readonly groupsComplete: boolean;
    }
  | Broken<'tlsOffer'>;

export type TlsTrustAnswer =
  | {
      readonly kind: 'tlsTrust';
      readonly status: 'verified';
      readonly trusted: boolean;
      /** OpenSSL's name of what is wrong: CERT_HAS_EXPIRED, SELF_SIGNED_CERT_IN_CHAIN, …; null: nothing. */
      readonly problem: string | null;
      /** How many anchors were at hand. */
      readonly anchors: number;
    }
  | Broken<'tlsTrust'>;

export const tlsVersions = ['SSLv2', 'SSLv3', 'TLSv1.0', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;

export type TlsVersion = (typeof tlsVersions)[number];

/** Most certificates that are kept of one chain. */
export const chainCap = 16;

export type KeyType = 'rsa' | 'rsa-pss' | 'ec' | 'ed25519' | 'ed448' | 'dsa' | 'unknown';

/** A certificate as data. Texts are raw: each sink cleans what it prints. */
export type CertificateFacts =
  | {
      readonly readable: true;
      readonly subject: string;
      readonly issuer: string;
      readonly commonNames: readonly string[];
      readonly dnsNames: readonly string[];
      readonly addresses: readonly string[];
      /** Hexadecimal. */
      readonly serial: string;
      /** ISO 8601 instants. */
      readonly notBefore: string;
      readonly notAfter: string;
      readonly key: { readonly type: KeyType; readonly bits: number; readonly curve: string | null };
      /** Of the issuer's signature; hash is null where the scheme implies it (Ed25519). */
      readonly signature: { readonly algorithm: string; readonly hash: string | null };
      readonly authority: boolean;
      /** Subject and issuer are the same bytes. */
      readonly selfIssued: boolean;
      /** Hexadecimal SHA-256 of the DER bytes. */
      readonly sha256: string;
      /** The bytes themselves, base64. */
      readonly der: string;
    }
  | { readonly readable: false; readonly problem: string; readonly sha256: string; readonly der: string };

export type HttpAnswer =
  | {
      readonly kind: 'http';
      readonly status: 'answered';
      readonly code: number;
      readonly reason: string;
      /** Names in lower case, in the order sent, repetitions kept. */
      readonly headers: readonly (readonly [name: string, value: string])[];
      /** First bytes of the body, base64. */
      readonly body: string;
      readonly bodyTruncated: boolean;
    }
  | Broken<'http'>;

export type SipAnswer =
  | {
      readonly kind: 'sip';
      readonly status: 'answered';
      readonly code: number;
      readonly reason: string;
      /** What the server calls itself; null: it does not say. */
      readonly server: string | null;
    }
  | Broken<'sip'>;

export type BannerAnswer =
  | { readonly kind: 'banner'; readonly status: 'heard'; readonly heard: string; readonly truncated: boolean }
  | Broken<'banner'>;

export type PresenceAnswer =
  | {
      readonly kind: 'presence';
      readonly status: 'present';
      readonly speaks: 'tls' | 'http' | 'other';
      readonly heard: string;
    }
  | Broken<'presence'>;

/** The same text for equal requests, whatever the order of their fields. */
export function requestKey(request: unknown): string {
  return JSON.stringify(request, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/**
 * Whether an answer proves that a service stands behind the port: it said something. A completed TCP handshake
 * alone does not, where a device in the path answers for everybody.
 */
export function provesPresence(answer: ConversationAnswer): boolean {
  return answer.status !== 'broken' || answer.heard !== '';
}
