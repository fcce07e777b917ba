import { formatPorts } from '../model/ports.ts';
import type { ClosedRule, Flow, Need, NeedRule, Profile, When } from '../model/profile.ts';
import { cleanTerminal, shorten } from '../report/clean.ts';
import { citation } from '../report/describe.ts';
import { wordsIn } from '../report/words.ts';
import { consoleTable } from './console-table.ts';
import type { Session } from './session.ts';

const clean = (text: string): string => cleanTerminal(shorten(text, 600));

/** The shipped profiles, one a row, with the date of the document that each follows. */
export function renderProfileList(profiles: readonly Profile[], { language, say }: Session): string {
  const head = ['profileId', 'profileTitle', 'profileVersion', 'profileDocument'].map((code) => say(code));
  const rows = profiles.map(({ id, title, version, documents }) => {
    const dates = Object.values(documents).flatMap(({ revised }) => revised ?? []);
    return [id, title[language], version, dates.toSorted().at(-1) ?? '–'].map(clean);
  });
  return consoleTable([head, ...rows]);
}

/** A profile as its document would put it: roles, questions, flows and what is closed, each with its source. */
export function renderProfile(profile: Profile, session: Session): string {
  const { language, say } = session;
  const { bold } = session.colours.stdout;
  const section = (title: string, entries: readonly Entry[]): string[] =>
    entries.length === 0
      ? []
      : [
          '',
          bold(say(title)),
          ...entries.flatMap(([id, ...lines]) => [`  ${clean(id)}`, ...indented(lines)]),
        ];
  const described = <T extends Flow | ClosedRule>(rule: T, demand: (rule: T) => string): Entry => [
    rule.id,
    `${rule.from} → ${rule.to.join(', ')}: ${demand(rule)}`,
    rule.why?.[language],
    rule.cite && citation(rule.cite, profile.documents, wordsIn(language)),
  ];
  const lines = [
    bold(clean(profile.title[language])),
    clean(`${profile.id} ${profile.version}`),
    ...section(
      'profileRoles',
      Object.entries(profile.roles).map(([id, { title }]): Entry => [id, title[language]]),
    ),
    ...section(
      'profileConditions',
      Object.entries(profile.conditions).map(([id, { ask, default: usual }]): Entry => [
        id,
        `${ask[language]} ${say(usual ? 'profileDefaultYes' : 'profileDefaultNo')}`,
      ]),
    ),
    ...section(
      'profileNames',
      Object.entries(profile.names).map(([id, { ask }]): Entry => [id, ask[language]]),
    ),
    ...section(
      'profileParameters',
      Object.entries(profile.parameters ?? {}).map(([id, { ask, default: usual }]): Entry => [
        id,
        `${ask[language]} ${say('profileDefaultPorts', { ports: formatPorts([usual]) })}`,
      ]),
    ),
    ...section(
      'profileFlows',
      profile.flows.map((flow) =>
        described(flow, () => `${portsText(flow)}/${flow.protocol}, ${needText(flow.need, say)}`),
      ),
    ),
    ...section(
      'profileClosed',
      profile.closed.map((rule) =>
        described(
          rule,
          () => `${formatPorts(rule.ports)}/${rule.protocol}, ${say('profileState', { state: rule.state })}`,
        ),
      ),
    ),
    ...section(
      'profileDocuments',
      Object.entries(profile.documents).map(([id, { title, revised, url }]): Entry => [
        id,
        title,
        revised,
        url,
      ]),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** The parameter's own ports stand for those that a site chooses. */
function portsText({ ports, parameter }: Flow): string {
  return parameter === undefined ? formatPorts([ports]) : `${parameter} (${formatPorts([ports])})`;
}

/** An id, and what there is to say of it, a line each. */
type Entry = readonly [id: string, ...lines: (string | undefined)[]];

function indented(lines: readonly (string | undefined)[]): string[] {
  return lines.flatMap((line) => (line === undefined ? [] : [`    ${clean(line)}`]));
}

function needText(need: NeedRule, say: Session['say']): string {
  const word = (plain: Need): string => say(plain === 'required' ? 'needRequired' : 'needOptional');
  if (typeof need === 'string') return word(need);
  return say('needWhen', {
    when: whenText(need.when, say),
    so: word(need.then),
    otherwise: word(need.otherwise),
  });
}

function whenText(when: When, say: Session['say']): string {
  if (when.kind === 'condition') return when.id;
  const word = say(when.kind === 'all' ? 'wordAnd' : 'wordOr');
  return `(${when.of.map((part) => whenText(part, say)).join(` ${word} `)})`;
}
