import type { Protocol } from '../../model/ports.ts';
import type { MeasuredColumn } from './measure-columns.ts';
import { measureColumns } from './measure-columns.ts';
import { assignPorts, assignPortsByContent, isMark, namesProtocol } from './port-columns.ts';
import { transportsIn } from './ports-in-cell.ts';
import type { SourceTable } from './source-document.ts';
import { isWord, speaksOf } from './words.ts';

/** What a column tells of the flows in its rows. */
export type ColumnUse =
  | { readonly kind: 'ports'; readonly transport: Protocol | null }
  | { readonly kind: 'mark'; readonly transport: Protocol }
  | { readonly kind: 'rangeStart' | 'rangeEnd' | 'rangeCount' }
  | { readonly kind: 'sourcePorts' | 'transport' | 'application' | 'component' | 'source' | 'destination' }
  | { readonly kind: 'peer' | 'direction' }
  | { readonly kind: 'required' | 'optional' | 'notes' | 'other' };

export interface Column {
  readonly title: string;
  readonly use: ColumnUse;
}

/** What each column of a table is for; null when this is no table of ports. */
export function columnsOf(table: SourceTable): Column[] | null {
  const columns = measureColumns(table);
  if (columns.some(isDnsRecords)) return null;
  const uses: (ColumnUse | undefined)[] = columns.map(() => undefined);
  assignPorts(columns, uses);
  if (!uses.some(isPortUse)) assignPortsByContent(columns, uses);
  if (!uses.some(isPortUse)) return null;
  columns.forEach((column, i) => (uses[i] ??= partyUse(column)));
  if (!uses.some((use) => use?.kind === 'transport')) assignProtocolNames(columns, uses);
  assignApplication(columns, uses);
  return columns.map(({ title }, i) => ({ title, use: uses[i] ?? { kind: 'other' } }));
}

function isPortUse(use: ColumnUse | undefined): boolean {
  return use?.kind === 'ports' || use?.kind === 'rangeStart';
}

/** DNS tables have ports too (SRV records), and are none of ours. */
function isDnsRecords({ cells }: MeasuredColumn): boolean {
  const sure = cells.filter(
    (text) =>
      text.length < 120 && (surelyRecord.test(text) || /(^|\s)_[\w-]+\.?_(tcp|udp|tls)\b/iu.test(text)),
  );
  const perhaps = cells.filter((text) => /^A( \p{L}+)?$|^\p{L}+ A$/u.test(text));
  return sure.length > 0 && (sure.length + perhaps.length) / cells.length >= 0.5;
}

/** The word for "record" may stand on either side, in any language. A lone A may be a side of a flow. */
const surelyRecord = /^(\p{L}+[ -])?(AAAA|CNAME|SRV|NAPTR|PTR|MX|TXT|A *\/ *AAAA)([ -]?\p{L}+)?$/u;

function partyUse(column: MeasuredColumn): ColumnUse | undefined {
  const { title, cells, transports } = column;
  const share = (test: (text: string) => boolean) => cells.filter(test).length / Math.max(1, cells.length);
  if (
    transports >= 0.6 ||
    (transports >= 0.25 && (speaksOf('transport', title) || transportsIn(title).length > 0))
  )
    return { kind: 'transport' };
  if (speaksOf('optional', title) && share(isMark) >= 0.5) return { kind: 'optional' };
  if ((speaksOf('required', title) || speaksOf('optional', title)) && column.meanLength < 40)
    return { kind: 'required' };
  if (share((text) => text.length < 40 && isDirectionCell(text)) >= 0.5) return { kind: 'direction' };
  if (isWord('peer', title)) return { kind: 'peer' };
  const [isSource, isDestination] = [speaksOf('sourceSide', title), speaksOf('destinationSide', title)];
  if (isSource && isDestination) return { kind: 'peer' };
  if (isSource || isWord('sourceTitle', title)) return { kind: 'source' };
  if (isDestination || isWord('destinationTitle', title)) return { kind: 'destination' };
  if (speaksOf('notes', title)) return { kind: 'notes' };
  if (speaksOf('component', title) && column.meanLength <= 80) return { kind: 'component' };
  if (column.meanLength > 80) return { kind: 'notes' };
  return undefined;
}

/** "Protocol: HTTPS" where no column tells the transport: the names may imply it. */
function assignProtocolNames(columns: readonly MeasuredColumn[], uses: (ColumnUse | undefined)[]): void {
  const named = columns.findIndex(
    ({ title, cells }, i) =>
      uses[i] === undefined &&
      speaksOf('transport', title) &&
      cells.filter(namesProtocol).length >= cells.length * 0.3,
  );
  if (named >= 0) uses[named] = { kind: 'transport' };
}

export function isDirectionCell(text: string): boolean {
  return speaksOf('inbound', text) || speaksOf('outbound', text) || isWord('both', text);
}

/** The application is in the first column that tells of nothing else and is short. */
function assignApplication(columns: readonly MeasuredColumn[], uses: (ColumnUse | undefined)[]): void {
  const free = columns.findIndex(
    ({ cells, meanLength }, i) => uses[i] === undefined && cells.length > 0 && meanLength <= 60,
  );
  if (free >= 0) uses[free] = { kind: 'application' };
  const last = uses.findLastIndex((use, i) => use === undefined && columns[i]!.cells.length > 0);
  if (last >= 0) uses[last] = { kind: 'notes' };
}
