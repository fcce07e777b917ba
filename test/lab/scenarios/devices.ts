import { chain, forward } from '../rules.ts';
import { listen } from '../servers/listeners.ts';
import { listenDeaf } from '../servers/deaf.ts';
import { startSshd } from '../servers/sshd.ts';
import { startTlsServer } from '../servers/s-server.ts';
import { forbiddenPort, type Scenario, servicePort } from './bed.ts';
import { found, foundOrUnsure, shut, shutByAnswers, unsure } from './endings.ts';

const answeredByDevice = { flow: ['pass *', 'inconclusive *'] } as const;
/** Linux's SYN proxy leaves a SYN without a timestamp unanswered over IPv6: then the whole host is silent. */
const bareSyn = {
  status: [1, 3],
  closed: ['inconclusive closedEverythingOpen', 'inconclusive closedHostSilent', 'fail closedOpen'],
  flow: ['pass *', 'inconclusive *', 'fail flowHostSilent'],
} as const;

/** Answers that devices in the path give, and targets that answer strangely. */
export const deviceScenarios: readonly Scenario[] = [
  ...['admin-prohibited', 'host-unreachable', 'no-route', 'port-unreachable'].map((type): Scenario => ({
    name: `a router rejects: ${type}`,
    shutBy: `reject with icmpx type ${type}`,
    shutAt: 'router',
    open: found,
    shut,
  })),
  {
    name: 'a device resets, rule "closed"',
    shutBy: 'reject with tcp reset',
    shutAt: 'router',
    open: found,
    // Plain connections don't show how far a reset came; the report names it as not excluded.
    shut: { ...unsure('closedResetFromElsewhere'), connect: shutByAnswers },
  },
  {
    name: 'a device resets, rule "blocked"',
    everyWay: true,
    state: 'blocked',
    shutBy: 'reject with tcp reset',
    shutAt: 'router',
    open: found,
    shut: { ...unsure('blockedResetFromElsewhere'), connect: unsure('blockedResetSenderUnknown') },
  },
  {
    name: 'the server resets, rule "blocked"',
    everyWay: true,
    state: 'blocked',
    shutBy: null,
    open: found,
    shut: { status: 1, closed: 'fail blockedCrossed', connect: unsure('blockedResetSenderUnknown') },
  },
  { name: 'the path drops, rule "blocked"', state: 'blocked', shutAt: 'router', open: found, shut },
  {
    name: 'the server resets, rule "not-listening"',
    state: 'not-listening',
    shutBy: null,
    open: found,
    shut: shutByAnswers,
  },
  {
    name: 'the path drops, rule "not-listening"',
    state: 'not-listening',
    open: found,
    shut: unsure('notListeningUnanswered'),
  },
  {
    name: 'a SYN proxy in front of everything',
    everyWay: true,
    sysctls: { router: { 'net.netfilter.nf_conntrack_tcp_loose': '0' } },
    rules: {
      router: [
        chain('raw', 'filter hook prerouting priority raw', ['iifname "near" tcp flags syn notrack']),
        forward(
          'iifname "near" meta l4proto tcp ct state invalid,untracked synproxy mss 1460 wscale 7 timestamp sack-perm',
          'ct state invalid drop',
        ),
      ].join('\n'),
    },
    open: { ...foundOrUnsure, ...answeredByDevice, syn: bareSyn },
    shut: { ...unsure('closedEverythingOpen'), ...answeredByDevice, syn: bareSyn },
  },
  {
    name: 'a middle box that answers for everybody',
    rules: {
      router: chain('nat', 'nat hook prerouting priority dstnat', [
        'iifname "near" tcp dport 1-65535 redirect to :9',
      ]),
    },
    before: async ({ lab }) => listen(lab, 'router', [9]),
    open: { ...foundOrUnsure, ...answeredByDevice },
    shut: { ...unsure('closedEverythingOpen'), ...answeredByDevice },
  },
  // What is real among what a middle box feigns shows when it is spoken to.
  ...(
    [
      ['OpenSSH', startSshd],
      ['a TLS server', startTlsServer],
    ] as const
  ).map(([server, start]): Scenario => ({
    name: `${server} behind a middle box that answers on every other port`,
    rules: {
      router: chain('nat', 'nat hook prerouting priority dstnat', [
        `iifname "near" tcp dport { 1-${forbiddenPort - 1}, ${forbiddenPort + 1}-65535 } redirect to :9`,
      ]),
    },
    before: async ({ lab }) => listen(lab, 'router', [9]),
    listener: async ({ lab }) => start(lab, 'server', forbiddenPort),
    open: { ...found, ...answeredByDevice },
    shut: { ...unsure('closedEverythingOpen'), ...answeredByDevice },
  })),
  {
    name: 'the forbidden port’s accept queue is full',
    everyWay: true,
    listener: async ({ lab, target }) => listenDeaf(lab, 'server', forbiddenPort, target),
    shutBy: null,
    open: unsure('closedSilentAmongResets'),
    shut: shutByAnswers,
  },
  {
    name: 'the documented port’s accept queue is full',
    service: async ({ lab, target }) => listenDeaf(lab, 'server', servicePort, target),
    open: { ...found, flow: 'fail *' },
    shut: { status: 1, closed: ['pass *', 'inconclusive *'], flow: 'fail *' },
  },
  ...['drop', 'reject with tcp reset'].map((verdict): Scenario => ({
    name: `a port that flaps, every second SYN: ${verdict}`,
    rules: {
      server: chain('flap', 'filter hook input priority -5', [
        `tcp flags & (syn|ack) == syn tcp dport ${forbiddenPort} numgen inc mod 2 == 0 ${verdict}`,
      ]),
    },
    open: found,
    shut,
  })),
];
