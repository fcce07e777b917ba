import { describe, expect, test } from '@jest/globals';
import { openLocalVantage } from '../../../src/vantage/local/local-vantage.ts';
import { recordVolley } from '../../../src/vantage/volley-record.ts';
import type { Volley, VolleySender } from '../../../src/vantage/vantage.ts';
import { volleyOf, withListeners, wordsOf } from './listeners.ts';

describe('this machine as a vantage', () => {
  test('sends nothing that the guard refuses, whichever way', async () => {
    const sent: Volley[] = [];
    const raw: VolleySender = { name: 'syn', send: (volley) => (sent.push(volley), answered(volley)) };
    const vantage = openLocalVantage({
      name: 'here',
      source: [],
      guard: (address) => address === '127.0.0.1',
      senders: { syn: { available: true, sender: raw } },
    });
    const outside = volleyOf([80], { address: '127.0.0.2' });
    for (const way of ['connect', 'syn']) {
      const offer = vantage.senders[way]!;
      if (!offer.available) throw new Error(`${way} is not offered`);
      expect(wordsOf(await offer.sender.send(outside).result)).toEqual(['unknown out-of-scope']);
    }
    expect(sent).toEqual([]);
    expect(await vantage.connect({ address: '127.0.0.2', port: 80, source: null }, 1000)).toEqual({
      state: 'unknown',
      code: 'out-of-scope',
    });
  });

  test('calls a raw volley off when its address leaves the scope', async () => {
    let inside = true;
    let called: AbortSignal | undefined;
    const raw: VolleySender = {
      name: 'syn',
      send: (volley) => {
        inside = false;
        called = volley.signal;
        expect(volley.allowance.take(5).granted).toBe(0);
        return answered(volley);
      },
    };
    const vantage = openLocalVantage({
      name: 'here',
      source: [],
      guard: () => inside,
      senders: { syn: { available: true, sender: raw } },
    });
    const offer = vantage.senders['syn']!;
    if (offer.available) await offer.sender.send(volleyOf([80])).result;
    expect(called?.aborted).toBe(true);
  });

  test('connects', () =>
    withListeners(1, '127.0.0.1', async ([port]) => {
      const vantage = openLocalVantage({ name: 'here', source: [], guard: () => true });
      const connection = await vantage.connect({ address: '127.0.0.1', port: port!, source: null }, 2000);
      expect(connection.state).toBe('open');
      if (connection.state === 'open') connection.stream.destroy();
      await vantage.close();
    }));
});

function answered(volley: Volley) {
  const record = recordVolley(volley);
  record.settleRest('interrupted');
  return { sent: Promise.resolve(), result: Promise.resolve(record.result()) };
}
