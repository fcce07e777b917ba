import { familyOf } from '../model/address.ts';
import { provesPresence } from '../model/conversation.ts';
import type { FirstHop, Observation, SweepObservation } from '../model/observation.ts';
import type { Target } from '../model/plan.ts';

/** A port that answered as open, to be asked again between the attempts at a silent address. */
export interface OpenPort {
  readonly vantage: string;
  readonly address: string;
  readonly source: string | null;
  readonly port: number;
  /** A service behind it said a word. */
  readonly proven: boolean;
}

/** The open port that vouched for this address, or that a service spoke behind. */
export function openPortsOf({ vantage, address, source }: Target, shown: readonly Observation[]): OpenPort[] {
  const spoke = new Set(
    shown.flatMap((seen) => (seen.kind === 'conversation' && provesPresence(seen.answer) ? [seen.port] : [])),
  );
  const control = sweepIn(shown)?.controls;
  const port = control?.answer === 'open' ? control.port : [...spoke][0];
  return port === undefined ? [] : [{ vantage, address, source, port, proven: spoke.has(port) }];
}

/**
 * Whether silence is all that this address gave, and all that is documented there: nothing is to be open from this
 * vantage. Where something is, its silence says that the path is broken, or blocked as a whole, and what would be
 * shut once it is mended stays unknown.
 */
export function isSilent({ checks, documented }: Target, shown: readonly Observation[]): boolean {
  const sweep = sweepIn(shown);
  const mine = checks.filter(({ protocol }) => protocol === 'tcp');
  return (
    sweep !== undefined &&
    documented.length === 0 &&
    mine.length > 0 &&
    mine.every(({ kind, expected }) => kind === 'closed' && expected !== 'not-listening') &&
    sweep.controls === null &&
    sweep.groups.length > 0 &&
    sweep.groups.every(({ state }) => state === 'silent')
  );
}

function sweepIn(shown: readonly Observation[]): SweepObservation | undefined {
  return shown.find((seen): seen is SweepObservation => seen.kind === 'sweep' && seen.protocol === 'tcp');
}

export interface Helpers {
  readonly witness: OpenPort;
  readonly control: OpenPort;
  readonly hop: FirstHop;
}

/** Each look at the routing table is a process: among so many ports behind other hops one behind this is unlikely. */
const mostControlsTried = 16;

/**
 * Another vantage that saw the silent address open, and an open port elsewhere that this vantage reaches by the
 * very same interface and gateway. Undefined: one of them is lacking, and silence stays what it is. `open`: the
 * ports that were seen open, those where a service spoke first.
 */
export async function helpersFor(
  { vantage, address, source }: Target,
  open: readonly OpenPort[],
  hopOf: (address: string) => Promise<FirstHop | undefined>,
): Promise<Helpers | undefined> {
  const witness = open.find((port) => port.address === address && port.vantage !== vantage);
  if (witness === undefined) return undefined;
  const hop = await hopOf(address);
  if (hop === undefined) return undefined;
  const controls = open.filter(
    (port) =>
      port.vantage === vantage &&
      port.source === source &&
      port.address !== address &&
      familyOf(port.address) === familyOf(address),
  );
  for (const control of controls.slice(0, mostControlsTried)) {
    if (isSameHop(await hopOf(control.address), hop)) return { witness, control, hop };
  }
  return undefined;
}

export function isSameHop(a: FirstHop | undefined, b: FirstHop): boolean {
  return a !== undefined && a.interface === b.interface && a.nextHop === b.nextHop;
}
