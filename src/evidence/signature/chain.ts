import type { X509Certificate } from 'node:crypto';

/** Whether a certificate leads to one that the reader trusts, and held at a time. */
export type Trust =
  | { readonly trusted: true }
  /** foreign: no trusted one stands above it. */
  | { readonly trusted: false; readonly why: 'foreign' }
  | {
      readonly trusted: false;
      readonly why: 'expired' | 'notYet';
      readonly subject: string;
      readonly day: string;
    };

/** No chain in use is longer; a circle ends here. */
const longest = 8;

/**
 * Follows a certificate to an anchor, by signatures that OpenSSL verifies, through certificates of authorities.
 * The anchor may be the certificate itself.
 */
export function trustAt(
  certificate: X509Certificate,
  others: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
  at: Date,
): Trust {
  const path = pathTo(certificate, others, anchors, longest);
  if (path === undefined) return { trusted: false, why: 'foreign' };
  return holdsAt(path, at);
}

/** Whether each of these held at a time. */
export function holdsAt(certificates: readonly X509Certificate[], at: Date): Trust {
  for (const { validFrom, validTo, subject } of certificates) {
    const [from, to] = [new Date(validFrom), new Date(validTo)];
    if (at < from)
      return { trusted: false, why: 'notYet', subject: oneLine(subject), day: from.toISOString() };
    if (at > to) return { trusted: false, why: 'expired', subject: oneLine(subject), day: to.toISOString() };
  }
  return { trusted: true };
}

/** "CN=…, O=…": Node writes one attribute a line. */
export function oneLine(name: string): string {
  return name.replaceAll('\n', ', ');
}

function pathTo(
  certificate: X509Certificate,
  others: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
  left: number,
): X509Certificate[] | undefined {
  if (anchors.some(({ fingerprint256 }) => fingerprint256 === certificate.fingerprint256))
    return [certificate];
  const anchor = anchors.find((above) => isIssuedBy(certificate, above));
  if (anchor !== undefined) return [certificate, anchor];
  if (left === 0) return undefined;
  for (const above of others) {
    if (above === certificate || !isIssuedBy(certificate, above)) continue;
    const rest = pathTo(
      above,
      others.filter((other) => other !== above),
      anchors,
      left - 1,
    );
    if (rest !== undefined) return [certificate, ...rest];
  }
  return undefined;
}

function isIssuedBy(certificate: X509Certificate, above: X509Certificate): boolean {
  return above.ca && certificate.checkIssued(above) && certificate.verify(above.publicKey);
}
