import { recordVolley } from '../volley-record.ts';
import type { SenderOffer, Volley, VolleySender } from '../vantage.ts';

/**
 * A sender that asks the guard before a volley and before each of its batches. Where the guard refuses, nothing
 * more is sent, and what has no answer yet stays unknown.
 */
export function guarded(offer: SenderOffer, guard: (address: string) => boolean): SenderOffer {
  return offer.available ? { available: true, sender: guardedSender(offer.sender, guard) } : offer;
}

function guardedSender(sender: VolleySender, guard: (address: string) => boolean): VolleySender {
  return {
    name: sender.name,
    send: (volley) => {
      if (guard(volley.address)) return sender.send(watched(volley, guard));
      const record = recordVolley(volley);
      record.settleRest('out-of-scope');
      return { sent: Promise.resolve(), result: Promise.resolve(record.result()) };
    },
  };
}

function watched(volley: Volley, guard: (address: string) => boolean): Volley {
  const leftScope = new AbortController();
  return {
    ...volley,
    signal:
      volley.signal === undefined ? leftScope.signal : AbortSignal.any([volley.signal, leftScope.signal]),
    allowance: {
      take: (wanted) => {
        if (guard(volley.address)) return volley.allowance.take(wanted);
        leftScope.abort();
        return { granted: 0, waitMs: 1000 };
      },
    },
  };
}
