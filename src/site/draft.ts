import type { Language } from '../model/language.ts';
import { formatPorts } from '../model/ports.ts';
import type { Flow, Profile } from '../model/profile.ts';
import type { ReasonValues } from '../model/reason.ts';
import { say } from '../text/catalogue.ts';
import { defaultPace } from './schema.ts';

/** What is known already; what is not stays an empty list, or a profile's own default. */
export interface DraftAnswers {
  readonly site?: string;
  /** How each profile is named in `use`, in the order of the profiles; its id where absent. */
  readonly uses?: readonly string[];
  readonly conditions?: Readonly<Record<string, boolean>>;
  readonly names?: Readonly<Record<string, readonly string[]>>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly roles?: Readonly<Record<string, readonly string[]>>;
  /** By the role that a vantage stands for. */
  readonly sources?: Readonly<Record<string, readonly string[]>>;
  readonly scope?: readonly string[];
}

/** A commented site file (YAML) for these profiles, which loads once its empty lists are filled in. */
export function draftSite(
  profiles: readonly Profile[],
  language: Language,
  answers: DraftAnswers = {},
): string {
  const comment = (code: string, indent = 0, values: ReasonValues = {}): string =>
    commentLines(say({ code, values }, language), indent);
  const { rate, perHost, attempts, attemptGapMs, timeoutMs } = defaultPace;
  return [
    comment('draftHead'),
    `site: ${JSON.stringify(answers.site ?? 'my-site')}`,
    '',
    'profiles:',
    ...profiles.map((profile, index) => profileUse(profile, index, language, answers)),
    comment('draftRoles'),
    'roles:',
    ...roleLines(profiles, language, answers),
    '',
    comment('draftVantages'),
    'vantages:',
    ...vantageLines(profiles, language, answers),
    '',
    comment('draftScope'),
    'scope:',
    `  allow: ${listOf(answers.scope)}`,
    '  deny: []',
    '',
    comment('draftAuthorization'),
    '# authorization: { reference: CHG-1234, from: 2027-01-31T20:00:00Z, until: 2027-02-01T04:00:00Z }',
    '',
    comment('draftPace'),
    `# pace: { rate: ${rate}, perHost: ${perHost}, attempts: ${attempts}, attemptGapMs: ${attemptGapMs}, timeoutMs: ${timeoutMs} }`,
    '',
    comment('draftWaivers'),
    '# waivers:',
    `#   - { check: ${profiles[0]!.id}/${[...profiles[0]!.flows, ...profiles[0]!.closed][0]!.id}, until: 2027-01-31, by: …, reason: … }`,
    '',
  ].join('\n');
}

function profileUse(profile: Profile, index: number, language: Language, answers: DraftAnswers): string {
  const conditions = Object.entries(profile.conditions).flatMap(([id, { ask, default: standard }]) => [
    commentLines(ask[language], 6),
    `      ${id}: ${answers.conditions?.[id] ?? standard}`,
  ]);
  const unasked = new Set(
    Object.entries(profile.names)
      .filter(([id, { optional }]) => optional === true && (answers.names?.[id] ?? []).length === 0)
      .map(([id]) => id),
  );
  const names = Object.entries(profile.names).flatMap(([id, { ask }]) => [
    commentLines(ask[language], 6),
    `      ${unasked.has(id) ? '# ' : ''}${id}: ${listOf(answers.names?.[id])}`,
  ]);
  const parameters = Object.entries(profile.parameters ?? {}).flatMap(([id, parameter]) => [
    commentLines(parameter.ask[language], 6),
    `      ${id}: ${answers.parameters?.[id] ?? formatPorts([parameter.default])}`,
  ]);
  const ports = profile.flows
    .filter(({ parameter }) => parameter === undefined)
    .map((flow) => `    #   ${flow.id}: ${portOf(flow)}`);
  const section = (code: string, key: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [commentLines(say({ code, values: {} }, language), 4), `    ${key}:`, ...lines];
  return [
    `  - use: ${answers.uses?.[index] ?? profile.id} # ${oneLine(profile.title[language])}`,
    ...section('draftConditions', 'conditions', conditions),
    ...section('draftNames', unasked.size === Object.keys(profile.names).length ? '# names' : 'names', names),
    ...section('draftParameters', 'parameters', parameters),
    ...section('draftPorts', '# ports', ports),
    '',
  ].join('\n');
}

function roleLines(profiles: readonly Profile[], language: Language, answers: DraftAnswers): string[] {
  return rolesOf(profiles, 'to').flatMap(({ role, title }) => {
    const flows = profiles
      .flatMap((profile) => profile.flows)
      .filter(({ to }) => to.includes(role))
      .map((flow) => `${portOf(flow)} (${flow.id})`);
    return [
      commentLines(title[language], 2),
      ...(flows.length === 0
        ? []
        : [commentLines(say({ code: 'draftRoleFlows', values: { flows } }, language), 2)]),
      `  ${role}: ${listOf(answers.roles?.[role])}`,
    ];
  });
}

function vantageLines(profiles: readonly Profile[], language: Language, answers: DraftAnswers): string[] {
  return rolesOf(profiles, 'from').flatMap(({ role, title }) => [
    commentLines(title[language], 2),
    `  ${role}: { standsFor: [${role}], source: ${listOf(answers.sources?.[role])} }`,
  ]);
}

/** The roles that rules go to or come from, each once, in the profiles' own order. */
function rolesOf(profiles: readonly Profile[], side: 'from' | 'to') {
  const titles = new Map<string, Profile['title']>();
  for (const { roles, flows, closed } of profiles) {
    const named = new Set([...flows, ...closed].flatMap((rule) => rule[side]));
    for (const [role, { title }] of Object.entries(roles)) if (named.has(role)) titles.set(role, title);
  }
  return [...titles].map(([role, title]) => ({ role, title }));
}

function portOf({ ports, protocol }: Flow): string {
  return `${formatPorts([ports])}/${protocol}`;
}

function listOf(values: readonly string[] = []): string {
  return `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** A text as comments of at most a hundred columns. */
function commentLines(text: string, indent: number): string {
  const start = `${' '.repeat(indent)}#`;
  const lines = [start];
  for (const word of oneLine(text).split(' ')) {
    if (lines.at(-1)!.length + 1 + word.length > 100 && lines.at(-1) !== start) lines.push(start);
    lines[lines.length - 1] += ` ${word}`;
  }
  return lines.join('\n');
}
