import { anyText } from '../argument-values.ts';
import { command, operand } from '../command.ts';
import { exitStatus } from '../exit-status.ts';

export const profileShow = command({
  name: 'profile show',
  summary: 'commandProfileShow',
  operands: { id: operand('operandProfile', anyText) },
  options: {},
  examples: [{ line: 'profile show lync-server-2013/reverse-proxy', says: 'exampleProfileShow' }],
  run: async ({ id }, session) => {
    const { renderProfile } = await import('../profile-text.ts');
    const { writeText } = await import('../output.ts');
    const { findProfile } = await import('../../profile/catalogue.ts');
    const { loadProfile } = await import('../../profile/load.ts');
    const profile = await loadProfile(await findProfile(id, session.world.cwd), id);
    await writeText(renderProfile(profile, session), session);
    return exitStatus.compliant;
  },
});
