import * as z from 'zod';
import type { NeedRule, When } from '../model/profile.ts';
import { id } from './leaves.ts';

const word = z.enum(['required', 'optional']);

const when: z.ZodType<When> = z
  .lazy(() =>
    z.union(
      [
        id.transform((id): When => ({ kind: 'condition', id })),
        z
          .strictObject({ all: z.array(when).min(1) })
          .transform(({ all }): When => ({ kind: 'all', of: all })),
        z
          .strictObject({ any: z.array(when).min(1) })
          .transform(({ any }): When => ({ kind: 'any', of: any })),
      ],
      { error: '#whenForm' },
    ),
  )
  .meta({ id: 'when' });

// oxlint-disable-next-line unicorn/no-thenable -- `then` is the format's own word; schemas are never awaited
const conditional = z.strictObject({ when, then: word, otherwise: word });

/** `required`, `optional`, or which of them under which conditions. */
export const need: z.ZodType<NeedRule> = z.union([word, conditional], { error: '#needForm' });
