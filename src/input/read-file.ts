import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { InputError } from '../model/mistake.ts';
import type { ReasonValues } from '../model/reason.ts';
import { fileMistake } from './mistakes.ts';
import { noteRead } from './reading-log.ts';

export interface InputText {
  readonly text: string;
  /** Hexadecimal SHA-256 of the exact bytes. */
  readonly sha256: string;
}

/**
 * Reads a file that a person wrote, as UTF-8 without a byte order mark, and nothing else. `shownAs` is its name
 * in mistakes; a file above `mostBytes` is refused before it is read whole.
 */
export async function readInputText(path: string, shownAs: string, mostBytes: number): Promise<InputText> {
  const refuse = (code: string, values: ReasonValues = {}, options?: ErrorOptions): never => {
    throw new InputError([fileMistake(shownAs, code, values)], options);
  };
  const bytes = await readBytes(path, mostBytes, refuse);
  if (bytes.length === 0) refuse('fileEmpty');
  const start = bytes.subarray(0, 4).toString('hex');
  if (start.startsWith('efbbbf')) refuse('fileByteOrderMark');
  if (start.startsWith('fffe') || start.startsWith('feff') || looksLikeUtf16(bytes)) refuse('fileUtf16');
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    const before = bytes.subarray(0, nul).toString();
    const line = before.split('\n').length;
    const place = { line, column: before.length - before.lastIndexOf('\n') };
    throw new InputError([{ file: shownAs, ...place, reason: { code: 'fileNul', values: {} } }]);
  }
  const text = decodeUtf8(bytes, refuse);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  noteRead({ path, bytes, sha256 });
  return { text, sha256 };
}

type Refuse = (code: string, values?: ReasonValues, options?: ErrorOptions) => never;

async function readBytes(path: string, mostBytes: number, refuse: Refuse): Promise<Buffer> {
  const refuseErrno = (cause: unknown): never => {
    const { code = 'EIO' } = cause as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? refuse('fileMissing', {}, { cause })
      : code === 'EISDIR'
        ? refuse('fileNotRegular', {}, { cause })
        : refuse('fileUnreadable', { code }, { cause });
  };
  // Looked at before it is opened: opening a pipe waits for its writer.
  if (!(await stat(path).catch(refuseErrno)).isFile()) return refuse('fileNotRegular');
  const file = await open(path, 'r').catch(refuseErrno);
  try {
    const { size } = await file.stat();
    if (size > mostBytes) return refuse('fileTooLarge', { mostKib: mostBytes / 1024 });
    return await file.readFile().catch(refuseErrno);
  } finally {
    await file.close();
  }
}

/** Files of ASCII letters in UTF-16 without a mark have every second byte zero. */
function looksLikeUtf16(bytes: Buffer): boolean {
  return (
    bytes.length >= 4 &&
    bytes.length % 2 === 0 &&
    ((bytes[0] === 0 && bytes[2] === 0) || (bytes[1] === 0 && bytes[3] === 0))
  );
}

function decodeUtf8(bytes: Buffer, refuse: Refuse): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    return refuse('fileNotUtf8', {}, { cause });
  }
}
