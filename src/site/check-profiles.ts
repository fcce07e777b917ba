import { mistakeAt, mistakeAtKey } from '../input/mistakes.ts';
import { entriesOf, itemsOf, keysOf, valueAt } from '../input/raw.ts';
import type { Path, SourceDocument } from '../input/source.ts';
import { unknownWord } from '../input/unknown-word.ts';
import { expectationNamed } from '../expectation/registry.ts';
import type { Mistake } from '../model/mistake.ts';
import type { Flow, Profile } from '../model/profile.ts';
import { readParameters } from '../profile/parameters.ts';
import { parsePortText } from '../profile/port-text.ts';

/**
 * What a site says of one of its profiles, against that profile: conditions, ports and names that are not
 * there, and names that are asked for and not given. `filled`: the roles that have hosts.
 */
export function profileUseMistakes(
  site: unknown,
  index: number,
  profile: Profile,
  filled: ReadonlySet<string>,
  document: SourceDocument,
): Mistake[] {
  const use = itemsOf(valueAt(site, 'profiles'))[index];
  const path: Path = ['profiles', index];
  return [
    ...keysOf(valueAt(use, 'conditions')).flatMap((id) =>
      unknownWord(
        'Condition',
        id,
        Object.keys(profile.conditions),
        document,
        [...path, 'conditions', id],
        'key',
      ),
    ),
    ...entriesOf(valueAt(use, 'parameters')).flatMap(([id, written]) =>
      parameterMistakes(id, written, profile, document, [...path, 'parameters', id]),
    ),
    ...entriesOf(valueAt(use, 'ports')).flatMap(([id, written]) =>
      portMistakes(id, written, profile, document, [...path, 'ports', id]),
    ),
    ...nameMistakes(use, profile, filled, document, path),
  ];
}

/** A parameter that stands for one port may be what a required flow asks at: a range would ask for nothing. */
function parameterMistakes(
  id: string,
  written: unknown,
  { parameters = {} }: Profile,
  document: SourceDocument,
  path: Path,
): Mistake[] {
  const known = Object.hasOwn(parameters, id) ? parameters[id] : undefined;
  if (known === undefined)
    return unknownWord('Parameter', id, Object.keys(parameters), document, path, 'key');
  const range = readParameters({ [id]: written })[id];
  if (range === undefined || range.from === range.to || known.default.from !== known.default.to) return [];
  return [mistakeAt(document, path, 'parameterRange', { value: String(written), parameter: id })];
}

function portMistakes(
  id: string,
  written: unknown,
  profile: Profile,
  document: SourceDocument,
  path: Path,
): Mistake[] {
  const flow = profile.flows.find((flow) => flow.id === id);
  if (flow === undefined)
    return unknownWord(
      'Flow',
      id,
      profile.flows.map(({ id }) => id),
      document,
      path,
      'key',
    );
  const read = typeof written === 'string' ? parsePortText(written) : undefined;
  if (read?.ok !== true) return [];
  const value = String(written);
  const range = read.parts[0]!;
  if (read.protocol !== flow.protocol)
    return [mistakeAt(document, path, 'overrideProtocol', { value, flow: id, protocol: flow.protocol })];
  if (range.from !== range.to && flow.ports.from === flow.ports.to)
    return [mistakeAt(document, path, 'overrideRange', { value, flow: id })];
  return [];
}

function nameMistakes(
  use: unknown,
  profile: Profile,
  filled: ReadonlySet<string>,
  document: SourceDocument,
  path: Path,
): Mistake[] {
  const given = keysOf(valueAt(use, 'names'));
  const known = Object.keys(profile.names);
  const needed = profile.flows
    .filter(({ to }) => to.some((role) => filled.has(role)))
    .flatMap((flow) => namesOf(flow).map((name) => ({ name, flow: flow.id })));
  const missing = new Map(
    needed
      .filter(({ name }) => !given.includes(name) && profile.names[name]?.optional !== true)
      .map((need) => [need.name, need]),
  );
  return [
    ...given.flatMap((name) => unknownWord('Name', name, known, document, [...path, 'names', name], 'key')),
    ...[...missing.values()].map(({ name, flow }) =>
      mistakeAtKey(document, [...path, ...('names' in Object(use) ? ['names'] : [])], 'nameMissing', {
        name,
        flow,
        profile: profile.id,
      }),
    ),
  ];
}

/** The names' questions that a flow's expectations speak of. */
export function namesOf({ expect }: Flow): readonly string[] {
  return expect.flatMap(({ name, settings }) => expectationNamed(name)?.namesUsed(settings) ?? []);
}
