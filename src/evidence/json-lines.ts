import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { InputError } from '../model/mistake.ts';

const chunkBytes = 256 * 1024;

/** A line of a run's file, and where the next one begins. */
export interface Line {
  readonly value: unknown;
  readonly number: number;
  /** Bytes from the file's start to this line's end. */
  readonly end: number;
}

/**
 * The values of a file of JSON Lines, one after the other: a plan of a million checks stays small in memory. What
 * stands behind the last line's end was cut short, and is left out; any other line that is no JSON is a mistake.
 */
export function* readJsonLines(file: string): Generator<Line> {
  const handle = opened(file);
  try {
    let rest = Buffer.alloc(0);
    let [end, number] = [0, 0];
    const chunk = Buffer.alloc(chunkBytes);
    for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk)) {
      rest = Buffer.concat([rest, chunk.subarray(0, read)]);
      let from = 0;
      for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10, from)) {
        const text = rest.toString('utf8', from, at);
        end += at + 1 - from;
        from = at + 1;
        number++;
        yield { value: parse(text, file, number), number, end };
      }
      rest = rest.subarray(from);
    }
  } finally {
    closeSync(handle);
  }
}

function opened(file: string): number {
  try {
    // looked at before it is opened: opening a pipe waits for its writer
    if (!statSync(file).isFile()) throw damaged(file, null);
    return openSync(file, 'r');
  } catch (cause) {
    throw damaged(file, null, cause);
  }
}

function parse(text: string, file: string, number: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged(file, number, cause);
  }
}

/** A file of a run that does not hold what a run's file holds. */
export function damaged(file: string, line: number | null, cause?: unknown): InputError {
  const reason = { code: 'runFileDamaged', values: {} };
  return new InputError([{ file, line, column: null, reason }], { cause });
}
