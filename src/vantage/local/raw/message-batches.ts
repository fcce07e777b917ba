import type { Family } from '../../../model/address.ts';
import type { Kernel } from './kernel.ts';
import { segmentBytes } from './wire/syn-segment.ts';

// struct mmsghdr on 64-bit Linux: name 0, name length 8, iovec 16, its count 24, control 32, its length 40,
// flags 48, bytes received 56.
const headerBytes = 64;
const iovecBytes = 16;

/** `sendmmsg` takes no more at once. */
export const sendCapacity = 1024;

/** SYN segments to one destination, laid out once; only their bytes and the destination change. */
export class SendBatch {
  /** `sendCapacity` segments in a row. */
  readonly segments = Buffer.allocUnsafeSlow(sendCapacity * segmentBytes);
  private readonly destination: Buffer;
  private readonly iovecs = Buffer.allocUnsafeSlow(sendCapacity * iovecBytes);
  private readonly headers = Buffer.alloc(sendCapacity * headerBytes);
  private readonly headersAt: number;
  private readonly kernel: Kernel;

  constructor(kernel: Kernel, family: Family) {
    this.kernel = kernel;
    this.destination = Buffer.allocUnsafeSlow(family === 4 ? 16 : 28);
    this.headersAt = kernel.addressOf(this.headers);
    const segmentsAt = kernel.addressOf(this.segments);
    const iovecsAt = kernel.addressOf(this.iovecs);
    const destinationAt = kernel.addressOf(this.destination);
    for (let i = 0; i < sendCapacity; i++) {
      writePointer(this.iovecs, i * iovecBytes, segmentsAt + i * segmentBytes);
      writePointer(this.iovecs, i * iovecBytes + 8, segmentBytes);
      writePointer(this.headers, i * headerBytes, destinationAt);
      this.headers.writeUInt32LE(this.destination.length, i * headerBytes + 8);
      writePointer(this.headers, i * headerBytes + 16, iovecsAt + i * iovecBytes);
      writePointer(this.headers, i * headerBytes + 24, 1);
    }
  }

  /** Sends segments `from` to `from + count - 1`. Answers how many were sent, or the negative errno of the first. */
  send(fd: number, destination: Uint8Array, from: number, count: number): number {
    this.destination.set(destination);
    return this.kernel.sendmmsg(fd, this.headersAt + from * headerBytes, count);
  }

  /** Sends the first `count` segments on another thread; nothing here may change until it has called back. */
  sendAside(fd: number, destination: Uint8Array, count: number, onSent: (sent: number) => void): void {
    this.destination.set(destination);
    this.kernel.sendmmsgAside(fd, this.headersAt, count, onSent);
  }
}

const receiveCapacity = 512;
const nameBytes = 28;
const controlBytes = 64;

/** Room for many received packets, each cut to `packetBytes`. */
export class ReceiveBatch {
  readonly packets: Buffer;
  readonly packetBytes: number;
  /** Senders as sockaddr_in6, `nameBytes` each; IPv4 packets hold theirs themselves. */
  private readonly names = Buffer.alloc(receiveCapacity * nameBytes);
  private readonly controls = Buffer.alloc(receiveCapacity * controlBytes);
  private readonly iovecs = Buffer.allocUnsafeSlow(receiveCapacity * iovecBytes);
  private readonly headers = Buffer.alloc(receiveCapacity * headerBytes);
  private readonly headersAt: number;
  private readonly kernel: Kernel;

  constructor(kernel: Kernel, packetBytes: number) {
    this.kernel = kernel;
    this.packetBytes = packetBytes;
    this.packets = Buffer.alloc(receiveCapacity * packetBytes);
    this.headersAt = kernel.addressOf(this.headers);
    const at = [this.packets, this.names, this.controls, this.iovecs].map(kernel.addressOf);
    for (let i = 0; i < receiveCapacity; i++) {
      writePointer(this.iovecs, i * iovecBytes, at[0]! + i * packetBytes);
      writePointer(this.iovecs, i * iovecBytes + 8, packetBytes);
      writePointer(this.headers, i * headerBytes, at[1]! + i * nameBytes);
      writePointer(this.headers, i * headerBytes + 16, at[3]! + i * iovecBytes);
      writePointer(this.headers, i * headerBytes + 24, 1);
      writePointer(this.headers, i * headerBytes + 32, at[2]! + i * controlBytes);
      this.makeReady(i);
    }
  }

  /** Takes what has come: how many packets, at most the capacity; or a negative errno. */
  receive(fd: number): number {
    const count = this.kernel.recvmmsg(fd, this.headersAt, receiveCapacity);
    return count;
  }

  isFull(count: number): boolean {
    return count === receiveCapacity;
  }

  lengthOf(i: number): number {
    return this.headers.readUInt32LE(i * headerBytes + 56);
  }

  /** The 16 bytes of the IPv6 address that packet `i` came from. */
  senderOf(i: number): Uint8Array {
    return this.names.subarray(i * nameBytes + 8, i * nameBytes + 24);
  }

  /** IPV6_HOPLIMIT is the only control message that is asked for; 0: it did not come. */
  hopLimitOf(i: number): number {
    const length = this.headers.readUInt32LE(i * headerBytes + 40);
    return length < 20 ? 0 : this.controls.readUInt32LE(i * controlBytes + 16) & 0xff;
  }

  /** The kernel wrote how much room it used: give packet `i` its whole room back. */
  makeReady(i: number): void {
    this.headers.writeUInt32LE(nameBytes, i * headerBytes + 8);
    this.headers.writeUInt32LE(controlBytes, i * headerBytes + 40);
  }
}

function writePointer(bytes: Buffer, at: number, value: number): void {
  bytes.writeUInt32LE(value % 0x1_0000_0000, at);
  bytes.writeUInt32LE(Math.floor(value / 0x1_0000_0000), at + 4);
}
