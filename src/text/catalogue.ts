import type { Language } from '../model/language.ts';
import type { Reason, ReasonValues } from '../model/reason.ts';
import { answerTexts } from './answers.ts';
import { commandLineTexts } from './command-line.ts';
import { commandTexts } from './commands.ts';
import { controlTexts } from './controls.ts';
import { datagramTexts } from './datagrams.ts';
import { draftTexts } from './drafts.ts';
import { driftTexts } from './drift.ts';
import { demoTexts } from './demo.ts';
import { evidenceTexts } from './evidence.ts';
import { farSideTexts, farSideVerdictTexts } from './far-side.ts';
import { fleetTexts } from './fleet.ts';
import { foreignTexts } from './foreign.ts';
import { firewallTexts } from './firewall.ts';
import { helpTexts } from './help.ts';
import { conversationTexts } from './conversations.ts';
import { httpTexts } from './http.ts';
import { sipTexts } from './sip.ts';
import { tlsTexts } from './tls.ts';
import { inputFileTexts } from './input-files.ts';
import { inputReferenceTexts } from './input-references.ts';
import { inputValueTexts } from './input-values.ts';
import { inputTexts } from './input.ts';
import { localCauseTexts } from './local-causes.ts';
import { lintTexts } from './lints.ts';
import { outputTexts } from './output.ts';
import { pageTexts } from './page.ts';
import { remedyTexts } from './remedies.ts';
import { reportTexts } from './report.ts';
import { siteDraftTexts } from './site-draft.ts';
import { joiningTexts } from './joining.ts';
import { matrixTexts } from './matrix.ts';
import { scheduleTexts } from './schedule.ts';
import { senderTexts } from './senders.ts';
import { sshTexts } from './ssh.ts';
import { planningTexts } from './planning.ts';
import { runningTexts } from './running.ts';
import { unattendedTexts } from './unattended.ts';
import { closedTexts, flowTexts } from './verdicts.ts';
import { verifyingTexts } from './verifying.ts';

/** One message in every language: a function of its values, so that the compiler checks each. */
export type Message = { readonly [language in Language]: (values: never) => string };

/** Every text of the program, by its code. A file of src/text holds one area; the codes are unique over all. */
const catalogue: Readonly<Record<string, Message>> = {
  ...answerTexts,
  ...commandLineTexts,
  ...commandTexts,
  ...conversationTexts,
  ...httpTexts,
  ...sipTexts,
  ...tlsTexts,
  ...controlTexts,
  ...datagramTexts,
  ...draftTexts,
  ...driftTexts,
  ...demoTexts,
  ...evidenceTexts,
  ...farSideTexts,
  ...farSideVerdictTexts,
  ...firewallTexts,
  ...fleetTexts,
  ...foreignTexts,
  ...helpTexts,
  ...inputFileTexts,
  ...inputReferenceTexts,
  ...inputTexts,
  ...inputValueTexts,
  ...localCauseTexts,
  ...lintTexts,
  ...outputTexts,
  ...pageTexts,
  ...remedyTexts,
  ...reportTexts,
  ...siteDraftTexts,
  ...joiningTexts,
  ...matrixTexts,
  ...scheduleTexts,
  ...senderTexts,
  ...sshTexts,
  ...planningTexts,
  ...runningTexts,
  ...unattendedTexts,
  ...flowTexts,
  ...closedTexts,
  ...verifyingTexts,
};

/**
 * A reason as a sentence. Values are put in as they are: the sink cleans what it prints. An unknown code, from
 * a newer version's report, is shown with its values rather than hidden.
 */
export function say(reason: Reason, language: Language): string {
  const message = catalogue[reason.code];
  if (message === undefined) return `${reason.code} ${JSON.stringify(reason.values)}`;
  return (message[language] as (values: ReasonValues) => string)(reason.values);
}

export function knownCodes(): string[] {
  return Object.keys(catalogue);
}

/** The texts themselves, for the test that holds them complete. */
export function messageOf(code: string): Message | undefined {
  return catalogue[code];
}
