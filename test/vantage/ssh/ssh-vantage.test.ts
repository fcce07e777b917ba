import { describe, expect, test } from '@jest/globals';
import type { Vantage, VolleySender } from '../../../src/vantage/vantage.ts';
import { openSshVantage } from '../../../src/vantage/ssh/ssh-vantage.ts';
import type { Hop } from '../../../src/vantage/ssh/connection.ts';
import { volleyOf, wordsOf } from '../local/listeners.ts';
import { fingerprint, keys, withSshServer, type Behaviour } from './server.ts';

const sleep = () => Promise.resolve();

async function opened(hops: readonly Hop[], guard: (address: string) => boolean = () => true) {
  return openSshVantage({ name: 'dmz', source: ['10.0.1.10'], hops, guard, sleep });
}

async function vantageOf(hops: readonly Hop[], guard?: (address: string) => boolean): Promise<Vantage> {
  const vantage = await opened(hops, guard);
  if ('failed' in vantage) throw new Error(JSON.stringify(vantage.failed));
  return vantage;
}

function senderOf(vantage: Vantage): VolleySender {
  const offer = vantage.senders['connect'];
  if (offer?.available !== true) throw new Error('no sender');
  return offer.sender;
}

const answers: Readonly<Record<number, Behaviour>> = {
  1: { says: '' },
  2: { reason: 2, text: 'Connection refused' },
  3: { reason: 2, text: 'No route to host' },
  4: { reason: 2, text: 'Connection timed out' },
  5: { reason: 2, text: 'open failed' },
  6: { reason: 1, text: 'open failed' },
  7: { reason: 2, text: 'Name or service not known' },
  8: { reason: 2, text: 'something new' },
  9: 'silent',
};

describe('a vantage over SSH', () => {
  test('keeps apart what the server can tell, and makes nothing of what it can’t', () =>
    withSshServer(
      (port) => answers[port]!,
      async (server) => {
        const vantage = await vantageOf([server.hop()]);
        const { result } = senderOf(vantage).send(volleyOf([1, 2, 3, 4, 5, 6, 7, 8, 9], { timeoutMs: 200 }));
        const seen = await result;
        expect(wordsOf(seen)).toEqual([
          'open',
          'refused reset-or-port-unreachable',
          'rejected host-unreachable-or-absent',
          'silent',
          'unknown ssh-open-failed',
          'unknown ssh-forwarding-prohibited',
          'unknown ssh-name-failed',
          'unknown ssh-unmapped',
          'silent',
        ]);
        expect(seen.notExcluded?.map(({ code }) => code)).toEqual([
          'notExcludedOverSsh',
          'sshSourceDeclared',
        ]);
        await vantage.close();
      },
    ));

  test('asks the scope before every channel, for sweeps and conversations', () =>
    withSshServer(
      () => ({ says: '' }),
      async (server) => {
        let asked = 0;
        const vantage = await vantageOf([server.hop()], () => ++asked <= 2);
        const volley = volleyOf(Array.from({ length: 200 }, (_, i) => i + 1));
        const words = wordsOf(await senderOf(vantage).send(volley).result);
        expect(words.filter((word) => word === 'open')).toHaveLength(128);
        expect(words.filter((word) => word === 'unknown out-of-scope')).toHaveLength(72);
        expect(server.asked).toHaveLength(128);
        const to = { address: '192.0.2.1', port: 443, source: null };
        expect(await vantage.connect(to, 500)).toEqual({ state: 'unknown', code: 'out-of-scope' });
        expect(server.asked).toHaveLength(128);
        await vantage.close();
      },
    ));

  test('frees what a silent target holds at the server, by connections of which few are open at a time', () =>
    withSshServer(
      () => 'silent',
      async (server) => {
        const vantage = await vantageOf([server.hop()]);
        const ports = Array.from({ length: 1500 }, (_, i) => i + 1);
        const { result } = senderOf(vantage).send(volleyOf(ports, { timeoutMs: 100 }));
        expect(new Set(wordsOf(await result))).toEqual(new Set(['silent']));
        expect(server.asked.toSorted((a, b) => a - b)).toEqual(ports);
        expect(server.logins()).toBeGreaterThan(1);
        expect(server.logins()).toBeLessThan(12);
        await vantage.close();
      },
    ));

  test('lets many wait for room at a time', () =>
    withSshServer(
      () => 'silent',
      async (server) => {
        const vantage = await vantageOf([server.hop()]);
        const ports = Array.from({ length: 300 }, (_, i) => i + 1);
        const volleys = [1, 2, 3, 4].map((last) =>
          senderOf(vantage).send(volleyOf(ports, { address: `192.0.2.${last}`, timeoutMs: 50 })),
        );
        const seen = await Promise.all(volleys.map(async ({ result }) => wordsOf(await result)));
        expect(new Set(seen.flat())).toEqual(new Set(['silent']));
        await vantage.close();
      },
    ));

  test('calls nothing silent that a lost server never answered for', () =>
    withSshServer(
      (port, server) => {
        if (port === 50) server.kill();
        return port < 40 ? { says: '' } : 'silent';
      },
      async (server) => {
        const vantage = await vantageOf([server.hop()]);
        const ports = Array.from({ length: 100 }, (_, i) => i + 1);
        const words = wordsOf(await senderOf(vantage).send(volleyOf(ports, { timeoutMs: 100 })).result);
        // What was under way was dropped; what came later found nobody.
        const other = words.slice(40).filter((word) => !/^unknown ssh-(dropped|lost)$/.test(word));
        expect(other).toEqual([]);
        const again = wordsOf(await senderOf(vantage).send(volleyOf([1, 2])).result);
        expect(again).toEqual(['unknown ssh-lost', 'unknown ssh-lost']);
        await vantage.close();
      },
    ));

  test('asks again on a fresh connection what the server had no descriptor for', () => {
    let refusedYet = 0;
    return withSshServer(
      (port) => {
        if (port > 60 && refusedYet < 20) {
          refusedYet++;
          return { reason: 2, text: 'open failed' };
        }
        return port > 60 ? { says: '' } : 'silent';
      },
      async (server) => {
        const vantage = await vantageOf([server.hop()]);
        const ports = Array.from({ length: 90 }, (_, i) => i + 1);
        const words = wordsOf(await senderOf(vantage).send(volleyOf(ports, { timeoutMs: 300 })).result);
        expect(words.slice(0, 60)).toEqual(Array(60).fill('silent'));
        expect(words.slice(60)).toEqual(Array(30).fill('open'));
        expect(server.logins()).toBeGreaterThan(1);
        await vantage.close();
      },
    );
  });

  test('gives up soon on a server that forbids everything', () =>
    withSshServer(
      () => ({ reason: 1, text: 'open failed' }),
      async (server) => {
        const vantage = await vantageOf([server.hop()]);
        const ports = Array.from({ length: 5000 }, (_, i) => i + 1);
        const words = wordsOf(await senderOf(vantage).send(volleyOf(ports)).result);
        expect(new Set(words)).toEqual(new Set(['unknown ssh-forwarding-prohibited']));
        expect(server.asked.length).toBeLessThan(1000);
        await vantage.close();
      },
    ));

  test('tells a conversation that the vantage was lost, never that the far side ended', () =>
    withSshServer(
      () => ({ says: 'hello' }),
      async (server) => {
        const vantage = await vantageOf([server.hop()]);
        const connection = await vantage.connect({ address: '192.0.2.1', port: 25, source: null }, 1000);
        if (connection.state !== 'open') throw new Error(connection.code);
        const heard: string[] = [];
        const end = new Promise<string>((resolve) => {
          connection.stream.on('error', (error: Error) => resolve(error.message));
          connection.stream.on('end', () => resolve('ended'));
          connection.stream.on('data', (piece: Buffer) => {
            heard.push(piece.toString());
            server.kill();
          });
        });
        expect(await end).toBe('the SSH connection to the vantage was lost');
        expect(heard).toEqual(['hello']);
        await vantage.close();
      },
    ));

  test('goes through a jump host, which proves its own key', () =>
    withSshServer(
      () => ({ reason: 2, text: 'Connection refused' }),
      async (server) => {
        const wrong = fingerprint(keys.ecdsa);
        const failed = await opened([server.hop({ hostKey: wrong }), server.hop()]);
        expect(failed).toMatchObject({ failed: { code: 'sshHostKeyOther', values: { pinned: wrong } } });
        expect(await opened([server.hop(), server.hop()])).toMatchObject({
          failed: { code: 'sshUnreachable', values: { vantage: 'dmz' } },
        });
      },
    ));
});

describe('the host key', () => {
  test('of any kind that the server has is found', () =>
    withSshServer(
      () => ({ says: '' }),
      async (server) => {
        const vantage = await vantageOf([server.hop({ hostKey: fingerprint(keys.ecdsa) })]);
        expect(vantage).toMatchObject({ name: 'dmz', transport: 'ssh', source: ['10.0.1.10'] });
        await vantage.close();
      },
      { hostKeys: [keys.ed25519, keys.ecdsa] },
    ));

  test('that is another one ends before any login, and both fingerprints are told', () =>
    withSshServer(
      () => ({ says: '' }),
      async (server) => {
        const pinned = fingerprint(keys.client);
        expect(await opened([server.hop({ hostKey: pinned })])).toEqual({
          failed: {
            code: 'sshHostKeyOther',
            values: {
              vantage: 'dmz',
              where: `127.0.0.1:${server.port}`,
              pinned,
              seen: [fingerprint(keys.ed25519), fingerprint(keys.ecdsa)],
            },
          },
        });
        expect(server.logins()).toBe(0);
      },
      { hostKeys: [keys.ed25519, keys.ecdsa] },
    ));
});

test('a login that is refused, and a server that is not there, are told apart', () =>
  withSshServer(
    () => ({ says: '' }),
    async (server) => {
      expect(await opened([server.hop({ user: 'nobody' })])).toMatchObject({
        failed: { code: 'sshLoginRefused', values: { user: 'nobody' } },
      });
      expect(await opened([server.hop({ port: 1 })])).toMatchObject({
        failed: { code: 'sshUnreachable', values: { problem: 'ECONNREFUSED' } },
      });
    },
  ));
