import { expect } from '@jest/globals';

/** Waits for what other processes bring about, half a minute at most. */
export async function until(holds: () => unknown): Promise<void> {
  for (let i = 0; i < 600 && !(await holds()); i++) await new Promise((done) => setTimeout(done, 50));
  expect(await holds()).toBeTruthy();
}
