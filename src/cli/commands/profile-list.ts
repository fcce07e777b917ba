import { command } from '../command.ts';
import { exitStatus } from '../exit-status.ts';

export const profileList = command({
  name: 'profile list',
  summary: 'commandProfileList',
  operands: {},
  options: {},
  examples: [{ line: 'profile list', says: 'exampleProfileList' }],
  run: async (_args, session) => {
    const { renderProfileList } = await import('../profile-text.ts');
    const { writeText } = await import('../output.ts');
    const { findProfile, shippedProfiles } = await import('../../profile/catalogue.ts');
    const { loadProfile } = await import('../../profile/load.ts');
    const load = async (id: string) => loadProfile(await findProfile(id, session.world.cwd), id);
    const profiles = await Promise.all((await shippedProfiles()).map(load));
    await writeText(renderProfileList(profiles, session), session);
    return exitStatus.compliant;
  },
});
