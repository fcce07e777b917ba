import type { Mistake } from '../model/mistake.ts';
import {
  formatPorts,
  intersectPorts,
  subtractPorts,
  unionPorts,
  type PortRange,
  type PortSet,
} from '../model/ports.ts';
import { mistakeAt } from '../input/mistakes.ts';
import { keysOf, textsOf, valueAt } from '../input/raw.ts';
import type { SourceDocument } from '../input/source.ts';
import { unknownWord } from '../input/unknown-word.ts';
import { writtenDefaults } from './parameters.ts';
import { parsePortText, type ParameterPorts } from './port-text.ts';
import { rulesOf, type RawRule } from './references.ts';

/** Rules that can't be meant as they stand: each would be judged as something that nobody wrote. */
export function contradictions(profile: unknown, document: SourceDocument): Mistake[] {
  const parameters = writtenDefaults(profile);
  const routeOf = (rule: RawRule) => readRoute(rule, parameters);
  const flows = rulesOf(profile, 'flows').map(routeOf);
  const roles = keysOf(valueAt(profile, 'roles'));
  return [
    ...flows.flatMap((flow) => wideRequirement(flow, document)),
    ...rulesOf(profile, 'closed')
      .map(routeOf)
      .flatMap((closed) => [
        ...forbiddenThoughDocumented(closed, flows, document),
        ...foreignControl(closed, flows, roles, document),
      ]),
  ];
}

interface Route extends RawRule {
  readonly id: string;
  readonly from: unknown;
  readonly to: readonly string[];
  readonly parts: readonly PortRange[];
  readonly ports: PortSet;
  readonly protocol: string;
}

function readRoute({ rule, path }: RawRule, parameters: ParameterPorts): Route {
  const written = valueAt(rule, path[0] === 'flows' ? 'port' : 'ports');
  const read = typeof written === 'string' ? parsePortText(written, parameters) : undefined;
  const { parts, ports, protocol } = read?.ok === true ? read : { parts: [], ports: [], protocol: '' };
  const to = textsOf(valueAt(rule, 'to')).map(({ text }) => text);
  return {
    rule,
    path,
    id: textsOf(valueAt(rule, 'id'))[0]?.text ?? '',
    from: valueAt(rule, 'from'),
    to,
    parts,
    ports,
    protocol,
  };
}

/** Of a range, any state passes: a required one would ask for nothing. */
function wideRequirement({ rule, path, ports }: Route, document: SourceDocument): Mistake[] {
  const need = valueAt(rule, 'need');
  const required = [need, valueAt(need, 'then'), valueAt(need, 'otherwise')].includes('required');
  const range = ports.length > 0 && ports[0]!.from !== ports[0]!.to;
  return range && required
    ? [mistakeAt(document, [...path, 'port'], 'rangeRequired', { ports: formatPorts(ports) })]
    : [];
}

/**
 * A closed rule leaves out the ports that flows document. That is meant of a wide range; a part that flows cover
 * whole is both allowed and forbidden.
 */
function forbiddenThoughDocumented(
  closed: Route,
  flows: readonly Route[],
  document: SourceDocument,
): Mistake[] {
  const documenting = flows.filter((flow) => samePath(closed, flow));
  const documented = unionPorts(...documenting.map(({ ports }) => ports));
  const both = closed.parts.filter((part) => subtractPorts([part], documented).length === 0);
  if (both.length === 0) return [];
  const values = {
    ports: formatPorts(both),
    flows: documenting.filter(({ ports }) => intersectPorts(both, ports).length > 0).map(({ id }) => id),
  };
  return [mistakeAt(document, [...closed.path, 'ports'], 'allowedAndForbidden', values)];
}

function foreignControl(
  closed: Route,
  flows: readonly Route[],
  roles: readonly string[],
  document: SourceDocument,
): Mistake[] {
  const control = valueAt(closed.rule, 'control');
  if (typeof control !== 'string') return [];
  const path = [...closed.path, 'control'];
  const flow = flows.find(({ id }) => id === control);
  if (flow === undefined)
    return unknownWord(
      'Flow',
      control,
      flows.map(({ id }) => id).filter((id) => id !== ''),
      document,
      path,
    );
  const comparable = [closed, flow].every(
    ({ protocol, from }) => protocol !== '' && roles.includes(String(from)),
  );
  return !comparable || samePath(closed, flow)
    ? []
    : [mistakeAt(document, path, 'controlElsewhere', { control })];
}

function samePath(a: Route, b: Route): boolean {
  return a.from === b.from && a.protocol === b.protocol && a.to.some((role) => b.to.includes(role));
}
