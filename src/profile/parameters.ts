import { type PortRange, unionPorts } from '../model/ports.ts';
import type { ClosedRule, Flow, Profile } from '../model/profile.ts';
import { entriesOf, valueAt } from '../input/raw.ts';
import { parsePortRange, type ParameterPorts } from './port-text.ts';

/** The profile with the ports of its parameters in place: those that were chosen, else the document's own. */
export function withParameters(profile: Profile, chosen: ParameterPorts = {}): Profile {
  if (profile.parameters === undefined) return profile;
  const defaults = Object.entries(profile.parameters).map(
    ([id, parameter]) => [id, parameter.default] as const,
  );
  const ports: ParameterPorts = { ...Object.fromEntries(defaults), ...chosen };
  return {
    ...profile,
    flows: profile.flows.map((flow) => chosenFlow(flow, ports)),
    closed: profile.closed.map((rule) => chosenRule(rule, ports)),
  };
}

function chosenFlow(flow: Flow, ports: ParameterPorts): Flow {
  const range = flow.parameter === undefined ? undefined : portsOf(flow.parameter, ports);
  return range === undefined ? flow : { ...flow, ports: range };
}

function chosenRule(rule: ClosedRule, ports: ParameterPorts): ClosedRule {
  if (rule.chosen === undefined) return rule;
  const ranges = rule.chosen.parameters.flatMap((id) => portsOf(id, ports) ?? []);
  return { ...rule, ports: unionPorts(rule.chosen.besides, ranges) };
}

/** Words such as "constructor" are on every object, and no parameter's. */
function portsOf(id: string, ports: ParameterPorts): PortRange | undefined {
  return Object.hasOwn(ports, id) ? ports[id] : undefined;
}

/** The ports that a file writes for parameters, where they can be read: `at` has the text beside each id. */
export function readParameters(
  parameters: unknown,
  at: (entry: unknown) => unknown = (entry) => entry,
): ParameterPorts {
  return Object.fromEntries(
    entriesOf(parameters).flatMap(([id, entry]) => {
      const written = at(entry);
      if (typeof written !== 'string' && typeof written !== 'number') return [];
      const read = parsePortRange(`${written}`);
      return 'code' in read ? [] : [[id, read] as const];
    }),
  );
}

/** The defaults of a profile's file. */
export function writtenDefaults(profile: unknown): ParameterPorts {
  return readParameters(valueAt(profile, 'parameters'), (entry) => valueAt(entry, 'default'));
}
