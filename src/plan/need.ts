import type { Need, NeedRule, When } from '../model/profile.ts';

/** What a flow's need comes to under the site's answers. */
export function needUnder(rule: NeedRule, answers: Readonly<Record<string, boolean>>): Need {
  if (typeof rule === 'string') return rule;
  return holds(rule.when, answers) ? rule.then : rule.otherwise;
}

function holds(when: When, answers: Readonly<Record<string, boolean>>): boolean {
  switch (when.kind) {
    case 'condition':
      return answers[when.id] === true;
    case 'all':
      return when.of.every((part) => holds(part, answers));
    case 'any':
      return when.of.some((part) => holds(part, answers));
  }
}
