import type { Language } from '../model/language.ts';
import type { Reason } from '../model/reason.ts';
import type { ReportNote } from '../model/report.ts';
import { say } from '../text/catalogue.ts';

/** A reason as the report keeps it: the sentence, and what says it in another language. */
export function noteOf(reason: Reason, language: Language): ReportNote {
  return { reason: say(reason, language), reasonCode: reason.code, reasonValues: reason.values };
}
