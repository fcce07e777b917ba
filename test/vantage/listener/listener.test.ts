import { createSocket } from 'node:dgram';
import { connect, createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { newKeyText, parseKey } from '../../../src/far-side/key.ts';
import { readLog } from '../../../src/far-side/log.ts';
import { encodeAsk, nobody, vantageTag } from '../../../src/far-side/messages.ts';
import { decryptLog, encryptLog, transferLength } from '../../../src/far-side/transfer.ts';
import { portSet } from '../../../src/model/ports.ts';
import { conversationLimits } from '../../../src/probe/conversations/limits.ts';
import { askOverTcp } from '../../../src/probe/far-side/ask-over-tcp.ts';
import { askOverUdp } from '../../../src/probe/far-side/ask-over-udp.ts';
import { fetchLog } from '../../../src/probe/far-side/fetch-log.ts';
import { openAsker } from '../../../src/probe/far-side/keyed-questions.ts';
import { openListener, type OpenListener } from '../../../src/vantage/listener/open-listener.ts';
import { openLocalVantage } from '../../../src/vantage/local/local-vantage.ts';

const key = parseKey(newKeyText())!;
const run = 'bb'.repeat(16);
const vantage = openLocalVantage({ name: 'here', source: [], guard: () => true });
const limits = { ...conversationLimits(1000), listenMs: 500, deadlineMs: 2000 };
const udpSettings = {
  timeoutMs: 300,
  allowance: { take: (wanted: number) => ({ granted: wanted, waitMs: 0 }) },
};

const opened: OpenListener[] = [];
afterEach(async () => {
  for (const listener of opened.splice(0)) await listener.close();
});

/** A port of loopback that was free a moment ago. */
function freePort(address: string): Promise<number> {
  const server = createServer();
  return new Promise((resolve) =>
    server.listen(0, address, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    }),
  );
}

/** A listener without any rights: what it accepts is all that it sees. */
async function listening(address: string, over: object = {}) {
  const [tcp, udp] = [await freePort(address), await freePort(address)];
  let log = '';
  const listener = await openListener({
    key,
    id: 'aa'.repeat(16),
    site: { name: 'test', sha256: '' },
    role: 'server',
    addresses: [address],
    documented: { tcp: portSet([tcp]), udp: portSet([udp]) },
    further: null,
    kernel: undefined,
    now: () => new Date(),
    write: (line) => void (log += line),
    readLog: () => Buffer.from(log),
    tellRules: () => undefined,
    ...over,
  });
  opened.push(listener);
  const entries = () => {
    const reading = readLog(key, log);
    if (reading.status !== 'whole') throw new Error(reading.status);
    return reading.entries.map(({ entry }) => entry);
  };
  return { tcp, udp, listener, entries };
}

describe.each(['127.0.0.1', '::1'])('a listener at %s', (address) => {
  test('proves itself over TCP to who has the key, and says whom it saw', async () => {
    const { tcp, entries } = await listening(address);
    const asker = openAsker(key.proof, run, 'here', address);
    const to = { address, port: tcp, source: null };
    const outcome = await askOverTcp(asker, 'begin', vantage, to, limits);
    expect(outcome).toMatchObject({
      status: 'proven',
      listener: 'aa'.repeat(16),
      seenFrom: address,
      sentFrom: address,
      seenAt: address,
      seenAtPort: tcp,
    });
    expect(entries().map((entry) => ('purpose' in entry ? entry.purpose : entry.kind))).toEqual([
      'opened',
      'arrived',
      'hello',
      'begin',
    ]);
  });

  test('proves itself over UDP', async () => {
    const { udp, entries } = await listening(address);
    const asker = openAsker(key.proof, run, 'here', address);
    const to = { address, port: udp, source: null };
    expect(await askOverUdp(asker, 'begin', vantage, to, udpSettings)).toMatchObject({
      status: 'proven',
      seenFrom: address,
      seenAtPort: udp,
    });
    expect(entries().filter(({ kind }) => kind === 'asked')).toMatchObject([
      { purpose: 'hello', vantage: vantageTag('here'), port: udp, toPort: udp },
      { purpose: 'begin' },
    ]);
  });

  test('says nothing to who has another key', async () => {
    const { tcp, udp, entries } = await listening(address);
    const asker = () => openAsker(parseKey(newKeyText())!.proof, run, 'here', address);
    const overTcp = await askOverTcp(asker(), 'begin', vantage, { address, port: tcp, source: null }, limits);
    expect(overTcp).toEqual({ status: 'unanswered', code: 'reset' });
    const overUdp = await askOverUdp(
      asker(),
      'begin',
      vantage,
      { address, port: udp, source: null },
      udpSettings,
    );
    expect(overUdp).toEqual({ status: 'unanswered', code: 'silent' });
    expect(entries().some(({ kind }) => kind === 'asked')).toBe(false);
  });
});

/** Asks a new listener for its log. */
async function askForLog(ours = key) {
  const { tcp } = await listening('127.0.0.1');
  const asker = openAsker(ours.proof, run, 'here', '127.0.0.1');
  const to = { address: '127.0.0.1', port: tcp, source: null };
  await askOverTcp(asker, 'begin', vantage, to, limits);
  return fetchLog(asker, ours, vantage, to, limits);
}

describe('the log, asked of the listener itself', () => {
  test('comes whole to who has the key', async () => {
    const text = await askForLog();
    expect(readLog(key, text!)).toMatchObject({
      status: 'whole',
      entries: [
        { entry: { kind: 'opened' } },
        {},
        {},
        { entry: { purpose: 'begin' } },
        {},
        { entry: { purpose: 'log' } },
      ],
    });
  });

  test('does not come to who has not', async () => {
    expect(await askForLog(parseKey(newKeyText()))).toBeUndefined();
  });

  test('can be read by nobody on the way, and is whole or nothing', () => {
    const nonce = 'cd'.repeat(16);
    const sent = encryptLog(key.transfer, nonce, Buffer.from('who came'));
    const sealed = sent.subarray(4);
    expect(transferLength(sent)).toBe(sealed.length);
    expect(sealed.includes('who came')).toBe(false);
    expect(decryptLog(key.transfer, nonce, sealed)!.toString()).toBe('who came');
    expect(decryptLog(key.transfer, 'ce'.repeat(16), sealed)).toBeUndefined();
    expect(decryptLog(parseKey(newKeyText())!.transfer, nonce, sealed)).toBeUndefined();
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(decryptLog(key.transfer, nonce, changed)).toBeUndefined();
    }
    expect(transferLength(Buffer.from('ffffffff', 'hex'))).toBeUndefined();
    expect(transferLength(Buffer.from('00000003', 'hex'))).toBeUndefined();
  });
});

test('strangers over TCP get a reset, and not a byte', async () => {
  const { tcp } = await listening('127.0.0.1');
  const heard = await new Promise<string>((resolve) => {
    let bytes = 0;
    const socket = connect(tcp, '127.0.0.1', () => socket.write(Buffer.alloc(4096, 'GET / HTTP/1.1\r\n')));
    socket.on('data', (chunk) => (bytes += chunk.length));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => resolve(`${code} ${bytes}`));
    socket.on('close', () => resolve(`closed ${bytes}`));
  });
  expect(heard).toBe('ECONNRESET 0');
});

test('a question that was caught and is sent again gets no answer', async () => {
  const { udp, listener, entries } = await listening('127.0.0.1');
  const bytes = encodeAsk(key.proof, {
    purpose: 'hello',
    protocol: 'udp',
    port: udp,
    address: '127.0.0.1',
    run,
    vantage: vantageTag('here'),
    listener: nobody,
    nonce: 'cc'.repeat(16),
  });
  const send = (): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = createSocket('udp4');
      const timer = setTimeout(() => socket.close(() => resolve(false)), 200);
      socket.on('message', () => {
        clearTimeout(timer);
        socket.close(() => resolve(true));
      });
      socket.send(bytes, udp, '127.0.0.1');
    });
  expect([await send(), await send()]).toEqual([true, false]);
  await listener.close();
  opened.pop();
  expect(entries().map(({ kind }) => kind)).toContain('replayed');
});

test('a proof that another caught and sends in the listener’s place is not believed', async () => {
  // Answers every question with the genuine proof of an earlier one.
  const { udp } = await listening('127.0.0.1');
  const genuine = await new Promise<Buffer>((resolve) => {
    const socket = createSocket('udp4');
    const ask = { purpose: 'hello', protocol: 'udp', port: udp, address: '127.0.0.1' } as const;
    const nonce = 'dd'.repeat(16);
    socket.on('message', (answer) => socket.close(() => resolve(answer)));
    socket.send(
      encodeAsk(key.proof, { ...ask, run, vantage: vantageTag('here'), listener: nobody, nonce }),
      udp,
      '127.0.0.1',
    );
  });
  const impostor = createSocket('udp4');
  impostor.on('message', (_, { port }) => impostor.send(genuine, port, '127.0.0.1'));
  await new Promise<void>((resolve) => impostor.bind(0, '127.0.0.1', resolve));
  const to = { address: '127.0.0.1', port: impostor.address().port, source: null };
  const asker = openAsker(key.proof, run, 'here', '127.0.0.1');
  expect(await askOverUdp(asker, 'begin', vantage, to, udpSettings)).toEqual({
    status: 'notBelieved',
    why: 'replayed',
  });
  impostor.close();
});

test('a server of another kind is no listener', async () => {
  const server = createServer((socket) => socket.end('HTTP/1.0 400 Bad Request\r\n\r\n'.padEnd(200)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const to = { address: '127.0.0.1', port: (server.address() as AddressInfo).port, source: null };
  const asker = openAsker(key.proof, run, 'here', '127.0.0.1');
  expect(await askOverTcp(asker, 'begin', vantage, to, limits)).toMatchObject({ status: 'unanswered' });
  server.close();
});

test('a log that can be kept no more ends the listener, and nobody is answered without it', async () => {
  let full = false;
  const { tcp, listener } = await listening('127.0.0.1', {
    write: () => {
      if (full) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    },
  });
  full = true;
  const asker = openAsker(key.proof, run, 'here', '127.0.0.1');
  const to = { address: '127.0.0.1', port: tcp, source: null };
  await askOverTcp(asker, 'begin', vantage, to, limits);
  expect(await listener.broken).toMatchObject({ code: 'ENOSPC' });
  expect(await askOverTcp(asker, 'begin', vantage, to, limits)).toMatchObject({ status: 'unanswered' });
});

test('a port that a service has is named, and the others stand', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const taken = (server.address() as AddressInfo).port;
  const free = await freePort('127.0.0.1');
  const { listener } = await listening('127.0.0.1', { documented: { tcp: portSet([taken, free]), udp: [] } });
  expect(listener.missed).toEqual([
    { protocol: 'tcp', address: '127.0.0.1', port: taken, errno: 'EADDRINUSE' },
  ]);
  expect(listener.answers.tcp).toEqual(portSet([free]));
  server.close();
});

/** A system call that went well. */
function done(): number {
  return 0;
}

test('packets that were lost before the last question stand before it in the log', async () => {
  let lost = 0;
  const kernel = {
    socket: () => 99,
    close: done,
    bind: done,
    setsockopt: done,
    getsockopt: (_fd: number, _level: number, _name: number, into: Buffer) => {
      into.fill(0);
      into.writeUInt32LE(lost, 4);
      lost = 0;
      return 0;
    },
    receive: done,
    addressOf: () => 0,
  };
  const { tcp, entries } = await listening('127.0.0.1', { kernel });
  const asker = openAsker(key.proof, run, 'here', '127.0.0.1');
  const to = { address: '127.0.0.1', port: tcp, source: null };
  await askOverTcp(asker, 'begin', vantage, to, limits);
  lost = 7;
  await askOverTcp(asker, 'end', vantage, to, limits);
  const told = entries().map((entry) => (entry.kind === 'asked' ? entry.purpose : entry.kind));
  expect(told.slice(told.indexOf('begin'))).toEqual(['begin', 'gap', 'end']);
});
