import { EAGAIN } from './kernel.ts';
import type { Kernel } from './kernel.ts';
import { domainOf, encodeSocketAddress } from './socket-address.ts';
import type { NetworkAddress } from './socket-address.ts';

const SOCK_STREAM_FLAGS = 1 | 0x800 | 0x80000; // non-blocking, closed on exec
const IP_BIND_ADDRESS_NO_PORT = 24;

// EPOLLIN is left out: data that a service sends is not read.
const wantedEvents = (0x4 | 0x8 | 0x10 | (1 << 31)) >>> 0; // EPOLLOUT, EPOLLERR, EPOLLHUP, EPOLLET

/** struct epoll_event is packed on x86 only. */
const eventBytes = process.arch === 'x64' ? 12 : 16;
const eventsAtOnce = 1024;

/** A row of sockets that are connected again and again: making and closing one costs more than connecting it. */
export class ConnectSlots {
  /** By slot: its descriptor. */
  private readonly descriptors: number[] = [];
  private readonly free: number[] = [];
  private readonly events = Buffer.allocUnsafeSlow(eventsAtOnce * eventBytes);
  private readonly epoll: number;
  private readonly kernel: Kernel;
  private readonly source: NetworkAddress | null;
  private readonly family: 4 | 6;

  constructor(kernel: Kernel, family: 4 | 6, source: NetworkAddress | null) {
    this.kernel = kernel;
    this.family = family;
    this.source = source;
    this.epoll = kernel.epollCreate();
  }

  get size(): number {
    return this.descriptors.length;
  }

  get held(): number {
    return this.descriptors.length - this.free.length;
  }

  descriptorOf(slot: number): number {
    return this.descriptors[slot]!;
  }

  /** A slot that is not in use, made if need be; or a negative errno: EAGAIN, `most` are in use. */
  take(most: number): number {
    const used = this.free.pop();
    if (used !== undefined) return used;
    if (this.size >= most) return -EAGAIN;
    const fd = this.kernel.socket(domainOf(this.family), SOCK_STREAM_FLAGS, 6);
    if (fd < 0) return fd;
    const slot = this.descriptors.length;
    const failed = this.prepare(fd, slot);
    if (failed < 0) {
      this.kernel.close(fd);
      return failed;
    }
    this.descriptors.push(fd);
    return slot;
  }

  /** Ends whatever the slot's socket was doing: a connection is reset, an attempt forgotten. */
  release(slot: number): void {
    this.kernel.connect(this.descriptors[slot]!, unspecified);
    this.free.push(slot);
  }

  /** Gives back a slot whose socket is unconnected already. */
  giveBack(slot: number): void {
    this.free.push(slot);
  }

  /** Calls with each slot that something happened to. */
  poll(onSlot: (slot: number) => void): void {
    let count: number;
    do {
      count = this.kernel.epollWait(this.epoll, this.events, eventsAtOnce);
      for (let i = 0; i < count; i++) onSlot(this.events.readUInt32LE(i * eventBytes + eventBytes - 8));
    } while (count === eventsAtOnce);
  }

  close(): void {
    for (const fd of this.descriptors) this.kernel.close(fd);
    this.kernel.close(this.epoll);
  }

  private prepare(fd: number, slot: number): number {
    if (this.source !== null) {
      // The port is chosen at the connect, when it need only differ from those to the same destination.
      const [level, value] = [0, Buffer.from([1, 0, 0, 0])];
      this.kernel.setsockopt(fd, level, IP_BIND_ADDRESS_NO_PORT, value);
      const bound = this.kernel.bind(fd, encodeSocketAddress(this.source, 0));
      if (bound < 0) return bound;
    }
    const event = Buffer.alloc(eventBytes);
    event.writeUInt32LE(wantedEvents, 0);
    event.writeUInt32LE(slot, eventBytes - 8);
    return this.kernel.epollAdd(this.epoll, fd, event);
  }
}

/** AF_UNSPEC: connecting to it takes a connection back. */
const unspecified = Buffer.alloc(16);

/** The local port of a connected socket. */
export function localPortOf(kernel: Kernel, fd: number): number {
  const name = Buffer.alloc(28);
  return kernel.getsockname(fd, name) < 0 ? 0 : name.readUInt16BE(2);
}
