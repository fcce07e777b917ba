import { isIP } from 'node:net';

export type Coverage = 'covered' | 'onlyCommonName' | 'missing';

/**
 * Whether a certificate is good for a host name (RFC 6125 section 6.4): its alternative names decide; a wildcard
 * stands for exactly one whole label, the leftmost. A name in the common name alone counts for no client of today.
 */
export function coverageOf(
  host: string,
  certificate: {
    readonly dnsNames: readonly string[];
    readonly addresses: readonly string[];
    readonly commonNames: readonly string[];
  },
): Coverage {
  if (isIP(host) !== 0) return certificate.addresses.includes(host) ? 'covered' : 'missing';
  if (certificate.dnsNames.some((pattern) => matches(pattern, host))) return 'covered';
  return certificate.commonNames.some((pattern) => matches(pattern, host)) ? 'onlyCommonName' : 'missing';
}

export function isWildcard(name: string): boolean {
  return name.includes('*');
}

function matches(pattern: string, host: string): boolean {
  const [wanted, given] = [
    host.toLowerCase().split('.'),
    pattern.toLowerCase().replace(/\.$/, '').split('.'),
  ];
  if (wanted.length !== given.length) return false;
  // A wildcard for a whole top-level zone ("*.com") is none that a client accepts.
  const wild = given[0] === '*' && given.length > 2 && wanted[0] !== '';
  return wanted.every((label, i) => (i === 0 && wild) || label === given[i]);
}
