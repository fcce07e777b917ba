import { formatPorts, hasPort, parsePorts, portSet } from '../../model/ports.ts';
import type { Report, ReportCheck } from '../../model/report.ts';
import type { Change } from './drift.ts';
import { placesIn, placeValues, type Place } from './places.ts';

/**
 * Ports that are open now and were not, and ports that were open and no longer are, at addresses that both runs
 * asked. What the later run failed to ask is not shut: that it is unknown now is a change of its own.
 */
export function changedPorts(before: Report, after: Report): Change[] {
  const earlier = placesIn(before);
  return [...placesIn(after)].flatMap(([key, now]) => {
    const then = earlier.get(key);
    return then === undefined ? [] : [...opened(then, now), ...noLongerOpen(then, now)];
  });
}

function opened(then: Place, now: Place): Change[] {
  const ports = [...now.open].filter((port) => !then.open.has(port));
  // a port that no rule spoke of before may have been open all along
  const [asked, unasked] = [
    ports.filter((port) => hasPort(then.asked, port)),
    ports.filter((port) => !hasPort(then.asked, port)),
  ];
  return [
    ...change('opened', 'driftOpened', asked, now),
    ...change('opened', 'driftOpenFirstAsked', unasked, now),
  ];
}

function noLongerOpen(then: Place, now: Place): Change[] {
  const gone = [...then.open].filter((port) => !now.open.has(port) && hasPort(now.asked, port));
  const unknown = gone.filter((port) =>
    speakingOf([port], now).every(({ observed }) => observed.unknown > 0),
  );
  const shut = gone.filter((port) => !unknown.includes(port));
  return [...change('shut', 'driftShut', shut, now), ...change('unknown', 'driftPortsUnknown', unknown, now)];
}

function change(kind: Change['kind'], code: string, ports: readonly number[], place: Place): Change[] {
  if (ports.length === 0) return [];
  const values = { ...placeValues(place), ports: formatPorts(portSet(ports)) };
  return [{ kind, reason: { code, values }, checks: speakingOf(ports, place).map(({ id }) => id) }];
}

function speakingOf(ports: readonly number[], { checks }: Place): ReportCheck[] {
  return checks.filter((check) => {
    const own = parsePorts(check.ports) ?? [];
    return ports.some((port) => hasPort(own, port));
  });
}
