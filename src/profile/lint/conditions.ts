import { expectationNamed } from '../../expectation/registry.ts';
import { mistakeAt, mistakeAtKey } from '../../input/mistakes.ts';
import type { When } from '../../model/profile.ts';
import type { Lint } from './lint.ts';

/** Questions whose answer changes nothing: the same need either way, or a part that another one decides. */
export const conditions: Lint = (profile, document) => [
  ...idle(profile, document),
  ...unused(profile, document),
];

const idle: Lint = (profile, document) =>
  profile.flows.flatMap(({ id, need }, i) => {
    if (typeof need === 'string') return [];
    const path = ['flows', i, 'need'];
    const isIdle =
      need.then === need.otherwise || asks(need.when).some((ask, k, all) => all.indexOf(ask) < k);
    return isIdle ? [mistakeAt(document, path, 'lintConditionIdle', { rule: id })] : [];
  });

const unused: Lint = (profile, document) => {
  const asked = new Set(
    profile.flows.flatMap(({ need, expect }) => [
      ...(typeof need === 'string' ? [] : asks(need.when)),
      ...expect.flatMap(({ name, settings }) => expectationNamed(name)?.conditionsUsed?.(settings) ?? []),
    ]),
  );
  return Object.keys(profile.conditions)
    .filter((id) => !asked.has(id))
    .map((id) => mistakeAtKey(document, ['conditions', id], 'lintConditionUnused', { condition: id }));
};

/** Conditions that a need asks, each as often as it is written. */
function asks(when: When): string[] {
  return when.kind === 'condition' ? [when.id] : when.of.flatMap(asks);
}
