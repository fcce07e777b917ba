import { readFile, stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import * as z from 'zod';
import { anyText } from '../argument-values.ts';
import { command, operand, value } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { InputError } from '../../model/mistake.ts';
import { say } from '../../text/catalogue.ts';

const formats = ['yaml', 'json'] as const;

export const profileDraft = command({
  name: 'profile draft',
  summary: 'commandProfileDraft',
  operands: { document: operand('operandDocument', anyText, 'file') },
  options: { format: value('optionDraftFormat', z.enum(formats), formats) },
  examples: [{ line: 'profile draft ports.md > our-product.yaml', says: 'exampleProfileDraft' }],
  run: async ({ document: file, format = 'yaml' }, session) => {
    const { largestBytes, readDocument, tooLarge } = await import('../../profile/draft/read-document.ts');
    const { draftRows, rowsAsJson } = await import('../../profile/draft/draft-rows.ts');
    const { draftProfile } = await import('../../profile/draft/draft-profile.ts');
    const { writeDraft } = await import('../../profile/draft/write-draft.ts');
    const { writeText } = await import('../output.ts');
    const path = resolve(session.world.cwd, file);
    const { size } = await stat(path);
    if (size > largestBytes) throw tooLarge(file, size, largestBytes);
    const document = readDocument(await readFile(path), file);
    const rows = draftRows(document);
    if (format === 'json') {
      await writeText(`${JSON.stringify(rowsAsJson(rows), null, 2)}\n`, session);
      return exitStatus.compliant;
    }
    if (rows.length === 0) {
      const reason = { code: 'draftNoPorts', values: { tables: document.tables.length } };
      throw new InputError([{ file, line: null, column: null, reason }]);
    }
    const draft = draftProfile(document, rows, basename(file, extname(file)));
    await writeText(
      writeDraft(draft, (reason) => say(reason, session.language)),
      session,
    );
    return exitStatus.compliant;
  },
});
