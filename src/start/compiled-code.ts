import { createHash } from 'node:crypto';

/** Compiled code of several parts of a program, each under the digest of the source that it was compiled from. */
export type CompiledCode = ReadonlyMap<string, Buffer>;

/** V8 copies what does not begin at a multiple of its words' length. */
const alignment = 8;

/**
 * The name of compiled code: V8 itself compares no more than the length of a source, so that a part that was edited
 * by hand would run as what it was before.
 */
export function digestOf(source: Buffer): string {
  return createHash('sha256').update(source).digest('base64url');
}

/** The file that holds compiled code for one Node on one kind of machine: other ones can't read it. */
export function compiledFileName(entry: string): string {
  return `${entry}.${process.platform}-${process.arch}-v${process.versions.node}.compiled`;
}

/** One file of all parts: a line of JSON with the place and length of each, then the parts. */
export function packCompiled(parts: CompiledCode): Buffer {
  const places: Record<string, [at: number, length: number]> = {};
  let end = 0;
  for (const [digest, part] of parts) {
    places[digest] = [end, part.length];
    end = aligned(end + part.length);
  }
  const line = JSON.stringify(places);
  const first = aligned(line.length + 1);
  const file = Buffer.alloc(first + end);
  file.write(`${line.padEnd(first - 1)}\n`, 'latin1');
  for (const [digest, part] of parts) part.copy(file, first + places[digest]![0]);
  return file;
}

/** The parts of such a file; none of a file that is damaged. */
export function unpackCompiled(file: Buffer): CompiledCode {
  const lineEnd = file.indexOf('\n');
  if (lineEnd < 0) return new Map();
  try {
    const places = JSON.parse(file.toString('latin1', 0, lineEnd)) as Record<string, [number, number]>;
    const parts = file.subarray(lineEnd + 1);
    return new Map(
      Object.entries(places)
        .filter(([, [at, length]]) => at + length <= parts.length)
        .map(([digest, [at, length]]) => [digest, parts.subarray(at, at + length)]),
    );
  } catch {
    return new Map();
  }
}

function aligned(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}
