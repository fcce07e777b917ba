import { describe, expect, test } from '@jest/globals';
import { firstPackets } from '../../../src/vantage/listener/first-packets.ts';
import { readPacket } from '../../../src/vantage/listener/read-packet.ts';
import { arrivalFilter } from '../../../src/vantage/listener/arrival-filter.ts';

const ports = (from: number, to: number) => Buffer.from([from >> 8, from & 255, to >> 8, to & 255]);

function tcpSegment(flags: number): Buffer {
  const segment = Buffer.alloc(20);
  ports(40_000, 443).copy(segment);
  segment[12] = 0x50;
  segment[13] = flags;
  return segment;
}

function datagram(payload: string): Buffer {
  const bytes = Buffer.alloc(8);
  ports(40_000, 3478).copy(bytes);
  bytes.writeUInt16BE(8 + payload.length, 4);
  return Buffer.concat([bytes, Buffer.from(payload)]);
}

function ipv4(protocol: number, content: Buffer, { options = 0, offset = 0 } = {}): Buffer {
  const header = Buffer.alloc(20 + options);
  header[0] = 0x40 | (header.length / 4);
  header.writeUInt16BE(offset, 6);
  header[9] = protocol;
  header.set([198, 51, 100, 7], 12);
  header.set([192, 0, 2, 10], 16);
  return Buffer.concat([header, content]);
}

function ipv6(next: number, content: Buffer): Buffer {
  const header = Buffer.alloc(40);
  header[0] = 0x60;
  header[6] = next;
  header.set([0x20, 0x01, 0x0d, 0xb8], 8);
  header[23] = 7;
  header.set([0x20, 0x01, 0x0d, 0xb8], 24);
  header[39] = 0x10;
  return Buffer.concat([header, content]);
}

const [syn, synAck, ack, rst] = [0x02, 0x12, 0x10, 0x04];

const cases: [string, Buffer, object | undefined][] = [
  ['a SYN over IPv4', ipv4(6, tcpSegment(syn)), { protocol: 'tcp', from: '198.51.100.7', to: '192.0.2.10', fromPort: 40_000, toPort: 443 }],
  ['a SYN behind IP options', ipv4(6, tcpSegment(syn), { options: 8 }), { protocol: 'tcp', toPort: 443 }],
  ['a SYN with ECN bits', ipv4(6, tcpSegment(syn | 0xc0)), { protocol: 'tcp', toPort: 443 }],
  ['a SYN over IPv6', ipv6(6, tcpSegment(syn)), { protocol: 'tcp', from: '2001:db8::7', to: '2001:db8::10', toPort: 443 }],
  ['a datagram over IPv4', ipv4(17, datagram('hi')), { protocol: 'udp', toPort: 3478, payload: Buffer.from('hi') }],
  ['a datagram over IPv6', ipv6(17, datagram('hi')), { protocol: 'udp', toPort: 3478, payload: Buffer.from('hi') }],
  ['a SYN-ACK', ipv4(6, tcpSegment(synAck)), undefined],
  ['a segment of a connection', ipv6(6, tcpSegment(ack)), undefined],
  ['a reset', ipv4(6, tcpSegment(rst)), undefined],
  ['ICMP', ipv4(1, datagram('')), undefined],
  ['ARP, or nonsense', Buffer.from('0001080006040001', 'hex'), undefined],
]; // prettier-ignore

describe.each(cases)('%s', (_, bytes, expected) => {
  test('is read', () => {
    const read = readPacket(bytes);
    if (expected === undefined) expect(read).toBeUndefined();
    else expect(read).toMatchObject(expected);
  });

  test('and the kernel’s filter agrees', () => {
    expect(runFilter(bytes) > 0).toBe(expected !== undefined);
  });
});

test('padding behind a datagram is no part of it', () => {
  const padded = Buffer.concat([ipv4(17, datagram('hi')), Buffer.alloc(18)]);
  expect(readPacket(padded)!.payload.toString()).toBe('hi');
});

test('a later fragment is no first packet, and nothing cut short is read', () => {
  expect(readPacket(ipv4(17, datagram('hi'), { offset: 100 }))).toBeUndefined();
  for (const whole of [ipv4(6, tcpSegment(syn)), ipv6(17, datagram(''))]) {
    for (let length = 0; length < whole.length - 6; length++)
      expect(readPacket(whole.subarray(0, length))).toBeUndefined();
  }
});

test('a handshake that is sent again, or seen at two interfaces, is one', () => {
  const isFirst = firstPackets();
  const packet = (sequence: number, from = '198.51.100.7') => ({
    ...readPacket(ipv4(6, tcpSegment(syn)))!,
    from,
    sequence,
  });
  expect([packet(1), packet(1), packet(2), packet(1, '198.51.100.8')].map(isFirst)).toEqual([
    true,
    false,
    true,
    true,
  ]);
  // What strangers send is forgotten in its turn.
  for (let sequence = 10; sequence < 10 + (1 << 16); sequence++) isFirst(packet(sequence));
  expect(isFirst(packet(1))).toBe(true);
  const datagram3478 = readPacket(ipv4(17, datagram('hi')))!;
  expect([isFirst(datagram3478), isFirst(datagram3478)]).toEqual([true, true]);
});

/** The classic BPF machine, as far as the filter uses it. Reading beyond the packet drops it. */
function runFilter(packet: Buffer): number {
  let [a, x] = [0, 0];
  for (let at = 0; at < arrivalFilter.length; at++) {
    const [code, jt, jf, k] = arrivalFilter[at]!;
    const reads = code === 0x50 ? x + k : k;
    if ([0x30, 0x50, 0xb1].includes(code) && reads >= packet.length) return 0;
    if (code === 0x30 || code === 0x50) a = packet[reads]!;
    else if (code === 0xb1) x = 4 * (packet[k]! & 15);
    else if (code === 0x54) a &= k;
    else if (code === 0x05) at += k;
    else if (code === 0x15) at += a === k ? jt : jf;
    else if (code === 0x06) return k;
    else throw new Error(`code ${code}`);
  }
  throw new Error('the filter has no end');
}
