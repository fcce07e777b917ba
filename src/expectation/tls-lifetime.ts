import * as z from 'zod';
import type { Finding } from '../model/verdict.ts';
import { finding } from './answers.ts';
import type { Expectation } from './expectation.ts';
import { questionIds } from './host-names.ts';
import {
  judgeServed,
  readableChain,
  titleOf,
  tlsRequests,
  tlsTarget,
  type ReadableCertificate,
} from './tls-targets.ts';

const name = 'tls.lifetime';

const days = z.int().min(0).max(3650).describe('Days that every certificate must still be valid');

const settings = z.union([days, z.strictObject({ ...tlsTarget, days })]);

type Settings = z.infer<typeof settings>;

const dayMs = 86_400_000;

/** Every certificate of the chain is valid now, and for some days to come. */
export const tlsLifetime: Expectation<Settings> = {
  name,
  settings,
  namesUsed: (settings) => questionIds(targetOf(settings).names),
  asks: (settings, check) => tlsRequests(targetOf(settings), check),
  judge: (settings, check, answers, now) => {
    const target = targetOf(settings);
    const expected = `${target.days} d`;
    return judgeServed(name, expected, tlsRequests(target, check), answers, (answer) => {
      const chain = readableChain(name, expected, answer);
      if ('verdict' in chain) return [chain];
      const troubles = chain.flatMap((certificate) => troubleOf(certificate, target.days, now));
      return troubles.length > 0 ? troubles : [soundness(chain, expected, now)];
    });
  },
};

function targetOf(settings: Settings): Exclude<Settings, number> {
  return typeof settings === 'number' ? { days: settings } : settings;
}

function troubleOf(certificate: ReadableCertificate, wanted: number, now: Date): Finding[] {
  const { notBefore, notAfter } = certificate;
  const left = daysLeft(certificate, now);
  const expected = `${wanted} d`;
  const values = { subject: titleOf(certificate), notBefore, notAfter, days: left, wanted };
  if (now < new Date(notBefore)) {
    return [finding(name, 'fail', { expected, actual: `> ${notBefore}` }, 'tlsNotYetValid', values)];
  }
  if (now > new Date(notAfter))
    return [finding(name, 'fail', { expected, actual: notAfter }, 'tlsExpired', values)];
  if (left < wanted)
    return [finding(name, 'fail', { expected, actual: `${left} d` }, 'tlsExpiresSoon', values)];
  return [];
}

/** The certificate that ends first decides. */
function soundness(chain: readonly ReadableCertificate[], expected: string, now: Date): Finding {
  const first = chain.toSorted((a, b) => (a.notAfter < b.notAfter ? -1 : 1))[0]!;
  const values = { days: daysLeft(first, now), notAfter: first.notAfter };
  return finding(name, 'pass', { expected, actual: `${values.days} d` }, 'tlsValidLongEnough', values);
}

function daysLeft({ notAfter }: ReadableCertificate, now: Date): number {
  return Math.floor((new Date(notAfter).getTime() - now.getTime()) / dayMs);
}
