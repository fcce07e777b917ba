import type { Reason } from '../../model/reason.ts';
import { conditionOf } from './condition-sentence.ts';
import { draftRoles } from './draft-roles.ts';
import { slug } from './slug.ts';
import type { SourceDocument } from './source-document.ts';
import type { PortRow } from './understand-row.ts';
import { unusedIds } from './unused-ids.ts';

/** A profile as far as a document tells it; `checks` are what a person must look at. */
export interface DraftedProfile {
  readonly id: string;
  readonly title: string;
  readonly document: {
    readonly title: string;
    readonly language: string | null;
    readonly revised: string | null;
  };
  /** Titles by id. */
  readonly roles: ReadonlyMap<string, string>;
  /** The document's sentences by id. */
  readonly conditions: ReadonlyMap<string, string>;
  readonly flows: readonly DraftedFlow[];
}

export interface DraftedFlow {
  readonly id: string;
  readonly title: string | null;
  readonly from: string;
  readonly to: readonly string[];
  /** As profiles write it: "443/tcp". */
  readonly port: string;
  readonly need: 'required' | 'optional' | { readonly when: string };
  readonly cite: { readonly table: number; readonly row: number; readonly line: number };
  readonly checks: readonly Reason[];
}

/** What a profile's author would write from these rows, as far as rows tell. */
export function draftProfile(
  document: SourceDocument,
  rows: readonly PortRow[],
  name: string,
): DraftedProfile {
  const title = document.title ?? name;
  const roles = draftRoles();
  const conditions = new Map<string, string>();
  const flows: DraftedFlow[] = [];
  const unused = unusedIds();
  for (const row of rows) {
    const condition = conditionOf(row.notes);
    const conditionId = condition === null ? null : conditionIdOf(condition, conditions);
    for (const range of row.ports) {
      for (const [from, to, back] of waysOf(row, roles)) {
        const id = unused(flowId(row, range, back));
        flows.push({
          id,
          title: row.app,
          from,
          to,
          port: `${portText(range)}/${row.protocol === 'udp' ? 'udp' : 'tcp'}`,
          need: needOf(row, range, conditionId),
          cite: { table: row.table, row: row.row, line: row.line },
          checks: checksOf(row, range, condition),
        });
      }
    }
  }
  const { language, revised } = document;
  return {
    id: `draft/${slug(title) ?? 'document'}`,
    title,
    document: { title, language, revised },
    roles: roles.titles(),
    conditions: new Map([...conditions].map(([sentence, id]) => [id, sentence])),
    flows,
  };
}

type Range = PortRow['ports'][number];

/** Each way that the row opens connections: one, or both. */
function waysOf(row: PortRow, roles: ReturnType<typeof draftRoles>): [string, string[], boolean][] {
  const { source, destination, bothWays } = row.parties;
  const from = roles.one(source, 'source');
  const to = roles.several(destination, 'destination');
  const there: [string, string[], boolean] = [from, to, false];
  if (!bothWays || destination === null || source === null) return [there];
  return [there, [roles.one(destination, 'destination'), roles.several(source, 'source'), true]];
}

function flowId(row: PortRow, range: Range, back: boolean): string {
  const name = (row.app === null ? null : slug(row.app, 24)) ?? row.protocol;
  return `${name}-${portText(range)}${back ? '-back' : ''}`;
}

/** The same sentence is one condition. `conditions`: ids by sentence. */
function conditionIdOf(sentence: string, conditions: Map<string, string>): string {
  const id = conditions.get(sentence) ?? `condition-${conditions.size + 1}`;
  conditions.set(sentence, id);
  return id;
}

/** Of a range any state passes, and of alternatives one is enough: neither can be required port by port. */
function needOf(row: PortRow, range: Range, conditionId: string | null): DraftedFlow['need'] {
  if (range.from !== range.to || row.alternatives) return 'optional';
  if (conditionId !== null) return { when: conditionId };
  return row.optional ? 'optional' : 'required';
}

function checksOf(row: PortRow, range: Range, condition: string | null): Reason[] {
  const { source, destination, bothWays, fromHeading } = row.parties;
  const checks: Reason[] = [];
  const add = (when: boolean, code: string, values: Reason['values'] = {}) => {
    if (when) checks.push({ code, values });
  };
  const implied = !row.protocolStated && row.protocol !== 'unknown';
  add(implied, 'draftCheckTransportImplied', { app: row.app });
  add(row.protocol === 'unknown', 'draftCheckTransportUnknown');
  add(source === null, 'draftCheckNoSource');
  add(destination === null, 'draftCheckNoDestination');
  add(fromHeading, 'draftCheckSidesFromHeading');
  add(bothWays, 'draftCheckBothWays');
  add(row.alternatives, 'draftCheckAlternatives', { ports: row.ports.map(portText) });
  add(range.from !== range.to && !row.optional, 'draftCheckRange');
  add(condition !== null, 'draftCheckCondition', { sentence: condition });
  return checks;
}

function portText({ from, to }: Range): string {
  return from === to ? `${from}` : `${from}-${to}`;
}
