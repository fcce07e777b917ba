import { Document, isMap, isSeq, type Node } from 'yaml';
import type { Reason } from '../../model/reason.ts';
import type { DraftedFlow, DraftedProfile } from './draft-profile.ts';

/** A sentence of the text catalogue in the language of whoever drafts. */
export type Say = (reason: Reason) => string;

/** The draft as a YAML file: what was unsure carries a comment that begins with "check:". */
export function writeDraft(draft: DraftedProfile, say: Say): string {
  const document = new Document(
    {
      id: draft.id,
      version: '0.1.0',
      title: draft.title,
      documents: { source: withoutNulls(draft.document) },
      roles: Object.fromEntries([...draft.roles].map(([id, title]) => [id, { title }])),
      ...(draft.conditions.size === 0
        ? {}
        : {
            conditions: Object.fromEntries(
              [...draft.conditions].map(([id, ask]) => [id, { ask, default: false }]),
            ),
          }),
      flows: draft.flows.map(flowEntry),
    },
    { aliasDuplicateObjects: false },
  );
  document.commentBefore = comment([
    say({ code: 'draftHeading', values: { title: draft.title } }),
    say({ code: 'draftClosed', values: {} }),
  ]);
  const flows: unknown = document.get('flows', true);
  if (isSeq(flows)) {
    draft.flows.forEach(({ checks }, i) =>
      note(
        flows.items[i],
        checks.map((check) => `check: ${say(check)}`),
      ),
    );
    flows.items.forEach((item, i) => {
      if (i > 0) (item as Node).spaceBefore = true;
    });
  }
  const conditions: unknown = document.get('conditions', true);
  if (isMap(conditions))
    note(conditions.items[0]?.key, [`check: ${say({ code: 'draftCheckAsk', values: {} })}`]);
  return document.toString({ lineWidth: 110, flowCollectionPadding: true });
}

function flowEntry({ id, title, from, to, port, need, cite }: DraftedFlow): object {
  return {
    id,
    ...(title === null ? {} : { title }),
    from,
    to: to.length === 1 ? to[0] : to,
    port,
    // oxlint-disable-next-line unicorn/no-thenable -- the word of the profile's file
    need: typeof need === 'string' ? need : { when: need.when, then: 'required', otherwise: 'optional' },
    cite: { document: 'source', ...cite },
  };
}

function note(node: unknown, lines: readonly string[]): void {
  if (lines.length > 0) (node as Node).commentBefore = comment(lines);
}

/** Comment lines; the document's words may hold anything, a line break or a control character among it. */
function comment(lines: readonly string[]): string {
  return lines
    .flatMap((line) => wrapped(line.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')))
    .map((line) => ` ${line}`)
    .join('\n');
}

function wrapped(text: string, width = 106): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length >= width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function withoutNulls(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
