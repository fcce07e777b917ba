import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseAddress } from '../model/address.ts';
import { InputError } from '../model/mistake.ts';
import type { Profile } from '../model/profile.ts';
import type { Reason } from '../model/reason.ts';
import { findProfile, shippedProfiles } from '../profile/catalogue.ts';
import { parsePortRange } from '../profile/port-text.ts';
import { loadProfile } from '../profile/load.ts';
import { cleanTerminal } from '../report/clean.ts';
import { draftSite, type DraftAnswers } from '../site/draft.ts';
import type { Assignment } from './argument-values.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { askForSite } from './init-questions.ts';
import { writeText } from './output.ts';
import { badUsage } from './bad-usage.ts';
import type { Session } from './session.ts';

export interface InitFlags {
  readonly profile: readonly string[];
  readonly site?: string | undefined;
  readonly role: readonly Assignment[];
  readonly source: readonly Assignment[];
  readonly name: readonly Assignment[];
  readonly condition: readonly Assignment[];
  readonly parameter: readonly Assignment[];
  readonly scope: readonly string[];
  readonly out?: string | undefined;
}

/** Writes a commented site file: from flags, and from questions where somebody is at a terminal and no profile is named. */
export async function writeSiteFile(flags: InitFlags, session: Session): Promise<ExitStatus> {
  const { world, language, say } = session;
  const file = flags.out ?? 'site.yaml';
  const asks = flags.profile.length === 0 && world.stdin.isTTY === true;
  if (flags.profile.length === 0 && !asks) {
    throw badUsage({ code: 'initWithoutProfile', values: { known: [...(await shippedProfiles())] } });
  }
  const load = async (use: string): Promise<Profile> => loadProfile(await findProfile(use, world.cwd), use);
  const asked = asks ? await askForSite(await shippedProfiles(), load, session) : undefined;
  if (asks && asked === undefined) return exitStatus.interrupted;
  const uses = asked?.uses ?? flags.profile;
  const profiles = await Promise.all(uses.map(load));
  const answers = asked ?? answersOf(flags, profiles);
  const text = draftSite(profiles, language, { ...answers, uses, scope: answers.scope ?? scopeOf(answers) });
  await writeFile(resolve(world.cwd, file), text, { flag: 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
    const reason = { code: 'initExists', values: {} };
    throw new InputError([{ file, line: null, column: null, reason }], { cause });
  });
  await writeText(
    `${say('initWritten', { file: cleanTerminal(file), command: world.invokedAs })}\n`,
    session,
  );
  return exitStatus.compliant;
}

/** Without a network of its own, the scope is just the addresses that were given. */
function scopeOf({ roles = {} }: DraftAnswers): string[] {
  return [...new Set(Object.values(roles).flat())].filter((host) => parseAddress(host) !== undefined);
}

function answersOf(flags: InitFlags, profiles: readonly Profile[]): DraftAnswers {
  const known = {
    role: profiles.flatMap(({ roles }) => Object.keys(roles)),
    source: profiles.flatMap(({ roles }) => Object.keys(roles)),
    name: profiles.flatMap(({ names }) => Object.keys(names)),
    condition: profiles.flatMap(({ conditions }) => Object.keys(conditions)),
    parameter: profiles.flatMap(({ parameters = {} }) => Object.keys(parameters)),
  };
  const reasons = (['role', 'source', 'name', 'condition', 'parameter'] as const).flatMap((flag) =>
    flags[flag].flatMap(({ word }): Reason[] =>
      known[flag].includes(word)
        ? []
        : [{ code: 'optionWordUnknown', values: { option: `--${flag}`, word, known: known[flag] } }],
    ),
  );
  const conditions = flags.condition.map(({ word, values }) => [word, values.join()] as const);
  for (const [word, answer] of conditions) {
    if (answer !== 'yes' && answer !== 'no') {
      reasons.push({ code: 'optionNotYesOrNo', values: { option: '--condition', word } });
    }
  }
  const parameters = flags.parameter.map(({ word, values }) => [word, values.join()] as const);
  reasons.push(
    ...parameters.flatMap(([, value]): Reason[] => {
      const read = parsePortRange(value);
      return 'code' in read ? [{ code: read.code, values: { value, ...read.values } }] : [];
    }),
  );
  if (reasons.length > 0) {
    throw new InputError(reasons.map((reason) => ({ file: null, line: null, column: null, reason })));
  }
  return {
    ...(flags.site === undefined ? {} : { site: flags.site }),
    roles: lists(flags.role),
    sources: lists(flags.source),
    names: lists(flags.name),
    parameters: Object.fromEntries(parameters),
    conditions: Object.fromEntries(conditions.map(([word, answer]) => [word, answer === 'yes'])),
    ...(flags.scope.length === 0 ? {} : { scope: flags.scope }),
  };
}

function lists(assignments: readonly Assignment[]): Record<string, readonly string[]> {
  return Object.fromEntries(assignments.map(({ word, values }) => [word, values]));
}
