import type { TlsVersion } from '../../../model/conversation.ts';

/** Numbers of the IANA TLS registries that a hello speaks of. */

export const versionCodes: Readonly<Record<TlsVersion, number>> = {
  SSLv2: 0x0002,
  SSLv3: 0x0300,
  'TLSv1.0': 0x0301,
  'TLSv1.1': 0x0302,
  'TLSv1.2': 0x0303,
  'TLSv1.3': 0x0304,
};

export function versionOf(code: number): TlsVersion | undefined {
  return (Object.keys(versionCodes) as TlsVersion[]).find((version) => versionCodes[version] === code);
}

export const recordTypes = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const;

export const messageTypes = {
  helloRequest: 0,
  clientHello: 1,
  serverHello: 2,
  newSessionTicket: 4,
  encryptedExtensions: 8,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateVerify: 15,
  finished: 20,
  certificateStatus: 22,
} as const;

export const extensionTypes = {
  serverName: 0,
  statusRequest: 5,
  supportedGroups: 10,
  pointFormats: 11,
  signatureAlgorithms: 13,
  alpn: 16,
  padding: 21,
  extendedMasterSecret: 23,
  supportedVersions: 43,
  cookie: 44,
  keyShare: 51,
  renegotiationInfo: 0xff01,
} as const;

export const groups = {
  P256: 0x0017,
  P384: 0x0018,
  P521: 0x0019,
  X25519: 0x001d,
  X448: 0x001e,
  brainpoolP256r1tls13: 0x001f,
  brainpoolP384r1tls13: 0x0020,
  brainpoolP512r1tls13: 0x0021,
  ffdhe2048: 0x0100,
  ffdhe3072: 0x0101,
  ffdhe4096: 0x0102,
  ffdhe6144: 0x0103,
  ffdhe8192: 0x0104,
  SecP256r1MLKEM768: 0x11eb,
  X25519MLKEM768: 0x11ec,
  SecP384r1MLKEM1024: 0x11ed,
} as const;

/** All that a TLS 1.3 server may be asked for: the hybrids first, so that no older group hides them. */
export const groupsAsked: readonly number[] = Object.values(groups).toSorted((a, b) => b - a);

export function groupName(code: number): string {
  return Object.keys(groups).find((name) => groups[name as keyof typeof groups] === code) ?? hex(code);
}

interface Cipher {
  readonly code: number;
  readonly name: string;
}

/** Offered in this order. Weak ones too: what a server takes is the question, no data is ever sent under them. */
export const ciphers: readonly Cipher[] = [
  { code: 0x1301, name: 'TLS_AES_128_GCM_SHA256' },
  { code: 0x1302, name: 'TLS_AES_256_GCM_SHA384' },
  { code: 0x1303, name: 'TLS_CHACHA20_POLY1305_SHA256' },
  { code: 0xc02b, name: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256' },
  { code: 0xc02f, name: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256' },
  { code: 0xc02c, name: 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384' },
  { code: 0xc030, name: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384' },
  { code: 0xcca9, name: 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256' },
  { code: 0xcca8, name: 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256' },
  { code: 0x009e, name: 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256' },
  { code: 0x009f, name: 'TLS_DHE_RSA_WITH_AES_256_GCM_SHA384' },
  { code: 0xc023, name: 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256' },
  { code: 0xc027, name: 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256' },
  { code: 0xc024, name: 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384' },
  { code: 0xc028, name: 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384' },
  { code: 0xc009, name: 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA' },
  { code: 0xc013, name: 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA' },
  { code: 0xc00a, name: 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA' },
  { code: 0xc014, name: 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA' },
  { code: 0x0067, name: 'TLS_DHE_RSA_WITH_AES_128_CBC_SHA256' },
  { code: 0x006b, name: 'TLS_DHE_RSA_WITH_AES_256_CBC_SHA256' },
  { code: 0x0033, name: 'TLS_DHE_RSA_WITH_AES_128_CBC_SHA' },
  { code: 0x0039, name: 'TLS_DHE_RSA_WITH_AES_256_CBC_SHA' },
  { code: 0x0032, name: 'TLS_DHE_DSS_WITH_AES_128_CBC_SHA' },
  { code: 0x0038, name: 'TLS_DHE_DSS_WITH_AES_256_CBC_SHA' },
  { code: 0x009c, name: 'TLS_RSA_WITH_AES_128_GCM_SHA256' },
  { code: 0x009d, name: 'TLS_RSA_WITH_AES_256_GCM_SHA384' },
  { code: 0x003c, name: 'TLS_RSA_WITH_AES_128_CBC_SHA256' },
  { code: 0x003d, name: 'TLS_RSA_WITH_AES_256_CBC_SHA256' },
  { code: 0x002f, name: 'TLS_RSA_WITH_AES_128_CBC_SHA' },
  { code: 0x0035, name: 'TLS_RSA_WITH_AES_256_CBC_SHA' },
  { code: 0xc008, name: 'TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA' },
  { code: 0xc012, name: 'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA' },
  { code: 0x0016, name: 'TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA' },
  { code: 0x000a, name: 'TLS_RSA_WITH_3DES_EDE_CBC_SHA' },
  { code: 0xc011, name: 'TLS_ECDHE_RSA_WITH_RC4_128_SHA' },
  { code: 0x0005, name: 'TLS_RSA_WITH_RC4_128_SHA' },
  { code: 0x0004, name: 'TLS_RSA_WITH_RC4_128_MD5' },
  { code: 0x0009, name: 'TLS_RSA_WITH_DES_CBC_SHA' },
];

export function cipherName(code: number): string {
  return ciphers.find((cipher) => cipher.code === code)?.name ?? hex(code);
}

/** Signature schemes, newest first; SHA-1 last, for servers that know no better. */
export const signatureSchemes: readonly number[] = [
  0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501,
  0x0601, 0x0203, 0x0201, 0x0202,
];

const alertNames: Readonly<Record<number, string>> = {
  0: 'close_notify',
  10: 'unexpected_message',
  20: 'bad_record_mac',
  21: 'decryption_failed',
  22: 'record_overflow',
  30: 'decompression_failure',
  40: 'handshake_failure',
  41: 'no_certificate',
  42: 'bad_certificate',
  43: 'unsupported_certificate',
  44: 'certificate_revoked',
  45: 'certificate_expired',
  46: 'certificate_unknown',
  47: 'illegal_parameter',
  48: 'unknown_ca',
  49: 'access_denied',
  50: 'decode_error',
  51: 'decrypt_error',
  60: 'export_restriction',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  86: 'inappropriate_fallback',
  90: 'user_canceled',
  100: 'no_renegotiation',
  109: 'missing_extension',
  110: 'unsupported_extension',
  111: 'certificate_unobtainable',
  112: 'unrecognized_name',
  113: 'bad_certificate_status_response',
  115: 'unknown_psk_identity',
  116: 'certificate_required',
  120: 'no_application_protocol',
};

export function alertName(code: number): string {
  return alertNames[code] ?? String(code);
}

function hex(code: number): string {
  return `0x${code.toString(16).padStart(4, '0')}`;
}
