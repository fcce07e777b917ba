import pLimit from 'p-limit';
import { isIP } from 'node:net';
import type { ConversationAnswer, ConversationRequest } from '../model/conversation.ts';
import type { PortState } from '../model/observation.ts';
import { conversationLimits } from '../probe/conversations/limits.ts';
import { converse } from '../probe/conversations/registry.ts';
import { cleanTerminal, shorten } from '../report/clean.ts';
import { resolveNames } from '../site/resolve.ts';
import type { Connection, Vantage } from '../vantage/vantage.ts';
import { describeAnswer } from './describe-answer.ts';
import type { Endpoints } from './endpoint-text.ts';
import { watchConnections } from './first-connection.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { openLooker } from './open-vantages.ts';
import { writeText } from './output.ts';
import { lookByDatagram } from './probe-datagram.ts';
import { badUsage } from './bad-usage.ts';
import type { Session } from './session.ts';
import { systemLookup } from './system-lookup.ts';

export interface ProbeSettings {
  readonly tls: boolean;
  readonly http: boolean;
  readonly udp: boolean;
  readonly timeout?: number | undefined;
}

/** Long enough for the kernel's first retransmission to be answered from the other side of the world. */
const usualTimeoutMs = 3000;

/** Polite towards one host, and quick enough for a few ports. */
const atOnce = 32;

/** What one look at one port brought. */
interface Look {
  readonly state: PortState;
  readonly lines: readonly string[];
  /** Every conversation that was wanted took place. */
  readonly spoke: boolean;
  /** What was seen decides whether the port is open; silence over UDP does not. */
  readonly decides: boolean;
}

/** One look at each port, once, without controls: for trouble-shooting. Proves no port shut. */
export async function probeEndpoints(
  endpoints: readonly Endpoints[],
  settings: ProbeSettings,
  session: Session,
): Promise<ExitStatus> {
  if (settings.udp && (settings.tls || settings.http))
    throw badUsage({ code: 'probeUdpWithTcp', values: {} });
  const resolved = await resolveNames({ roles: { asked: endpoints.map(({ host }) => host) } }, systemLookup);
  const places = endpoints.flatMap(({ host, ports }) => {
    const answer = resolved.get(host);
    const addresses = answer === undefined ? [host] : answer.status === 'resolved' ? answer.addresses : [];
    return addresses.flatMap((address) => ports.map((port) => ({ host, address, port })));
  });
  const lost = endpoints.flatMap(({ host }) => {
    const answer = resolved.get(host);
    return answer?.status === 'failed' ? [session.say('probeNameLost', { host, code: answer.code })] : [];
  });
  const vantage = openLooker(places.map(({ address }) => address));
  const limit = pLimit(atOnce);
  const looks = await Promise.all(places.map((place) => limit(lookAt, vantage, place, settings, session)));
  await vantage.close();
  const lines = [...lost.map(cleanTerminal), ...looks.flatMap(({ lines }) => lines)];
  await writeText(`${lines.join('\n')}\n`, session);
  if (session.world.interrupted.aborted) return exitStatus.interrupted;
  return statusOf(looks, lost.length > 0);
}

function statusOf(looks: readonly Look[], lost: boolean): ExitStatus {
  if (
    looks.some(
      ({ state, spoke, decides }) => decides && ((state !== 'open' && state !== 'unknown') || !spoke),
    )
  ) {
    return exitStatus.nonCompliant;
  }
  return lost || looks.some(({ state, decides }) => state === 'unknown' || !decides)
    ? exitStatus.inconclusive
    : exitStatus.compliant;
}

async function lookAt(
  vantage: Vantage,
  { host, address, port }: { host: string; address: string; port: number },
  settings: ProbeSettings,
  session: Session,
): Promise<Look> {
  const timeoutMs = settings.timeout ?? usualTimeoutMs;
  const endpoint = { address, port, source: null };
  const { interrupted, now } = session.world;
  if (settings.udp) {
    const startedMs = performance.now();
    const { state, detail } = await lookByDatagram(vantage, endpoint, timeoutMs, interrupted);
    const ms = Math.round(performance.now() - startedMs);
    const line = lineOf({ host, address, port: `${port}/udp`, state, code: detail, ms }, session);
    return { state, lines: [line], spoke: true, decides: state !== 'silent' };
  }
  const { watched, first } = watchConnections(vantage);
  const answers: ConversationAnswer[] = [];
  for (const request of requestsOf(host, settings)) {
    if (first() !== undefined && first()!.state !== 'open') break;
    const limits = conversationLimits(timeoutMs);
    const seen = await converse(watched, endpoint, request, limits, { now }, interrupted);
    answers.push(seen.answer);
  }
  if (answers.length === 0) hangUp(await watched.connect(endpoint, timeoutMs, interrupted));
  const { state, code, ms } = first()!;
  const lines = [lineOf({ host, address, port: `${port}`, state, code, ms }, session)];
  if (state !== 'open') return { state, lines, spoke: true, decides: true };
  const told = answers.flatMap((answer) => describeAnswer(answer, session));
  return {
    state,
    lines: [...lines, ...told.map((line) => `  ${cleanTerminal(shorten(line, 400))}`)],
    spoke: answers.every(({ status }) => ['served', 'unagreed', 'answered'].includes(status)),
    decides: true,
  };
}

function lineOf(
  look: { host: string; address: string; port: string; state: PortState; code: string; ms: number },
  session: Session,
): string {
  const { host, address, port, state, code, ms } = look;
  const named = host === address ? '' : ` (${host})`;
  const where = `${isIP(address) === 6 ? `[${address}]` : address}:${port}${named}`;
  const painted = paint(state, session)(session.say(`probeState${state[0]!.toUpperCase()}${state.slice(1)}`));
  return `${cleanTerminal(where)}  ${painted}${code === '' ? '' : cleanTerminal(` (${code})`)}  ${ms} ms`;
}

function hangUp(connection: Connection): void {
  if (connection.state === 'open') connection.stream.destroy();
}

/** With both, HTTP goes through TLS. */
function requestsOf(host: string, { tls, http }: ProbeSettings): ConversationRequest[] {
  const serverName = isIP(host) === 0 ? host : null;
  return [
    ...(tls ? [{ kind: 'tls', serverName, certificatesOnly: true } as const] : []),
    ...(http ? [{ kind: 'http', tls, host, path: '/' } as const] : []),
  ];
}

function paint(state: PortState, { colours }: Session): (text: string) => string {
  const { green, red, yellow } = colours.stdout;
  return state === 'open' ? green : state === 'unknown' ? yellow : red;
}
