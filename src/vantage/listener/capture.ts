import type { Kernel } from '../local/raw/kernel.ts';
import { encodeFilter } from '../local/raw/wire/packet-filter.ts';
import { arrivalFilter, keptBytes } from './arrival-filter.ts';
import { readPacket, type WirePacket } from './read-packet.ts';

/** Sees what reaches this machine's interfaces, before any firewall of its own. */
export interface Capture {
  /** Hands on everything that has come until now. */
  readonly drain: () => void;
  /** Packets that came and could not be kept, since the last call. */
  readonly lost: () => number;
  readonly close: () => void;
}

const [AF_PACKET, SOCK_DGRAM, SOCK_CLOEXEC] = [17, 2, 0x80000];
/** ETH_P_ALL, in network byte order. */
const everyProtocol = 0x0300;
const [SOL_SOCKET, SO_ATTACH_FILTER, SO_RCVBUFFORCE] = [1, 26, 33];
const [SOL_PACKET, PACKET_STATISTICS, PACKET_IGNORE_OUTGOING] = [263, 6, 23];
/** Room for some 100,000 small packets while the program is busy. */
const bufferBytes = 64 << 20;

/** Undefined: this user may not (CAP_NET_RAW). */
export function openCapture(kernel: Kernel, onPacket: (packet: WirePacket) => void): Capture | undefined {
  const fd = kernel.socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return undefined;
  const program = encodeFilter(arrivalFilter);
  const filter = Buffer.alloc(16);
  filter.writeUInt16LE(arrivalFilter.length, 0);
  filter.writeBigUInt64LE(BigInt(kernel.addressOf(program)), 8);
  kernel.setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, number(bufferBytes));
  // Bound to no protocol until now: nothing comes before the filter stands.
  const ready =
    kernel.setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, filter) === 0 &&
    kernel.setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, number(1)) === 0 &&
    kernel.bind(fd, linkAddress()) === 0;
  if (!ready) {
    kernel.close(fd);
    return undefined;
  }
  const packet = Buffer.allocUnsafeSlow(keptBytes);
  const statistics = Buffer.allocUnsafeSlow(8);
  return {
    drain: () => {
      for (let length = kernel.receive(fd, packet); length > 0; length = kernel.receive(fd, packet)) {
        const read = readPacket(Buffer.from(packet.subarray(0, length)));
        if (read !== undefined) onPacket(read);
      }
    },
    lost: () => {
      if (kernel.getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, statistics) !== 0) return 1;
      return statistics.readUInt32LE(4);
    },
    close: () => void kernel.close(fd),
  };
}

/** An int. */
function number(value: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(4);
  bytes.writeInt32LE(value);
  return bytes;
}

/** struct sockaddr_ll: every protocol, every interface. */
function linkAddress(): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.writeUInt16LE(AF_PACKET, 0);
  bytes.writeUInt16LE(everyProtocol, 2);
  return bytes;
}
