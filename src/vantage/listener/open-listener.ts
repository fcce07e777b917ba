import { openDesk, type Peer } from '../../far-side/desk.ts';
import { gatherArrivals } from '../../far-side/gather-arrivals.ts';
import type { FarSideKey } from '../../far-side/key.ts';
import { encryptLog, mostTransferred } from '../../far-side/transfer.ts';
import {
  formatPorts,
  hasPort,
  lastPort,
  unionPorts,
  type PortSet,
  type Protocol,
} from '../../model/ports.ts';
import type { Kernel } from '../local/raw/kernel.ts';
import { firstPackets } from './first-packets.ts';
import { openCapture, type Capture } from './capture.ts';
import { holdPorts, type Missed } from './hold-ports.ts';
import { tcpListeners } from './listen-tcp.ts';
import { udpListeners } from './listen-udp.ts';
import { listenerLog } from './listener-log.ts';
import type { WirePacket } from './read-packet.ts';
import { DiversionFailure, standIn, type PortsByProtocol, type StandIn } from './stand-in.ts';
import { converseOverTcp } from './tcp-conversation.ts';

export interface ListenerSettings {
  readonly key: FarSideKey;
  /** 16 bytes, hexadecimal; never used before. */
  readonly id: string;
  readonly site: { readonly name: string; readonly sha256: string };
  readonly role: string;
  /** Of this machine. */
  readonly addresses: readonly string[];
  readonly documented: PortsByProtocol;
  /** Further ports to answer on, by redirecting packets; null: none. */
  readonly further: PortsByProtocol | null;
  /** System calls; undefined: this machine has none that are known. */
  readonly kernel: Kernel | undefined;
  readonly now: () => Date;
  /** Keeps a line of the log; throws where it can't. */
  readonly write: (line: string) => void;
  /** All that was kept until now. */
  readonly readLog: () => Buffer;
  /** Tells of rules before they are put in place. */
  readonly tellRules: (rules: string) => void;
}

export interface OpenListener {
  readonly answers: PortsByProtocol;
  readonly sees: PortsByProtocol;
  /** Documented ports that can't be listened on, and why. */
  readonly missed: readonly Missed[];
  /** Ports of `further` that services of this machine have. */
  readonly left: PortsByProtocol;
  /** Settles when the listener can do its work no more: what broke. */
  readonly broken: Promise<unknown>;
  readonly close: () => Promise<void>;
}

const drainMs = 20;
const flushMs = 250;
const none: PortsByProtocol = { tcp: [], udp: [] };
const everyPort: PortSet = [{ from: 1, to: lastPort }];

/** Opens the far side: listeners, the watch over what arrives, the log. Throws DiversionFailure. */
export async function openListener(settings: ListenerSettings): Promise<OpenListener> {
  const { key, id, addresses, kernel, further } = settings;
  const here = new Set(addresses);
  let open = false;
  let tellBroken!: (cause: unknown) => void;
  const broken = new Promise<unknown>((resolve) => (tellBroken = resolve));
  const log = listenerLog(key, settings, (cause) => {
    open = false; // what can't be kept is not answered
    tellBroken(cause);
  });
  const arrivals = gatherArrivals();
  const desk = openDesk(key.proof, id, log, arrivals);
  let capture: Capture | undefined;
  let answers = none;

  /** What came stands in the log before what is heard next; so does that something of it was lost. */
  const takeIn = (): void => {
    const lost = capture?.lost() ?? 0;
    if (lost > 0) log({ kind: 'gap', why: 'captureLost', count: lost });
    capture?.drain();
  };
  const answer = (bytes: Buffer, peer: Peer): Buffer | undefined =>
    open ? desk.answer(bytes, peer) : undefined;
  const hearTcp = (bytes: Buffer, peer: Peer): Buffer | undefined => {
    if (!open) return undefined;
    takeIn();
    const known = desk.keep(bytes, peer);
    const proof = known === 'stranger' ? undefined : answer(bytes, peer);
    const nonce = proof === undefined ? undefined : desk.asksForLog(bytes);
    if (proof === undefined || nonce === undefined) return proof;
    // Each time anew: the same number must never encrypt twice.
    return known === 'kept' ? withLog(proof, nonce) : undefined;
  };
  const withLog = (proof: Buffer, nonce: string): Buffer | undefined => {
    const text = settings.readLog();
    return text.length > mostTransferred
      ? undefined
      : Buffer.concat([proof, encryptLog(key.transfer, nonce, text)]);
  };
  const hearUdp = (bytes: Buffer, peer: Peer): Buffer | undefined => {
    if (!open) return undefined;
    // The capture has it too, in its place among the others.
    if (capture !== undefined) takeIn();
    else if (desk.keep(bytes, peer) === 'stranger')
      arrivals.add({ protocol: 'udp', port: peer.toPort, ...peer });
    return answer(bytes, peer);
  };
  const seeConnection = (peer: Peer): void => {
    if (open && capture === undefined) arrivals.add({ protocol: 'tcp', port: peer.toPort, ...peer });
  };
  const tcp = tcpListeners((socket) => converseOverTcp(socket, hearTcp, seeConnection));
  const udp = udpListeners(hearUdp);
  const isFirst = firstPackets();
  const seePacket = (packet: WirePacket): void => {
    const { protocol, from, fromPort, to, toPort, payload } = packet;
    if (!open || !here.has(to) || !isFirst(packet)) return;
    const peer: Peer = { from, fromPort, to, toPort };
    if (protocol === 'tcp' || desk.keep(payload, peer) === 'stranger') {
      arrivals.add({ protocol, from, fromPort, to, port: toPort });
    } else if (!udp.holds(to, toPort) && hasPort(answers.udp, toPort)) {
      const proof = answer(payload, peer);
      if (proof !== undefined) udp.answerFrom(peer, proof);
    }
  };

  const { held, missed } = await holdPorts(settings, { tcp, udp });
  capture = kernel === undefined ? undefined : openCapture(kernel, seePacket);
  const closeAll = async (standing?: StandIn['standing']): Promise<void> => {
    tcp.close();
    udp.close();
    capture?.close();
    await standing?.remove();
  };
  let stand: StandIn | undefined;
  try {
    if (further !== null && (kernel === undefined || capture === undefined))
      throw new DiversionFailure('EPERM');
    const table = `portwitness_${id.slice(0, 8)}`;
    if (further !== null) {
      stand = await standIn(further, held, {
        addresses,
        kernel: kernel!,
        tcp,
        table,
        tell: settings.tellRules,
      });
    }
  } catch (cause) {
    await closeAll();
    throw cause;
  }
  void stand?.standing.gone.then(() => tellBroken(new DiversionFailure('gone')));
  answers = {
    tcp: unionPorts(held.tcp, stand?.answers.tcp ?? []),
    udp: unionPorts(held.udp, stand?.answers.udp ?? []),
  };
  const sees = capture === undefined ? answers : { tcp: everyPort, udp: everyPort };
  const { name: site, sha256: siteSha256 } = settings.site;
  const { role } = settings;
  log({
    kind: 'opened',
    listener: id,
    site,
    siteSha256,
    role,
    addresses,
    answers: written(answers),
    sees: written(sees),
  });
  open = true;

  const flush = (): void => {
    takeIn();
    for (const entry of arrivals.take()) log(entry);
  };
  const timers = [setInterval(() => capture?.drain(), drainMs), setInterval(flush, flushMs)];
  return {
    answers,
    sees,
    missed,
    left: stand?.left ?? none,
    broken,
    close: async () => {
      for (const timer of timers) clearInterval(timer);
      if (open) {
        flush();
        log({ kind: 'closed', listener: id });
      }
      open = false;
      await closeAll(stand?.standing);
    },
  };
}

function written(ports: PortsByProtocol): Record<Protocol, string> {
  return { tcp: formatPorts(ports.tcp), udp: formatPorts(ports.udp) };
}
