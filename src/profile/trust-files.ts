import { mistakeAt } from '../input/mistakes.ts';
import { pathInside } from '../input/path-inside.ts';
import { noteNamed } from '../input/reading-log.ts';
import { itemsOf, valueAt } from '../input/raw.ts';
import type { SourceDocument } from '../input/source.ts';
import { InputError, type Mistake } from '../model/mistake.ts';
import type { Profile } from '../model/profile.ts';
import { rulesOf } from './references.ts';

/**
 * Files of trust anchors that expectations name (`tls: { trust: { file: ca.pem } }`) lie in the profile's folder.
 * Answers the profile with their real paths; adds a mistake to `mistakes` for each that does not.
 */
export async function withTrustFiles(
  profile: Omit<Profile, 'sha256'>,
  raw: unknown,
  folder: string,
  document: SourceDocument,
  mistakes: Mistake[],
): Promise<Omit<Profile, 'sha256'>> {
  const real = new Map<string, string>();
  for (const { rule, path } of rulesOf(raw, 'flows')) {
    for (const [index, entry] of itemsOf(valueAt(rule, 'expect')).entries()) {
      const written = valueAt(valueAt(valueAt(entry, 'tls'), 'trust'), 'file');
      if (typeof written !== 'string') continue;
      try {
        real.set(written, await pathInside(written, folder));
        await noteNamed(real.get(written)!);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        const at = [...path, 'expect', index, 'tls', 'trust', 'file'];
        mistakes.push(
          ...error.mistakes.map(({ reason }) => mistakeAt(document, at, reason.code, reason.values)),
        );
      }
    }
  }
  if (real.size === 0) return profile;
  return {
    ...profile,
    flows: profile.flows.map((flow) => ({
      ...flow,
      expect: flow.expect.map((use) =>
        use.name === 'tls.trust' ? { ...use, settings: withRealPath(use.settings, real) } : use,
      ),
    })),
  };
}

function withRealPath(settings: unknown, real: ReadonlyMap<string, string>): unknown {
  const written = valueAt(settings, 'file');
  return typeof written === 'string'
    ? { ...(settings as object), file: real.get(written) ?? written }
    : settings;
}
