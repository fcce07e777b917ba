import type { Family } from '../model/address.ts';
import type { PortState } from '../model/observation.ts';

/** What an error of a connect() says of the port. The code is empty where the state says all. */
export interface Answer {
  readonly state: PortState;
  readonly code: string;
}

/**
 * Errors that a far answer, or the lack of one, brings. The kernel folds several ICMP codes into one errno
 * (Linux: icmp_err_convert and icmpv6_err_convert), so the names here say no more than the errno does.
 * ECONNREFUSED may also be an ICMP port unreachable: see local/local-causes.ts.
 */
const farAnswers: ReadonlyMap<string, Answer> = mapOf({
  ECONNREFUSED: { state: 'refused', code: '' },
  // A reset before the handshake is ECONNREFUSED: these two came after it.
  ECONNRESET: { state: 'open', code: 'reset-after-handshake' },
  EPIPE: { state: 'open', code: 'reset-after-handshake' },
  ETIMEDOUT: { state: 'silent', code: '' },
  EHOSTUNREACH: { state: 'rejected', code: 'host-unreachable-or-prohibited' },
  ENETUNREACH: { state: 'rejected', code: 'net-unreachable' },
  ENOPROTOOPT: { state: 'rejected', code: 'protocol-unreachable' },
  EHOSTDOWN: { state: 'rejected', code: 'host-unknown' },
  ENONET: { state: 'rejected', code: 'host-isolated' },
});

/** ICMPv6 keeps "administratively prohibited" apart from "address unreachable". */
const farAnswersOfIpv6: ReadonlyMap<string, Answer> = mapOf({
  EHOSTUNREACH: { state: 'rejected', code: 'host-unreachable' },
  EACCES: { state: 'rejected', code: 'admin-prohibited' },
});

/** Errors of our own machine: nothing was asked. */
const localCodes: ReadonlyMap<string, string> = mapOf({
  EACCES: 'route-prohibited',
  EINVAL: 'route-blackhole',
  EHOSTUNREACH: 'route-unreachable',
  ENETUNREACH: 'no-route',
  EPERM: 'own-firewall',
  EAFNOSUPPORT: 'family-missing',
});

/** Something ran out on our own machine: slow down and ask again. */
const exhausted: ReadonlySet<string> = new Set([
  'EMFILE',
  'ENFILE',
  'ENOBUFS',
  'ENOMEM',
  'EAGAIN',
  'EADDRNOTAVAIL',
  'EADDRINUSE',
]);

/**
 * What the error code of a failed connect() says. `atOnce`: the call itself failed, before any packet could
 * come back, so the cause is ours. A code that nobody mapped is `unknown`, and never becomes a pass.
 */
export function answerOf(errno: string, family: Family, atOnce: boolean): Answer {
  const far = (family === 6 ? farAnswersOfIpv6.get(errno) : undefined) ?? farAnswers.get(errno);
  if (far !== undefined && !(atOnce && localCodes.has(errno))) return far;
  return { state: 'unknown', code: localCodes.get(errno) ?? errno };
}

export function isExhaustion(errno: string): boolean {
  return exhausted.has(errno);
}

/** No names from Object's prototype. */
function mapOf<T>(entries: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(entries));
}
