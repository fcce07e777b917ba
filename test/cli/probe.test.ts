import { createSocket, type Socket } from 'node:dgram';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { parseEndpoints } from '../../src/cli/endpoint-text.ts';
import { recordedHybridRetry } from '../matrix/servers/recorded.ts';
import { fakeWorld } from './fake-world.ts';

let server: Server;
let open: number;
let shut: number;

beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.write('HTTP/1.0 200 \u001b[2Jfine\r\nServer: test\r\nContent-Length: 0\r\n\r\n');
    socket.destroySoon();
  });
  open = await listeningPort(server);
  const other = createServer();
  shut = await listeningPort(other);
  await new Promise((resolve) => other.close(resolve));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

function listeningPort(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen({ host: '127.0.0.1', port: 0 }, () => resolve((server.address() as AddressInfo).port));
  });
}

function boundPort(socket: Socket): Promise<number> {
  return new Promise((resolve) => socket.bind(0, '127.0.0.1', () => resolve(socket.address().port)));
}

async function probe(...args: string[]) {
  const { world, written } = fakeWorld(['probe', ...args]);
  return { status: await runCommandLine(world), ...written };
}

describe('probe --udp', () => {
  test('an answer is open, silence decides nothing, a refusal is shut', async () => {
    const answers = createSocket('udp4');
    answers.on('message', (question, { port }) => {
      const answer = Buffer.from(question);
      answer.writeUInt16BE(0x0101, 0);
      answers.send(answer, port, '127.0.0.1');
    });
    const mute = createSocket('udp4');
    const [answering, silent] = await Promise.all([boundPort(answers), boundPort(mute)]);
    const heard = await probe(`127.0.0.1:${answering}`, '--udp');
    expect(heard.status).toBe(0);
    expect(heard.stdout).toMatch(
      new RegExp(`^127\\.0\\.0\\.1:${answering}/udp  open \\(stun\\)  \\d+ ms\n$`),
    );
    const unheard = await probe(`127.0.0.1:${silent}`, '--udp', '--timeout', '100');
    expect([unheard.status, unheard.stdout]).toEqual([3, expect.stringContaining('silent')]);
    for (const socket of [answers, mute]) socket.close();
    expect((await probe(`127.0.0.1:${silent}`, '--udp')).status).toBe(1);
  });

  test('TLS and HTTP are of TCP', async () => {
    expect((await probe(`127.0.0.1:${open}`, '--udp', '--tls')).status).toBe(2);
  });
});

describe('probe', () => {
  test('all open: status 0', async () => {
    const { status, stdout } = await probe(`127.0.0.1:${open}`);
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^127\\.0\\.0\\.1:${open}  open  \\d+ ms\n$`));
  });

  test('one shut: status 1', async () => {
    const { status, stdout } = await probe(`127.0.0.1:${open}`, `127.0.0.1:${shut}`);
    expect(status).toBe(1);
    expect(stdout).toContain(`127.0.0.1:${shut}  refused`);
  });

  test('an HTTP answer is shown, its texts cleaned', async () => {
    const { status, stdout } = await probe(`127.0.0.1:${open}`, '--http');
    expect(status).toBe(0);
    expect(stdout).toContain('HTTP answered 200');
    expect(stdout).toContain('server: test');
    expect(stdout).not.toContain('\u001b');
  });

  test('a port that speaks no TLS, though TLS was asked for: status 1', async () => {
    const { status, stdout } = await probe(`127.0.0.1:${open}`, '--tls');
    expect(status).toBe(1);
    expect(stdout).toContain('TLS');
  });

  test.each([['--tls'], ['--http'], []])('one connection, whatever is asked (%s)', async (...flags) => {
    let connections = 0;
    const count = () => void connections++;
    server.on('connection', count);
    await probe(`127.0.0.1:${open}`, ...flags);
    server.off('connection', count);
    expect(connections).toBe(1);
  });

  test('a shut port is asked once, though much was wanted of it', async () => {
    const { stdout } = await probe(`127.0.0.1:${shut}`, '--tls', '--http');
    expect(stdout).toMatch(new RegExp(`^127\\.0\\.0\\.1:${shut}  refused.*\n$`));
  });

  test('a key exchange that is known by name alone: the port speaks TLS, status 0', async () => {
    let hellos = 0;
    const refusal = Buffer.from('15030300020228', 'hex');
    // A server of ffdhe2048 alone refuses two hellos without it, and asks for it in answer to the third.
    const retry = Buffer.from(recordedHybridRetry.toString('hex').replace('11ec', '0100'), 'hex');
    const picky = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.on('data', () => void socket.end(++hellos < 3 ? refusal : retry));
    });
    const port = await listeningPort(picky);
    const { status, stdout } = await probe(`127.0.0.1:${port}`, '--tls');
    picky.close();
    expect(stdout).toContain("TLSv1.3 over ffdhe2048 alone: its certificates can't be read from here");
    expect(status).toBe(0);
  });

  test.each([
    ['127.0.0.1', 'HOST:PORT: "127.0.0.1" is not HOST:PORT'],
    ['::1:80', 'is not HOST:PORT'],
    ['127.1:80', '"127.1" is neither a host name nor an address'],
    ['0x7f.1:80', '"0x7f.1" is neither'],
    ['010.0.0.1:80', '"010.0.0.1" is neither'],
    ['2130706433:80', '"2130706433" is neither'],
    ['[::ffff:10.0.0.1]:80', '"::ffff:10.0.0.1" is neither'],
    ['127.0.0.1:0', '"0" are no ports from 1 to 65535'],
    ['127.0.0.1:65536', '"65536" are no ports'],
    ['127.0.0.1:90-80', '"90-80" are no ports'],
    ['127.0.0.1:1-65535', 'names more than 1024 ports'],
  ])('%s: status 2, nothing sent', async (text, sentence) => {
    const { status, stdout, stderr } = await probe(text);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(sentence);
  });
});

describe('endpoints', () => {
  test.each([
    ['fe01.example.com:443', { host: 'fe01.example.com', ports: [443] }],
    ['192.0.2.1:80,443,8000-8002', { host: '192.0.2.1', ports: [80, 443, 8000, 8001, 8002] }],
    ['[2001:DB8::0:10]:443', { host: '2001:db8::10', ports: [443] }],
  ])('%s', (text, value) => {
    expect(parseEndpoints(text)).toEqual({ value });
  });
});
