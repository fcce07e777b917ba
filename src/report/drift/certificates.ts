import type { Report, ReportCheck } from '../../model/report.ts';
import { certificatesIn, type SeenCertificate } from '../certificates.ts';
import type { Change } from './drift.ts';

/** Checks that are shown another certificate than before; one that shows none now has changed otherwise. */
export function changedCertificates(before: Report, after: Report): Change[] {
  const earlier = new Map(before.checks.map((check) => [check.id, check]));
  const told = new Map<string, Change>();
  for (const check of after.checks) {
    const then = certificatesIn(earlier.get(check.id)?.facts);
    const known = new Set(then.map(({ sha256 }) => sha256));
    // the first one is the service's own: authorities stand behind it
    const now = certificatesIn(check.facts).find(({ sha256 }) => !known.has(sha256));
    if (then.length === 0 || now === undefined) continue;
    const key = JSON.stringify([check.vantage, check.address, check.ports, now.sha256]);
    const same = told.get(key);
    told.set(key, {
      kind: 'certificate',
      reason: { code: 'driftCertificate', values: valuesOf(check, then[0]!, now) },
      checks: [...(same?.checks ?? []), check.id],
    });
  }
  return [...told.values()];
}

function valuesOf(check: ReportCheck, then: SeenCertificate, now: SeenCertificate) {
  return {
    vantage: check.vantage,
    address: check.address,
    ports: check.ports,
    protocol: check.protocol,
    subject: now.subject,
    until: now.notAfter,
    wasSubject: then.subject,
    wasUntil: then.notAfter,
    sha256: now.sha256,
  };
}
