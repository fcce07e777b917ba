import type { Family } from '../../model/address.ts';
import type { Answer } from '../answers.ts';

/** How a server refused to open a channel: RFC 4254, section 5.1. */
export interface ChannelFailure {
  /** 1 prohibited, 2 connect failed, 3 unknown type, 4 shortage; undefined: the channel ended without a word. */
  readonly reason: number | undefined;
  readonly text: string;
}

/** What stands behind such a failure; `again`: the server may only have run out of something. */
export type ChannelAnswer = Answer & { readonly again?: true };

/** An ICMP port unreachable arrives at the server's connect() as a reset does: nobody can tell from here. */
export const refusedUnclear = 'reset-or-port-unreachable';

const silent: Answer = { state: 'silent', code: '' };

/**
 * What a connect() that came to an end later says, as OpenSSH words it: strerror() of glibc, musl and the BSDs.
 * A failure of the call itself (no route, no descriptor, an own firewall) is "open failed", and is never evidence.
 */
const texts: ReadonlyMap<string, Answer> = new Map(
  Object.entries({
    'Connection refused': { state: 'refused', code: refusedUnclear },
    'Connection timed out': silent,
    'Operation timed out': silent,
    // The kernel says the same when nobody on the vantage's own link answers for the address.
    'No route to host': { state: 'rejected', code: 'host-unreachable-or-absent' },
    'Host is unreachable': { state: 'rejected', code: 'host-unreachable-or-absent' },
    'Network is unreachable': { state: 'rejected', code: 'net-unreachable' },
    'Network unreachable': { state: 'rejected', code: 'net-unreachable' },
    'Protocol not available': { state: 'rejected', code: 'protocol-unreachable' },
  } satisfies Record<string, Answer>),
);

/** Windows connects in the background: what its routing table says and what a router says come the same way. */
const textsOfWindows: ReadonlyMap<string, Answer> = new Map(
  ['Host is unreachable', 'Network unreachable'].map((text) => [
    text,
    { state: 'unknown', code: 'ssh-unreachable-here-or-afar' },
  ]),
);

/** getaddrinfo() of several systems: we send addresses, so this is a family that the server lacks, or a defect. */
const nameFailures = [
  'Name or service not known',
  'Temporary failure in name resolution',
  'No address associated with hostname',
  'no address associated with name',
  'Address family for hostname not supported',
  'Name does not resolve',
  'nodename nor servname provided, or not known',
  'hostname nor servname provided, or not known',
];

/** What the server's words say of the port. What nobody mapped is `unknown`, and never becomes a pass. */
export function answerOfFailure(failure: ChannelFailure, family: Family, windows: boolean): ChannelAnswer {
  switch (failure.reason) {
    case 1:
      return unknown('ssh-forwarding-prohibited');
    case 2:
      return answerOfText(failure.text, family, windows);
    case 3:
      return unknown('ssh-forwarding-unsupported');
    case 4:
      return { ...unknown('ssh-exhausted'), again: true };
    default:
      return unknown('ssh-unmapped');
  }
}

function answerOfText(text: string, family: Family, windows: boolean): ChannelAnswer {
  if (text === 'open failed') return { ...unknown('ssh-open-failed'), again: true };
  if (nameFailures.includes(text)) return unknown('ssh-name-failed');
  // Linux keeps ICMPv6's "administratively prohibited" apart; for IPv4 the same word is the server's own doing.
  if (text === 'Permission denied' && family === 6 && !windows)
    return { state: 'rejected', code: 'admin-prohibited' };
  return (windows ? textsOfWindows.get(text) : undefined) ?? texts.get(text) ?? unknown('ssh-unmapped');
}

function unknown(code: string): Answer {
  return { state: 'unknown', code };
}
