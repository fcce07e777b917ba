import { InputError, type Mistake } from '../model/mistake.ts';
import type { Reason } from '../model/reason.ts';

/** What was asked for can't be done as it was asked: status 2, and nothing has been sent. */
export function badUsage(reason: Reason): InputError {
  const mistake: Mistake = { file: null, line: null, column: null, reason };
  return new InputError([mistake]);
}
