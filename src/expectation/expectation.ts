import type { ZodType } from 'zod';
import type { ConversationRequest } from '../model/conversation.ts';
import type { ConversationObservation } from '../model/observation.ts';
import type { Check } from '../model/plan.ts';
import type { Finding } from '../model/verdict.ts';

/**
 * What a flow expects behind its open port. One file each, one line in `registry.ts`; the profile's schema, the
 * conversations that a run holds, the judge and the docs derive from it. Pure: `asks` words the questions,
 * `judge` reads the answers, which may be missing or broken.
 */
export interface Expectation<Settings = unknown> {
  /** As in the profile: `tls.names` is written `expect: [{ tls: { names: … } }]`. */
  readonly name: string;
  readonly settings: ZodType<Settings>;
  /** Names' questions of the profile that the settings speak of: a site must answer them. */
  readonly namesUsed: (settings: Settings) => readonly string[];
  /** Conditions of the profile that the settings speak of. */
  readonly conditionsUsed?: (settings: Settings) => readonly string[];
  readonly asks: (settings: Settings, check: Check) => readonly ConversationRequest[];
  /** `now` is when the run was made, so that a saved run is judged the same in years. */
  readonly judge: (
    settings: Settings,
    check: Check,
    answers: readonly ConversationObservation[],
    now: Date,
  ) => readonly Finding[];
}
