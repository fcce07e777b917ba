import type { Kernel } from './kernel.ts';
import type { NetworkAddress } from './socket-address.ts';
import { neighbourRequest, readNeighbour, readRoute, routeRequest } from './wire/netlink.ts';
import type { NeighbourState, Route } from './wire/netlink.ts';

const AF_NETLINK = 16;
const SOCK_RAW_CLOEXEC = 3 | 0x80000;

/** Asks the kernel for routes and neighbours; sends no packet. */
export interface RouteTable {
  readonly routeTo: (destination: NetworkAddress, source: NetworkAddress | null) => Route | undefined;
  readonly neighbour: (route: Route) => NeighbourState;
  readonly close: () => void;
}

/** Undefined: this machine gives no netlink socket. */
export function openRouteTable(kernel: Kernel): RouteTable | undefined {
  const fd = kernel.socket(AF_NETLINK, SOCK_RAW_CLOEXEC, 0);
  if (fd < 0) return undefined;
  const answer = Buffer.allocUnsafeSlow(8192);
  const ask = (request: Uint8Array): Uint8Array => {
    if (kernel.send(fd, request) < 0) return new Uint8Array();
    const length = kernel.receive(fd, answer);
    return answer.subarray(0, Math.max(0, length));
  };
  return {
    routeTo: (destination, source) =>
      readRoute(
        ask(routeRequest(destination.bytes, source?.bytes ?? null, destination.scope)),
        destination.bytes,
      ),
    neighbour: (route) =>
      route.kind === 'local' || route.kind === 'none'
        ? 'resolved'
        : readNeighbour(ask(neighbourRequest(route.nextHop, route.interfaceIndex))),
    close: () => void kernel.close(fd),
  };
}

/**
 * Whether packets of one volley leave the machine. A raw send to a neighbour that does not answer "succeeds",
 * so the neighbour table is looked at before the first packets, and again while the volley lasts.
 */
export interface NeighbourWatch {
  readonly table: RouteTable;
  readonly route: Route;
  /** `asking`: one packet was sent to make the kernel ask for the neighbour. */
  phase: 'unasked' | 'asking' | 'there' | 'gone';
  askedMs: number;
  /** Last moment at which it was there. */
  seenMs: number;
  lookedMs: number;
}

export function watchNeighbour(table: RouteTable, route: Route, nowMs: number): NeighbourWatch {
  const phase = route.kind === 'local' ? 'there' : 'unasked';
  return { table, route, phase, askedMs: nowMs, seenMs: nowMs, lookedMs: -Infinity };
}

/** The kernel gives up on a neighbour after three seconds; a little more is ours. */
const longestAskingMs = 4000;
const askingEveryMs = 2;
const livingEveryMs = 200;

/** How many packets may be sent as far as the neighbour goes, and whether it turned out to be gone. */
export function lookAtNeighbour(watch: NeighbourWatch, nowMs: number): 'one' | 'wait' | 'all' | 'gone' {
  if (watch.phase === 'gone') return 'gone';
  if (watch.route.kind === 'local') return 'all';
  if (watch.phase === 'unasked' && watch.lookedMs === -Infinity) {
    watch.lookedMs = nowMs;
    if (watch.table.neighbour(watch.route) === 'resolved') watch.phase = 'there';
  }
  if (watch.phase === 'unasked') return 'one';
  if (nowMs - watch.lookedMs < (watch.phase === 'asking' ? askingEveryMs : livingEveryMs)) {
    return watch.phase === 'asking' ? 'wait' : 'all';
  }
  watch.lookedMs = nowMs;
  return judge(watch, watch.table.neighbour(watch.route), nowMs);
}

function judge(watch: NeighbourWatch, state: NeighbourState, nowMs: number): 'wait' | 'all' | 'gone' {
  // No entry after a packet was sent: the interface needs none, or the entry was just cleared away.
  if (state === 'resolved' || state === 'absent') {
    watch.phase = 'there';
    watch.seenMs = nowMs;
    return 'all';
  }
  const askingStill =
    watch.phase === 'asking' && state === 'incomplete' && nowMs - watch.askedMs < longestAskingMs;
  if (askingStill) return 'wait';
  watch.phase = 'gone';
  return 'gone';
}

export function neighbourAsked(watch: NeighbourWatch, nowMs: number): void {
  if (watch.phase !== 'unasked') return;
  watch.phase = 'asking';
  watch.askedMs = nowMs;
  watch.lookedMs = nowMs;
}
