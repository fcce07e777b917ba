import { describe, expect, test } from '@jest/globals';
import { resolveNames } from '../../src/site/resolve.ts';

describe('resolveNames', () => {
  test('asks each name once, keeps every address of both families, and makes errors values', async () => {
    const asked: string[] = [];
    const answers: Record<string, readonly string[]> = {
      'both.test': ['2001:DB8::2', '192.0.2.20', '192.0.2.3', '192.0.2.20'],
      'mapped.test': ['::ffff:192.0.2.7', '0.0.0.0'],
      'empty.test': [],
    };
    const lookup = async (host: string): Promise<readonly string[]> => {
      asked.push(host);
      const answer = answers[host.toLowerCase()];
      if (answer === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
      return answer;
    };
    const roles = {
      a: ['192.0.2.1', 'both.test', 'gone.test'],
      b: ['Both.test', '2001:db8::9', 'mapped.test', 'empty.test'],
    };
    expect([...(await resolveNames({ roles }, lookup))]).toEqual([
      ['both.test', { status: 'resolved', addresses: ['192.0.2.3', '192.0.2.20', '2001:db8::2'] }],
      ['gone.test', { status: 'failed', code: 'ENOTFOUND' }],
      ['Both.test', { status: 'resolved', addresses: ['192.0.2.3', '192.0.2.20', '2001:db8::2'] }],
      ['mapped.test', { status: 'resolved', addresses: ['192.0.2.7'] }],
      ['empty.test', { status: 'failed', code: 'ENODATA' }],
    ]);
    expect(asked).toEqual(['both.test', 'gone.test', 'mapped.test', 'empty.test']);
  });
});
