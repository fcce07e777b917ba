import type { Questions } from '../../vantage/vantage.ts';
import { dns } from './dns.ts';
import { kerberos } from './kerberos.ts';
import { ldap } from './ldap.ts';
import { ntp } from './ntp.ts';
import type { UdpQuestion } from './question.ts';
import { sip } from './sip.ts';
import { snmp } from './snmp.ts';
import { sqlBrowser } from './sql-browser.ts';
import { stun } from './stun.ts';

/** Every protocol that is asked over UDP. A new one is a file and a word here. */
export const questions: readonly UdpQuestion[] = [dns, kerberos, ldap, ntp, sip, snmp, sqlBrowser, stun];

/** A port of no known protocol is asked a binding request: media ports often answer, and nobody takes harm. */
export function questionFor(port: number): UdpQuestion {
  return questions.find(({ ports }) => ports.includes(port)) ?? stun;
}

/** Each port asked in its protocol's own words. An answer in those words is named; any other is an answer all the same. */
export function protocolQuestions(address: string, random: (bytes: number) => Uint8Array): Questions {
  return {
    ask: (port) => questionFor(port).ask(random, address),
    nameAnswer: (port, answer, asked) => {
      const question = questionFor(port);
      return question.answers(Buffer.from(answer), Buffer.from(asked)) ? question.name : '';
    },
  };
}
