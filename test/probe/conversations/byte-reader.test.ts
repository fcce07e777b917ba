import { describe, expect, test } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { readBytes } from '../../../src/probe/conversations/byte-reader.ts';

const caps = { bytes: 20_000, heardBytes: 8 };

function reading(...pieces: readonly string[]) {
  const stream = new PassThrough();
  const reader = readBytes(stream, caps);
  for (const piece of pieces) stream.write(piece);
  return { stream, reader };
}

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no break',
    (cause: { failure?: { code: string } }) => cause.failure?.code,
  );

describe('a reader of bytes', () => {
  test('takes pieces that came otherwise cut', async () => {
    const { reader } = reading('ab', 'c', 'def\r\n', 'gh\n<a/>rest');
    expect((await reader.take(4, 'read')).toString()).toBe('abcd');
    expect([await reader.line('read'), await reader.line('read')]).toEqual(['ef', 'gh']);
    expect(await reader.through(['</a>', '/>'], 'read')).toBe('<a/>');
    expect((await reader.peek(2, 'read')).toString()).toBe('re');
    expect(reader.heard().toString()).toBe('abcdef\r\n');
  });

  test('gives what is left after a good end, and breaks where that is not enough', async () => {
    const { stream, reader } = reading('ab');
    stream.end();
    expect((await reader.peek(5, 'read', 3)).toString()).toBe('ab');
    expect(await code(reader.take(3, 'read'))).toBe('closed');
  });

  test('puts back what it did not take', async () => {
    const { stream, reader } = reading('ab', 'cd');
    await reader.take(1, 'read');
    reader.release();
    expect(String(stream.read())).toBe('bcd');
  });

  test.each([
    ['bytes', (reader: ReturnType<typeof readBytes>) => reader.take(30_000, 'read')],
    ['a line', (reader: ReturnType<typeof readBytes>) => reader.line('read')],
    ['an element', (reader: ReturnType<typeof readBytes>) => reader.through(['>'], 'read')],
  ])('breaks at too many %s', async (_what, read) => {
    const { reader } = reading(...Array.from({ length: 40 }, () => 'x'.repeat(1000)));
    expect(await code(read(reader))).toBe('too-much');
  });
});
