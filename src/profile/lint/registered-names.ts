import { mistakeAt } from '../../input/mistakes.ts';
import type { Lint } from './lint.ts';
import { registeredNamesOfAll, registeredPorts } from './registered-ports.ts';

/** Flows named after one protocol at a port that is registered for another, without a word on why. */
export const registeredNames: Lint = (profile, document) =>
  profile.flows.flatMap(({ id, title, why, ports }, i) => {
    const registered = registeredPorts.get(ports.from) ?? [];
    if (registered.length === 0 || ports.from !== ports.to || why !== undefined) return [];
    const words = `${id} ${title?.en ?? ''}`.toLowerCase().split(/[^a-z0-9]+/);
    const named = words.filter((word) => registeredNamesOfAll.has(word));
    if (named.length === 0 || named.some((word) => registered.includes(word))) return [];
    const values = { port: ports.from, registered: registered[0]!, named: named[0]! };
    return [mistakeAt(document, ['flows', i, 'port'], 'lintRegisteredName', values)];
  });
