import { networkInterfaces } from 'node:os';
import type { Kernel } from './kernel.ts';
import { closeLane, lostAnswers, openLane } from './raw-lane.ts';
import type { RawLane } from './raw-lane.ts';
import { addressText, domainOf, encodeSocketAddress } from './socket-address.ts';
import type { NetworkAddress } from './socket-address.ts';
import type { SourcePorts } from './source-ports.ts';
import { VolleyIndex } from './volley-index.ts';

/** A lane with what hangs on it. */
export interface LaneInUse {
  readonly lane: RawLane;
  readonly volleys: VolleyIndex;
  /** What had been lost when it was looked at last. */
  lost: number;
  /** When it was read last. */
  readMs: number;
}

/** The lanes of one sweeping process: one for each source address that was ever used. */
export class Lanes {
  readonly open = new Map<string, LaneInUse>();
  private own = new Set<string>();
  private readonly kernel: Kernel;
  private readonly ports: SourcePorts;

  constructor(kernel: Kernel, ports: SourcePorts) {
    this.kernel = kernel;
    this.ports = ports;
  }

  /** The lane that a volley leaves by; a number is an errno. Without a source, the kernel's choice. */
  laneFor(destination: NetworkAddress, source: NetworkAddress | null, nowMs: number): LaneInUse | number {
    const from = source ?? this.chosenSource(destination);
    if (typeof from === 'number') return from;
    const key = `${addressText(from.bytes)}%${from.scope}`;
    const known = this.open.get(key);
    if (known !== undefined) return known;
    const lane = openLane(this.kernel, from, this.ports);
    if (typeof lane === 'number') return lane;
    const inUse = {
      lane,
      volleys: new VolleyIndex(),
      lost: lostAnswers(this.kernel, lane),
      readMs: nowMs,
    };
    this.open.set(key, inUse);
    this.own = ownAddresses();
    return inUse;
  }

  /** Whether an address is this machine's own. */
  isOwn(bytes: Uint8Array): boolean {
    return this.own.has(addressText(bytes));
  }

  /** Packets that found no room in our buffers since this was asked last. */
  newlyLost(inUse: LaneInUse): number {
    const lost = lostAnswers(this.kernel, inUse.lane);
    const more = lost - inUse.lost;
    inUse.lost = lost;
    return more;
  }

  close(): void {
    for (const { lane } of this.open.values()) closeLane(this.kernel, lane);
    this.open.clear();
  }

  /** A connected UDP socket knows its source, and sends nothing. */
  private chosenSource(destination: NetworkAddress): NetworkAddress | number {
    const fd = this.kernel.socket(domainOf(destination.family), 2 | 0x80000, 0);
    if (fd < 0) return -fd;
    const anyPort = 9;
    const connected = this.kernel.connect(fd, encodeSocketAddress(destination, anyPort));
    const name = Buffer.alloc(28);
    const named = connected < 0 ? connected : this.kernel.getsockname(fd, name);
    this.kernel.close(fd);
    if (named < 0) return -named;
    const bytes = destination.family === 4 ? name.subarray(4, 8) : name.subarray(8, 24);
    return { family: destination.family, bytes: Uint8Array.from(bytes), scope: destination.scope };
  }
}

function ownAddresses(): Set<string> {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return new Set(all.map(({ address }) => address));
}
