import { formatPorts, intersectPorts, subtractPorts, type PortRange, type PortSet } from '../model/ports.ts';
import type { Cite, ClosedRule, Flow, Profile } from '../model/profile.ts';

/** One profile requires what another forbids. */
export interface Conflict {
  readonly requires: string;
  readonly requiresCite: string;
  readonly forbids: string;
  readonly forbidsCite: string;
  readonly ports: string;
}

/** Where a profile's flows stand at a site that moved them; the document's own ports otherwise. */
export type MovedPorts = (
  flowId: string,
) => { readonly ports: PortRange; readonly protocol: string } | undefined;

/**
 * Ports that `closed` names for themselves (a wide range means "the others", and leaves documented ones out) and
 * `flows` require on the same path. `meets` tells whether two roles share an address.
 */
export function conflictsBetween(
  forbidding: Profile,
  requiring: Profile,
  meets: (a: string, b: string) => boolean,
  moved: MovedPorts = () => undefined,
): Conflict[] {
  return forbidding.closed.flatMap((closed) =>
    requiring.flows
      .filter((flow) => flow.need === 'required' && flow.from === closed.from)
      .filter((flow) => flow.to.some((role) => closed.to.some((other) => meets(role, other))))
      .flatMap((flow) => {
        const ports = forbiddenWhole(closed, moved(flow.id) ?? flow);
        return ports.length === 0 ? [] : [conflictOf(forbidding, closed, requiring, flow, ports)];
      }),
  );
}

/** The parts of the rule that lie within the flow's ports whole. */
function forbiddenWhole(closed: ClosedRule, flow: { ports: PortRange; protocol: string }): PortSet {
  if (closed.protocol !== flow.protocol) return [];
  return intersectPorts(
    closed.ports.filter((part) => subtractPorts([part], [flow.ports]).length === 0),
    [flow.ports],
  );
}

function conflictOf(
  forbidding: Profile,
  closed: ClosedRule,
  requiring: Profile,
  flow: Flow,
  ports: PortSet,
): Conflict {
  return {
    requires: `${requiring.id}/${flow.id}`,
    requiresCite: citeOf(requiring, flow.cite),
    forbids: `${forbidding.id}/${closed.id}`,
    forbidsCite: citeOf(forbidding, closed.cite),
    ports: `${formatPorts(ports)}/${closed.protocol}`,
  };
}

/** Document, table and row in a line; the profile's id where a rule cites nothing. */
function citeOf(profile: Profile, cite: Cite | undefined): string {
  if (cite === undefined) return profile.id;
  const { title = cite.document } = profile.documents[cite.document] ?? {};
  return [title, cite.table, cite.row, cite.passage].filter((part) => part !== undefined).join(' · ');
}
