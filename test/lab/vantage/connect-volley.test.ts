import { describe, expect, test } from '@jest/globals';
import { inLaboratory } from '../laboratory.ts';
import { listen } from '../servers/listeners.ts';
import { sendVolley } from './volley.ts';

const networks = { wire: ['scanner', 'target'] };

describe('the connect sweep', () => {
  test.each(['127.0.0.1', '::1'])(
    'of all ports of %s finds exactly the listeners, three times of three',
    (address) =>
      inLaboratory({ networks }, async (lab) => {
        const listeners = [22, 443, 33_000, 45_678, 60_001];
        await listen(lab, 'scanner', listeners, { address });
        for (let run = 0; run < 3; run++) {
          const { seen } = await sendVolley(lab, 'scanner', { address, ports: [[1, 65_535]] });
          expect(seen['open']).toBe(listeners.join(','));
          expect(Object.keys(seen)).toEqual(['refused', 'open']);
        }
      }),
  );

  test('of all ports of a far host finds exactly the listeners', () =>
    inLaboratory({ networks }, async (lab) => {
      await listen(lab, 'target', [22, 443, 60_001]);
      for (const family of [4, 6] as const) {
        const address = lab.address('target', 'wire', family);
        const { seen, attempts } = await sendVolley(lab, 'scanner', { address, ports: [[1, 65_535]] });
        expect(seen).toEqual({ open: '22,443,60001', refused: '1-21,23-442,444-60000,60002-65535' });
        expect(attempts).toBe(65_535);
      }
    }));

  test('with few descriptors is slower, not wrong', () =>
    inLaboratory({ networks }, async (lab) => {
      await listen(lab, 'target', [443]);
      const address = lab.address('target', 'wire');
      const few = ['prlimit', '--nofile=40:40', '--'];
      const { seen } = await sendVolley(lab, 'scanner', { address, ports: [[1, 3000]] }, few);
      expect(seen).toEqual({ open: '443', refused: '1-442,444-3000' });
    }));

  test('waits for descriptors that come back, and says so when none does', () =>
    inLaboratory({ networks }, async (lab) => {
      await listen(lab, 'target', [443]);
      const volley = { address: lab.address('target', 'wire'), ports: [[440, 445]] } as const;
      const few = ['prlimit', '--nofile=64:64', '--'];
      const late = await sendVolley(lab, 'scanner', { ...volley, hogMs: 700 }, few);
      expect(late.seen).toEqual({ open: '443', refused: '440-442,444-445' });
      const never = await sendVolley(lab, 'scanner', { ...volley, hogMs: null }, few);
      expect(never.seen).toEqual({ 'unknown EMFILE': '440-445' });
    }));

  test('with few source ports is slower, not wrong', () =>
    inLaboratory(
      {
        networks,
        sysctls: { scanner: { 'net.ipv4.ip_local_port_range': '40000 40009' } },
      },
      async (lab) => {
        await listen(lab, 'target', [443]);
        for (const family of [4, 6] as const) {
          const address = lab.address('target', 'wire', family);
          const source = lab.address('scanner', 'wire', family);
          const ports = [[400, 460], ...Array.from({ length: 60 }, () => [443] as const)] as [
            number,
            number?,
          ][];
          const { seen } = await sendVolley(lab, 'scanner', { address, source, ports });
          expect(Object.keys(seen).toSorted()).toEqual(['open', 'refused']);
        }
      },
    ));

  test('from an address that the machine lacks is unknown', () =>
    inLaboratory({ networks }, async (lab) => {
      const address = lab.address('target', 'wire');
      const { seen, attempts } = await sendVolley(lab, 'scanner', {
        address,
        source: '10.1.0.77',
        ports: [[1, 1000]],
      });
      expect(seen).toEqual({ 'unknown source-missing': '1-1000' });
      expect(attempts).toBe(0);
    }));
});
