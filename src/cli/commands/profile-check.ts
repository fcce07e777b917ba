import * as z from 'zod';
import { access, constants } from 'node:fs/promises';
import { anyText } from '../argument-values.ts';
import { command, operands } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { InputError, type Mistake } from '../../model/mistake.ts';

export const profileCheck = command({
  name: 'profile check',
  summary: 'commandProfileCheck',
  operands: { file: operands('operandProfileFiles', z.array(anyText).min(1), 'file') },
  options: {},
  examples: [{ line: 'profile check our-product.yaml', says: 'exampleProfileCheck' }],
  run: async ({ file: files }, session) => {
    const { readDocument } = await import('../../input/read-document.ts');
    const { loadProfile } = await import('../../profile/load.ts');
    const { lintProfile } = await import('../../profile/lint/lint.ts');
    const { writeText } = await import('../output.ts');
    const { mistakeLine } = await import('../failure.ts');
    // a file that can't be read is bad usage; what is wrong inside one is a finding
    await Promise.all(files.map((file) => readable(file)));
    const lines: string[] = [];
    let clean = true;
    for (const file of files) {
      const found = await mistakesOf(async () => {
        const profile = await loadProfile(file);
        return lintProfile(profile, await readDocument(file, file));
      });
      clean &&= found.length === 0;
      lines.push(...found.map((mistake) => mistakeLine(mistake, session, session.colours.stdout)));
      if (found.length === 0) lines.push(session.say('profileClean', { file }));
    }
    await writeText(`${lines.join('\n')}\n`, session);
    return clean ? exitStatus.compliant : exitStatus.nonCompliant;
  },
});

/** What keeps the profile from loading, else what lints find in it. */
async function mistakesOf(check: () => Promise<readonly Mistake[]>): Promise<readonly Mistake[]> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof InputError) return error.mistakes;
    throw error;
  }
}

async function readable(file: string): Promise<void> {
  await access(file, constants.R_OK).catch((cause: NodeJS.ErrnoException) => {
    const reason = { code: 'fileFailure', values: { code: cause.code ?? '', path: file } };
    throw new InputError([{ file: null, line: null, column: null, reason }], { cause });
  });
}
