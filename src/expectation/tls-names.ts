import * as z from 'zod';
import type { CertificateFacts, TlsAnswer } from '../model/conversation.ts';
import type { Finding } from '../model/verdict.ts';
import { answerTo, finding } from './answers.ts';
import { coverageOf, isWildcard, type Coverage } from './certificate-names.ts';
import type { Expectation } from './expectation.ts';
import { nameQuestions, namesOf, questionIds } from './host-names.ts';
import { unservedFinding } from './tls-answers.ts';
import { tlsRequest } from './tls-request.ts';

const name = 'tls.names';

const settings = nameQuestions.describe(
  'Every host name that the site gives for these questions stands in the certificate that the port shows for it',
);

/** Every published name is covered by the certificate that a client who asks for it gets. */
export const tlsNames: Expectation<z.infer<typeof settings>> = {
  name,
  settings,
  namesUsed: questionIds,
  asks: (settings, check) => namesOf(settings, check).map((asked) => tlsRequest(check, asked)),
  judge: (settings, check, answers) => {
    const names = namesOf(settings, check);
    if (names.length === 0) {
      const questions = questionIds(settings);
      return [finding(name, 'inconclusive', { expected: '', actual: '' }, 'tlsNamesNotGiven', { questions })];
    }
    return judgeNames(names.map((asked) => ({ asked, answer: answerTo(tlsRequest(check, asked), answers) })));
  },
};

interface Shown {
  readonly asked: string;
  readonly answer: TlsAnswer | undefined;
}

/** One finding per kind of trouble, whatever the number of names that it befell. */
function judgeNames(shown: readonly Shown[]): Finding[] {
  const troubles = new Map<string, Finding>();
  const byCoverage: Record<Coverage, string[]> = { covered: [], onlyCommonName: [], missing: [] };
  const seen = new Map<string, CertificateFacts>();
  for (const { asked, answer } of shown) {
    const leaf = answer?.status === 'served' ? answer.chain[0] : undefined;
    if (answer?.status !== 'served') {
      const trouble = unservedFinding(name, asked, asked, answer);
      troubles.set(`${trouble.reason.code} ${trouble.actual}`, trouble);
    } else if (leaf === undefined || !leaf.readable) {
      const problem = leaf?.problem ?? '';
      troubles.set(
        problem,
        finding(name, 'fail', { expected: asked, actual: problem }, 'certificateUnreadable', { problem }),
      );
    } else {
      byCoverage[coverageOf(asked, leaf)].push(asked);
      seen.set(leaf.sha256, leaf);
    }
  }
  return [...troubles.values(), ...coverageFindings(byCoverage, [...seen.values()])];
}

function coverageFindings(
  byCoverage: Record<Coverage, string[]>,
  certificates: readonly CertificateFacts[],
): Finding[] {
  const readable = certificates.filter((certificate) => certificate.readable);
  const present = firstOf([...new Set(readable.flatMap(({ dnsNames }) => dnsNames))]);
  const wildcards = [...new Set(readable.flatMap(({ commonNames }) => commonNames.filter(isWildcard)))];
  const findings: Finding[] = [];
  const add = (
    verdict: Finding['verdict'],
    names: readonly string[],
    actual: readonly string[],
    code: string,
  ): void => {
    if (names.length === 0) return;
    const texts = { expected: names.join(', '), actual: actual.join(', ') };
    findings.push(finding(name, verdict, texts, code, { names: [...names], present: [...actual] }));
  };
  add('fail', byCoverage.missing, present, 'tlsNamesMissing');
  add('fail', byCoverage.onlyCommonName, present, 'tlsNamesOnlyCommonName');
  add('fail', wildcards, wildcards, 'tlsWildcardCommonName');
  add('pass', byCoverage.covered, present, 'tlsNamesCovered');
  return findings;
}

/** As many names of a certificate as a person reads. */
const namesShown = 20;

function firstOf(names: readonly string[]): string[] {
  return names.length <= namesShown ? [...names] : [...names.slice(0, namesShown), `… (${names.length})`];
}
