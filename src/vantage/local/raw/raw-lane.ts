import type { Family } from '../../../model/address.ts';
import type { Kernel } from './kernel.ts';
import { domainOf, encodeSocketAddress } from './socket-address.ts';
import type { NetworkAddress } from './socket-address.ts';
import { answerFilter, dropFilter, encodeFilter } from './wire/packet-filter.ts';
import type { SourcePorts } from './source-ports.ts';

/** The raw sockets of one source address. */
export interface RawLane {
  readonly family: Family;
  readonly source: NetworkAddress;
  /** Sends only. */
  readonly sender: number;
  /** Sends only, for another thread: on one socket the two would wait for each other. */
  readonly asideSender: number;
  /** Gets the answers to our source ports, and nothing else. */
  readonly answers: number;
  /** Gets ICMP errors. */
  readonly errors: number;
}

const SOCK_RAW = 3;
const SOCK_CLOEXEC = 0x80000;
const IPPROTO_TCP = 6;
const SOL_SOCKET = 1;
const SO_ATTACH_FILTER = 26;
const SO_RCVBUFFORCE = 33;
const SO_RCVBUF = 8;
const SO_MEMINFO = 55;

/**
 * Room for answers while JavaScript does something else: two full sweeps' worth of small packets as the kernel
 * charges them. It is kernel memory, used only while it fills.
 */
const receiveBufferBytes = 64 * 1024 * 1024;

/** Opens the sockets; a number is the errno of what failed: EADDRNOTAVAIL is a source that this machine lacks. */
export function openLane(kernel: Kernel, source: NetworkAddress, ports: SourcePorts): RawLane | number {
  const opened: number[] = [];
  const steps = [openSender, openSender, openAnswers, openErrors];
  for (const open of steps) {
    const fd = open(kernel, source, ports, (fd) => opened.push(fd));
    if (fd < 0) {
      for (const left of opened) kernel.close(left);
      return -fd;
    }
  }
  const [sender, asideSender, answers, errors] = opened as [number, number, number, number];
  return { family: source.family, source, sender, asideSender, answers, errors };
}

export function closeLane(kernel: Kernel, lane: RawLane): void {
  for (const fd of [lane.sender, lane.asideSender, lane.answers, lane.errors]) kernel.close(fd);
}

/** Packets that the answers' and errors' sockets had no room for, since they were opened. */
export function lostAnswers(kernel: Kernel, lane: RawLane): number {
  return droppedBy(kernel, lane.answers) + droppedBy(kernel, lane.errors);
}

// SK_MEMINFO_DROPS is the ninth word.
const memoryInfo = Buffer.alloc(36);
function droppedBy(kernel: Kernel, fd: number): number {
  return kernel.getsockopt(fd, SOL_SOCKET, SO_MEMINFO, memoryInfo) < 0 ? 0 : memoryInfo.readUInt32LE(32);
}

type Keep = (fd: number) => void;

/**
 * The sender hears of full queues (ENOBUFS) only with IP_RECVERR, which would also make other packets' ICMP
 * errors fail its sends. Connected to its own address, it matches no ICMP error from elsewhere, and sends where
 * each message says all the same. Connecting a raw socket sends no packet.
 */
function openSender(kernel: Kernel, source: NetworkAddress, _ports: SourcePorts, keep: Keep): number {
  const fd = kernel.socket(domainOf(source.family), SOCK_RAW | SOCK_CLOEXEC, IPPROTO_TCP);
  if (fd < 0) return fd;
  keep(fd);
  const address = encodeSocketAddress(source, 0);
  const [level, name] = source.family === 4 ? ([0, 11] as const) : ([41, 25] as const);
  return firstFailure(
    fd,
    () => attachFilter(kernel, fd, encodeFilter(dropFilter)),
    () => kernel.bind(fd, address),
    () => kernel.connect(fd, address),
    () => kernel.setsockopt(fd, level, name, int32(1)),
  );
}

function openAnswers(kernel: Kernel, source: NetworkAddress, ports: SourcePorts, keep: Keep): number {
  const { family } = source;
  const fd = kernel.socket(domainOf(family), SOCK_RAW | SOCK_CLOEXEC, IPPROTO_TCP);
  if (fd < 0) return fd;
  keep(fd);
  return firstFailure(
    fd,
    () => attachFilter(kernel, fd, encodeFilter(answerFilter(family, ports.first, ports.last))),
    () => enlargeBuffer(kernel, fd),
    () => (family === 6 ? askForHopLimit(kernel, fd) : 0),
    () => kernel.bind(fd, encodeSocketAddress(source, 0)),
  );
}

function openErrors(kernel: Kernel, source: NetworkAddress, _ports: SourcePorts, keep: Keep): number {
  const { family } = source;
  const fd = kernel.socket(domainOf(family), SOCK_RAW | SOCK_CLOEXEC, family === 4 ? 1 : 58);
  if (fd < 0) return fd;
  keep(fd);
  return firstFailure(
    fd,
    () => kernel.setsockopt(fd, family === 4 ? 255 : 58, 1, icmpFilter(family)),
    () => enlargeBuffer(kernel, fd),
    () => (family === 6 ? askForHopLimit(kernel, fd) : 0),
    () => kernel.bind(fd, encodeSocketAddress(source, 0)),
  );
}

// A set bit blocks a type. Let through: destination unreachable and time exceeded.
function icmpFilter(family: Family): Buffer {
  const filter = Buffer.alloc(family === 4 ? 4 : 32, 0xff);
  filter.writeUInt32LE(~(family === 4 ? (1 << 3) | (1 << 11) : (1 << 1) | (1 << 3)) >>> 0, 0);
  return filter;
}

function askForHopLimit(kernel: Kernel, fd: number): number {
  return kernel.setsockopt(fd, 41, 51, int32(1));
}

function enlargeBuffer(kernel: Kernel, fd: number): number {
  const size = int32(receiveBufferBytes / 2); // the kernel doubles it for its own bookkeeping
  const forced = kernel.setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, size);
  return forced < 0 ? kernel.setsockopt(fd, SOL_SOCKET, SO_RCVBUF, size) : forced;
}

function attachFilter(kernel: Kernel, fd: number, filter: Buffer): number {
  const program = Buffer.alloc(16);
  program.writeUInt16LE(filter.length / 8, 0);
  program.writeBigUInt64LE(BigInt(kernel.addressOf(filter)), 8);
  return kernel.setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, program);
}

function firstFailure(fd: number, ...steps: (() => number)[]): number {
  for (const step of steps) {
    const answer = step();
    if (answer < 0) return answer;
  }
  return fd;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}
