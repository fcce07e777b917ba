import { expect, test } from '@jest/globals';
import { optimiseLater } from '../../src/cli/optimise-later.ts';

test('work that is optimised later is the same work', async () => {
  await expect(optimiseLater(() => Promise.resolve('done'))).resolves.toBe('done');
  await expect(optimiseLater(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});
