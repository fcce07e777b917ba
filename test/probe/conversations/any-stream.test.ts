import { describe, expect, test } from '@jest/globals';
import { createServer as createHttps } from 'node:https';
import { Duplex } from 'node:stream';
import type { ConversationRequest } from '../../../src/model/conversation.ts';
import { converse } from '../../../src/probe/conversations/registry.ts';
import type { Vantage } from '../../../src/vantage/vantage.ts';
import { clock, loopback, quickLimits, serving } from '../../tls/loopback.ts';
import { makeCertificate } from '../../tls/make-certificate.ts';

/** A vantage whose connections are streams and no sockets, as a channel of SSH is. */
const tunnel: Vantage = {
  ...loopback,
  connect: async (to, timeoutMs, signal) => {
    const connection = await loopback.connect(to, timeoutMs, signal);
    return connection.state === 'open' ? { ...connection, stream: wrapped(connection.stream) } : connection;
  },
};

function wrapped(inner: Duplex): Duplex {
  const outer = new Duplex({
    read: () => void inner.resume(),
    write: (piece: Buffer, _encoding, done) => void inner.write(piece, done),
    final: (done) => void inner.end(done),
    destroy: (error, done) => {
      inner.destroy();
      done(error);
    },
  });
  inner.on('data', (piece: Buffer) => outer.push(piece) || inner.pause());
  inner.on('end', () => outer.push(null));
  inner.on('error', (error) => outer.destroy(error));
  return outer;
}

const made = makeCertificate({ names: ['meet.contoso.test'] });

describe('over a stream that is no socket', () => {
  const requests: readonly (readonly [ConversationRequest, object])[] = [
    [
      { kind: 'tls', serverName: 'meet.contoso.test' },
      { status: 'served', keyProven: true },
    ],
    [
      { kind: 'tlsOffer', serverName: null },
      { status: 'listed', versions: { 'TLSv1.3': 'yes', SSLv2: 'no' } },
    ],
    [
      { kind: 'tlsTrust', serverName: null, anchors: 'system' },
      { status: 'verified', trusted: false },
    ],
    [
      { kind: 'http', tls: true, host: 'meet.contoso.test', path: '/' },
      { status: 'answered', code: 200 },
    ],
    [{ kind: 'presence' }, { status: 'present', speaks: 'tls' }],
  ];
  test.each(requests)('%j', async (request, wanted) => {
    const server = createHttps({ key: made.keyPem, cert: made.pem }, (_request, response) =>
      response.end('ok'),
    );
    const held = await serving(server, (port) =>
      converse(tunnel, { address: '127.0.0.1', port, source: null }, request, quickLimits, clock),
    );
    expect(held).toMatchObject({ kind: 'conversation', vantage: 'loopback', asked: request, answer: wanted });
  });

  test('an interrupted run ends its conversations', async () => {
    const server = createHttps({ key: made.keyPem, cert: made.pem }, () => undefined);
    const stop = new AbortController();
    server.on('request', () => stop.abort());
    const request = { kind: 'http', tls: true, host: 'a.test', path: '/' } as const;
    const { answer } = await serving(server, (port) =>
      converse(
        tunnel,
        { address: '127.0.0.1', port, source: null },
        request,
        quickLimits,
        clock,
        stop.signal,
      ),
    );
    expect(answer).toMatchObject({ status: 'broken', failure: { step: 'http' } });
  });
});
