import { mistakeAt } from '../input/mistakes.ts';
import { itemsOf, valueAt } from '../input/raw.ts';
import type { SourceDocument } from '../input/source.ts';
import { unknownWord } from '../input/unknown-word.ts';
import type { Mistake } from '../model/mistake.ts';
import type { Profile } from '../model/profile.ts';

/** A window of authorization that never opens, and waivers of rules that no profile has. `profiles` null: not known. */
export function approvalMistakes(
  site: unknown,
  profiles: readonly Profile[] | null,
  document: SourceDocument,
): Mistake[] {
  const authorization = valueAt(site, 'authorization');
  const [from, until] = [valueAt(authorization, 'from'), valueAt(authorization, 'until')].map((time) =>
    typeof time === 'string' ? Date.parse(time) : NaN,
  );
  const reversed = from !== undefined && until !== undefined && from >= until;
  const rules = profiles?.flatMap(({ id, flows, closed }) =>
    [...flows, ...closed].map((rule) => `${id}/${rule.id}`),
  );
  return [
    ...(reversed ? [mistakeAt(document, ['authorization', 'until'], 'authorizationReversed')] : []),
    ...itemsOf(valueAt(site, 'waivers')).flatMap((waiver, index) => {
      const check = valueAt(waiver, 'check');
      if (typeof check !== 'string' || rules === undefined) return [];
      const rule = check.split('@', 1)[0]!;
      return unknownWord('Rule', rule, rules, document, ['waivers', index, 'check']);
    }),
  ];
}
