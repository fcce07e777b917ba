import type { Language } from '../model/language.ts';
import type { SeenCertificate } from './certificates.ts';
import { dayWords } from './dates.ts';
import type { Standing } from './describe.ts';
import type { Words } from './words.ts';

const dayMs = 86_400_000;
/** Renewal takes weeks in a large organisation. */
const soonDays = 30;

export interface CertificateLife {
  /** Share of the validity that had passed at the run, 0 to 1. */
  readonly spent: number;
  /** Its colour: fail when it does not hold, inconclusive when it ends soon. */
  readonly tone: Standing;
  readonly sentence: string;
}

/** Where a certificate stood in its life when the run was made, so that an old report reads the same in years. */
export function certificateLife(
  { notBefore, notAfter }: SeenCertificate,
  runAt: string,
  words: Words,
  language: Language,
): CertificateLife {
  const [from, until, now] = [notBefore, notAfter, runAt].map((instant) => Date.parse(instant)) as [
    number,
    number,
    number,
  ];
  const spent = Math.min(1, Math.max(0, (now - from) / Math.max(1, until - from)));
  const count = Math.floor(Math.abs(until - now) / dayMs);
  const day = dayWords(notAfter, language);
  if (now > until) return { spent: 1, tone: 'fail', sentence: words('pageExpired', { count, day }) };
  if (now < from)
    return { spent: 0, tone: 'fail', sentence: words('pageNotYet', { day: dayWords(notBefore, language) }) };
  return {
    spent,
    tone: count < soonDays ? 'inconclusive' : 'pass',
    sentence: words('pageExpiresIn', { count, day }),
  };
}
