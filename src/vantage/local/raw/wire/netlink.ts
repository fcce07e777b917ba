/** How the kernel would send to an address. */
export type Route =
  | {
      readonly kind: 'local' | 'direct' | 'gateway';
      readonly interfaceIndex: number;
      /** Preferred source; empty: the kernel named none. */
      readonly source: Uint8Array;
      /** The neighbour that packets are handed to. */
      readonly nextHop: Uint8Array;
    }
  | { readonly kind: 'none'; readonly errno: number };

// linux/rtnetlink.h, linux/neighbour.h
const newRoute = 24;
const getRoute = 26;
const newNeighbour = 28;
const getNeighbour = 30;
const errorMessage = 2;
const request = 1;
const attribute = { destination: 1, source: 2, interface: 4, gateway: 5, preferredSource: 7 } as const;
const neighbourDestination = 1;
const localRoute = 2;

/** RTM_GETROUTE: which way to `destination`, from `source` where one is given. `interfaceIndex` 0: any. */
export function routeRequest(
  destination: Uint8Array,
  source: Uint8Array | null,
  interfaceIndex: number,
): Buffer {
  const head = Buffer.alloc(12);
  head[0] = destination.length === 4 ? 2 : 10;
  head[1] = destination.length * 8;
  if (source !== null) head[2] = source.length * 8;
  const attributes = [encodeAttribute(attribute.destination, destination)];
  if (source !== null) attributes.push(encodeAttribute(attribute.source, source));
  if (interfaceIndex !== 0) attributes.push(encodeAttribute(attribute.interface, int32(interfaceIndex)));
  return encodeMessage(getRoute, Buffer.concat([head, ...attributes]));
}

/** RTM_GETNEIGH: one entry of the neighbour table (Linux from 5.0 on). */
export function neighbourRequest(nextHop: Uint8Array, interfaceIndex: number): Buffer {
  const head = Buffer.alloc(12);
  head[0] = nextHop.length === 4 ? 2 : 10;
  head.writeInt32LE(interfaceIndex, 4);
  return encodeMessage(getNeighbour, Buffer.concat([head, encodeAttribute(neighbourDestination, nextHop)]));
}

/** Reads the answer to a route request; undefined: it is none. */
export function readRoute(message: Uint8Array, destination: Uint8Array): Route | undefined {
  const view = Buffer.from(message.buffer, message.byteOffset, message.length);
  if (view.length < 20) return undefined;
  const type = view.readUInt16LE(4);
  if (type === errorMessage) return { kind: 'none', errno: -view.readInt32LE(16) };
  if (type !== newRoute || view.length < 28) return undefined;
  const found = readAttributes(view, 28);
  const index = found.get(attribute.interface);
  if (index?.length !== 4) return undefined;
  const gateway = found.get(attribute.gateway);
  const local = view[16 + 7] === localRoute;
  return {
    kind: local ? 'local' : gateway === undefined ? 'direct' : 'gateway',
    interfaceIndex: index.readInt32LE(0),
    source: found.get(attribute.preferredSource) ?? new Uint8Array(),
    nextHop: gateway ?? destination,
  };
}

/** A neighbour's address is known, being asked for, not to be had, or not in the table. */
export type NeighbourState = 'resolved' | 'incomplete' | 'failed' | 'absent';

const incomplete = 0x01;
const failed = 0x20;

/** Reads the answer to a neighbour request; an error means that there is no entry. */
export function readNeighbour(message: Uint8Array): NeighbourState {
  const view = Buffer.from(message.buffer, message.byteOffset, message.length);
  if (view.length < 28 || view.readUInt16LE(4) !== newNeighbour) return 'absent';
  const state = view.readUInt16LE(16 + 8);
  if (state === 0) return 'absent';
  if ((state & incomplete) !== 0) return 'incomplete';
  return (state & failed) !== 0 ? 'failed' : 'resolved';
}

function encodeMessage(type: number, body: Buffer): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32LE(16 + body.length, 0);
  head.writeUInt16LE(type, 4);
  head.writeUInt16LE(request, 6);
  return Buffer.concat([head, body]);
}

function encodeAttribute(type: number, value: Uint8Array): Buffer {
  const bytes = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  bytes.writeUInt16LE(4 + value.length, 0);
  bytes.writeUInt16LE(type, 2);
  bytes.set(value, 4);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value, 0);
  return bytes;
}

function readAttributes(bytes: Buffer, start: number): Map<number, Buffer> {
  const found = new Map<number, Buffer>();
  let at = start;
  while (at + 4 <= bytes.length) {
    const length = bytes.readUInt16LE(at);
    if (length < 4 || at + length > bytes.length) break;
    found.set(bytes.readUInt16LE(at + 2), bytes.subarray(at + 4, at + length));
    at += Math.ceil(length / 4) * 4;
  }
  return found;
}
