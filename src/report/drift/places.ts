import { parsePorts, unionPorts, type PortSet } from '../../model/ports.ts';
import type { Report, ReportCheck } from '../../model/report.ts';

/** All that was seen of one address from one vantage, by one protocol: rules may share its ports. */
export interface Place {
  readonly vantage: string;
  readonly address: string;
  readonly protocol: ReportCheck['protocol'];
  readonly checks: readonly ReportCheck[];
  readonly open: ReadonlySet<number>;
  /** Every port that a check speaks of. */
  readonly asked: PortSet;
}

/** The addresses of a report that were to be asked, by vantage, address and protocol. */
export function placesIn({ checks }: Report): Map<string, Place> {
  const byKey = new Map<string, ReportCheck[]>();
  for (const check of checks) {
    if (check.address === null || check.verdict === 'notApplicable') continue;
    const key = JSON.stringify([check.vantage, check.address, check.protocol]);
    const there = byKey.get(key);
    if (there === undefined) byKey.set(key, [check]);
    else there.push(check);
  }
  return new Map([...byKey].map(([key, checks]) => [key, placeOf(checks)]));
}

function placeOf(checks: readonly ReportCheck[]): Place {
  const { vantage, address, protocol } = checks[0]!;
  return {
    vantage,
    address: address!,
    protocol,
    checks,
    open: new Set(checks.flatMap(({ observed }) => observed.open)),
    asked: unionPorts(...checks.map(({ ports }) => parsePorts(ports) ?? [])),
  };
}

export function placeValues({ vantage, address, protocol }: Place) {
  return { vantage, address, protocol };
}
