import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { postWebhook } from '../../../src/cli/notify/webhook.ts';
import { isWebhookUrl } from '../../../src/site/notify.ts';

const secret = Buffer.from('a secret of the site');
const now = new Date('2026-11-22T03:00:00Z');

type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

/** Posts to a receiver that answers so; what came stands in `received`. */
async function post(answer: Answer, content: unknown = { site: 'contoso' }, waitMs = 5000) {
  const received: { url: string; headers: IncomingMessage['headers']; body: Buffer }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      received.push({ url: request.url!, headers: request.headers, body });
      answer(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const failure = await postWebhook(url, secret, content, now, waitMs).then(
    () => null,
    (error: Error) => error.message,
  );
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return { failure, received };
}

const taken: Answer = (_, response) => response.writeHead(204).end();

describe('a webhook', () => {
  test('is signed over its time stamp and its exact bytes', async () => {
    const { failure, received } = await post(taken, { site: 'ó\u2028', news: [] });
    expect(failure).toBeNull();
    const [{ headers, body }] = received as [(typeof received)[0]];
    const stamp = headers['x-portwitness-timestamp'] as string;
    expect(Number(stamp) * 1000).toBe(now.getTime());
    const mine = createHmac('sha256', secret).update(`${stamp}.`).update(body).digest();
    const theirs = Buffer.from(String(headers['x-portwitness-signature']).replace('sha256=', ''), 'hex');
    expect(timingSafeEqual(mine, theirs)).toBe(true);
  });

  test('follows no redirect', async () => {
    const { failure, received } = await post((_, response) =>
      response.writeHead(307, { location: '/elsewhere' }).end(),
    );
    expect([failure, received.map(({ url }) => url)]).toEqual(['HTTP 307', ['/hook']]);
  });

  test.each([400, 401, 500])('that is refused with %d is told as not sent', async (status) => {
    expect((await post((_, response) => response.writeHead(status).end())).failure).toBe(`HTTP ${status}`);
  });

  test('does not wait for ever, nor read an endless answer', async () => {
    expect((await post(() => {}, {}, 100)).failure).toMatch(/abort|timeout/i);
    const endless = await post((_, response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write('x'.repeat(10_000)), 1);
      response.on('close', () => clearInterval(more));
    });
    expect(endless.failure).toBeNull();
  });

  test('to nobody fails', async () => {
    await expect(postWebhook('http://127.0.0.1:1/', secret, {}, now)).rejects.toThrow(/ECONNREFUSED/);
  });
});

test.each([
  ['https://hooks.example.test/x', true],
  ['http://127.0.0.1:8080/x', true],
  ['http://[::1]/x', true],
  ['http://localhost/x', true],
  ['http://hooks.example.test/x', false],
  ['http://127.example.test/', false],
  ['https://user:word@hooks.example.test/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['hooks', false],
])('%s may be told: %s', (url, may) => {
  expect(isWebhookUrl(url)).toBe(may);
});
