import type { Mistake } from '../model/mistake.ts';
import { readInputText } from '../input/read-file.ts';
import { mostBulkBytes } from '../input/read-document.ts';
import { readHost } from './host-text.ts';
import { reservedKeys } from '../input/source.ts';

/** One host of a role, and how to say that something is wrong with it. */
export interface RoleEntry {
  readonly role: string;
  readonly host: string;
  /** An address, rather than a name. */
  readonly literal: boolean;
  readonly mistake: (code: string, values: Mistake['reason']['values'], in_: 'role' | 'host') => Mistake;
}

export interface RolesFile {
  readonly entries: readonly RoleEntry[];
  readonly mistakes: readonly Mistake[];
  /** Of its bytes; null: there is none, or it can't be read. */
  readonly sha256: string | null;
}

/** Reads an inventory: CSV with the columns `role` and `address`, in any order, one host a line. */
export async function readRolesFile(path: string, file: string): Promise<RolesFile> {
  const { text, sha256 } = await readInputText(path, file, mostBulkBytes);
  const [header = '', ...lines] = text.split(/\r?\n/);
  const titles = fieldsOf(header).map(({ text }) => text.trim().toLowerCase());
  const [roleColumn, hostColumn] = [titles.indexOf('role'), titles.indexOf('address')];
  if (roleColumn < 0 || hostColumn < 0)
    return {
      entries: [],
      sha256,
      mistakes: [{ file, line: 1, column: 1, reason: { code: 'csvHeader', values: { header } } }],
    };
  const rows = lines.flatMap((line, index) =>
    line === ''
      ? []
      : [readRow(line, { file, line: index + 2, columns: titles.length, roleColumn, hostColumn })],
  );
  return {
    sha256,
    entries: rows.flatMap((row) => ('host' in row ? [row] : [])),
    mistakes: rows.flatMap((row) => ('host' in row ? [] : [row])),
  };
}

interface Row {
  readonly file: string;
  readonly line: number;
  readonly columns: number;
  readonly roleColumn: number;
  readonly hostColumn: number;
}

function readRow(text: string, { file, line, columns, roleColumn, hostColumn }: Row): RoleEntry | Mistake {
  const fields = fieldsOf(text);
  const at = (column: number, reason: Mistake['reason']): Mistake => ({ file, line, column, reason });
  if (fields.length !== columns)
    return at(1, { code: 'csvColumns', values: { found: fields.length, expected: columns } });
  const [role, host] = [fields[roleColumn]!, fields[hostColumn]!];
  if (role.text === '') return at(role.column, { code: 'csvBlank', values: { title: 'role' } });
  if (host.text === '') return at(host.column, { code: 'csvBlank', values: { title: 'address' } });
  if (reservedKeys.has(role.text))
    return at(role.column, { code: 'keyReserved', values: { key: role.text } });
  const read = readHost(host.text);
  if (read.kind === 'mistake') return at(host.column, read.reason);
  return {
    role: role.text,
    host: read.kind === 'address' ? read.address : read.name,
    literal: read.kind === 'address',
    mistake: (code, values, part) => at((part === 'role' ? role : host).column, { code, values }),
  };
}

/** Fields of one line, with the columns that they start at. Quotes may stand around a field; nothing is trimmed. */
function fieldsOf(line: string): { readonly text: string; readonly column: number }[] {
  return [...line.matchAll(/(?<=^|,)(?:"((?:[^"]|"")*)"(?=,|$)|([^,]*))/g)].map(
    ({ 1: quoted, 2: plain, index }) => ({
      text: quoted?.replaceAll('""', '"') ?? plain ?? '',
      column: index + 1,
    }),
  );
}
