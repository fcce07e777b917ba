import { expect, test } from '@jest/globals';
import { rolePairs } from '../../src/report/role-pairs.ts';
import { makeCheck } from './report-maker.ts';

const said = { en: '', es: '' };
const seen = (
  open: readonly number[],
  shut: Partial<Record<'refused' | 'silent' | 'unknown', number>> = {},
) => ({
  open,
  refused: 0,
  rejected: 0,
  silent: 0,
  unknown: 0,
  ...shut,
});

test('each pair of roles once: documented, seen, and the worst verdict, with whoever asked', () => {
  const checks = [
    makeCheck({ rule: 'https', said, address: '192.0.2.1' }, 'en'),
    makeCheck(
      {
        rule: 'https',
        said,
        address: '192.0.2.2',
        vantage: 'second',
        verdict: 'fail',
        observed: seen([], { silent: 1 }),
      },
      'en',
    ),
    makeCheck(
      {
        rule: 'stun',
        said,
        ports: '3478',
        protocol: 'udp',
        need: 'optional',
        observed: seen([], { unknown: 1 }),
        verdict: 'inconclusive',
      },
      'en',
    ),
    makeCheck(
      {
        rule: 'deny',
        said,
        kind: 'closed',
        ports: '1-442,444-1000',
        expected: 'closed',
        observed: seen([22], { refused: 998 }),
        verdict: 'fail',
      },
      'en',
    ),
    makeCheck(
      {
        rule: 'pool',
        said,
        to: 'front-end',
        vantage: 'dmz',
        from: 'proxy',
        ports: '4443',
        observed: seen([4443]),
      },
      'en',
    ),
  ];
  const notCovered = [
    { rule: 'p/a', from: 'proxy', to: 'front-end' },
    { rule: 'p/b', from: 'proxy', to: 'front-end' },
    { rule: 'p/a', from: 'director', to: 'front-end' },
  ];
  const nothing = { required: '', optional: '', shut: '' };
  expect(rolePairs({ checks, notCovered })).toEqual([
    {
      from: 'internet',
      to: 'reverse-proxy-external',
      vantages: ['outside', 'second'],
      documented: { required: '443/tcp', optional: '3478/udp', shut: '1-442,444-1000/tcp' },
      observed: { open: '443/tcp', notOpen: '443/tcp', openForbidden: '22/tcp' },
      verdict: 'fail',
      notCovered: 0,
    },
    {
      from: 'proxy',
      to: 'front-end',
      vantages: ['dmz'],
      documented: { ...nothing, required: '4443/tcp' },
      observed: { open: '4443/tcp', notOpen: '', openForbidden: '' },
      verdict: 'pass',
      notCovered: 2,
    },
    {
      from: 'director',
      to: 'front-end',
      vantages: [],
      documented: nothing,
      observed: { open: '', notOpen: '', openForbidden: '' },
      verdict: 'notCovered',
      notCovered: 1,
    },
  ]);
});
