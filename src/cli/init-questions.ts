import { createInterface } from 'node:readline/promises';
import { formatPorts } from '../model/ports.ts';
import type { Profile } from '../model/profile.ts';
import type { DraftAnswers } from '../site/draft.ts';
import { cleanTerminal } from '../report/clean.ts';
import type { Session } from './session.ts';

/** Asks a person for what a site file needs; undefined when they leave in the middle. */
export async function askForSite(
  shipped: readonly string[],
  load: (use: string) => Promise<Profile>,
  session: Session,
): Promise<(DraftAnswers & { readonly uses: readonly string[] }) | undefined> {
  const { world, say, language } = session;
  const leaving = new AbortController();
  const signal = AbortSignal.any([world.interrupted, leaving.signal]);
  const lines = createInterface({ input: world.stdin, output: world.stderr, terminal: true });
  // Ctrl-C and Ctrl-D end the questions, and nothing is written
  lines.on('SIGINT', () => leaving.abort()).on('close', () => leaving.abort());
  const ask = async (question: string): Promise<string> =>
    (await lines.question(cleanTerminal(question), { signal })).trim();
  const askList = async (question: string): Promise<string[]> =>
    (await ask(question)).split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
  try {
    world.stderr.write(`${say('askIntroduction')}\n`);
    const chosen = await askList(say('askProfile', { known: [...shipped] }));
    const uses = chosen.length > 0 ? chosen : shipped.slice(0, 1);
    const profiles = await Promise.all(uses.map(load));
    const site = await ask(say('askSite'));
    const conditions: Record<string, boolean> = {};
    const names: Record<string, string[]> = {};
    const parameters: Record<string, string> = {};
    const roles: Record<string, string[]> = {};
    const sources: Record<string, string[]> = {};
    for (const profile of profiles) {
      for (const [id, { ask: text, default: usual }] of Object.entries(profile.conditions)) {
        conditions[id] = yesOrNo(await ask(say('askCondition', { ask: text[language], usual })), usual);
      }
      for (const [id, { ask: text }] of Object.entries(profile.names)) {
        names[id] = await askList(say('askNames', { ask: text[language] }));
      }
      for (const [id, { ask: text, default: usual }] of Object.entries(profile.parameters ?? {})) {
        const ports = formatPorts([usual]);
        parameters[id] = (await ask(say('askParameter', { ask: text[language], ports }))) || ports;
      }
      for (const role of endsOf(profile, 'to')) {
        roles[role] ??= await askList(say('askRole', { role: profile.roles[role]!.title[language] }));
      }
      for (const role of endsOf(profile, 'from')) {
        sources[role] ??= await askList(say('askSource', { role: profile.roles[role]!.title[language] }));
      }
    }
    return { uses, conditions, names, parameters, roles, sources, ...(site === '' ? {} : { site }) };
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    lines.close();
  }
}

function yesOrNo(answer: string, usual: boolean): boolean {
  return answer === '' ? usual : /^(y|s)/i.test(answer);
}

/** The roles that rules come from or go to, in the profile's order. */
function endsOf({ roles, flows, closed }: Profile, end: 'from' | 'to'): string[] {
  const named = new Set([...flows, ...closed].flatMap((rule) => rule[end]));
  return Object.keys(roles).filter((role) => named.has(role));
}
