import type { Report, ReportCheck } from '../model/report.ts';
import { shorten } from './clean.ts';

/** What a report tells of a certificate; facts come from saved files, so that nothing of them is taken on trust. */
export interface SeenCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly names: readonly string[];
  readonly key: string;
  readonly sha256: string;
  readonly notBefore: string;
  readonly notAfter: string;
}

/** Conversations nest no deeper; deeper facts are not ours. */
const deepest = 8;

/** The certificates among the facts of a check: whatever has a subject and a validity. */
export function certificatesIn(facts: unknown, depth = 0): SeenCertificate[] {
  if (typeof facts !== 'object' || facts === null || depth > deepest) return [];
  if (Array.isArray(facts)) return facts.slice(0, 100).flatMap((fact) => certificatesIn(fact, depth + 1));
  const fields = facts as Record<string, unknown>;
  const { subject, notBefore, notAfter, sha256 } = fields;
  if (isText(subject) && isInstant(notBefore) && isInstant(notAfter) && isText(sha256)) {
    const issuer = isText(fields['issuer']) ? fields['issuer'] : '';
    const names = [...texts(fields['dnsNames']), ...texts(fields['addresses'])];
    return [
      {
        subject: shorten(subject, 300),
        issuer: shorten(issuer, 300),
        names,
        key: keyWords(fields),
        sha256,
        notBefore,
        notAfter,
      },
    ];
  }
  return Object.values(fields).flatMap((fact) => certificatesIn(fact, depth + 1));
}

/** Every certificate of a report once, with the checks that saw it; the one that ends first stands first. */
export function certificatesOf({
  checks,
}: Report): { certificate: SeenCertificate; checks: ReportCheck[] }[] {
  const seen = new Map<string, { certificate: SeenCertificate; checks: ReportCheck[] }>();
  for (const check of checks) {
    for (const certificate of certificatesIn(check.facts)) {
      const known = seen.get(certificate.sha256);
      if (known === undefined) seen.set(certificate.sha256, { certificate, checks: [check] });
      else if (!known.checks.includes(check)) known.checks.push(check);
    }
  }
  return [...seen.values()].toSorted(
    (a, b) => Date.parse(a.certificate.notAfter) - Date.parse(b.certificate.notAfter),
  );
}

/** "rsa 2048, sha256". */
function keyWords(fields: Record<string, unknown>): string {
  const key = record(fields['key']);
  const signature = record(fields['signature']);
  const parts = [
    [key['type'], key['curve'] ?? key['bits']]
      .filter((part) => part !== undefined && part !== null)
      .map(String)
      .join(' '),
    signature['algorithm'],
    signature['hash'],
  ];
  return parts.filter((part) => isText(part) && part !== '').join(', ');
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(isText).map((text) => shorten(text, 300)) : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isInstant(value: unknown): value is string {
  return isText(value) && !Number.isNaN(Date.parse(value));
}
