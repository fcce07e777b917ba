import type { Language, Text } from '../../src/model/language.ts';
import { countPorts, parsePorts } from '../../src/model/ports.ts';
import { reportSchemaId, type Report, type ReportCheck } from '../../src/model/report.ts';
import { countVerdicts, decideOutcome } from '../../src/report/outcome.ts';

export type CheckParts = Partial<Omit<ReportCheck, 'reason'>> & {
  readonly rule: string;
  readonly said: Text;
};

/** A check with what is usual, and what the test speaks of. */
export function makeCheck(parts: CheckParts, language: Language): ReportCheck {
  const { said, ...given } = parts;
  const profile = given.profile ?? 'lync-server-2013/reverse-proxy';
  const [vantage, address] = [
    given.vantage ?? 'outside',
    given.address === undefined ? '203.0.113.10' : given.address,
  ];
  const ports = given.ports ?? '443';
  return {
    id: `${profile}/${given.rule}@${vantage}>${address ?? given.to ?? 'nowhere'}`,
    profile,
    kind: 'flow',
    title: { en: given.rule, es: given.rule },
    why: { en: '', es: '' },
    startedAt: '2026-11-22T09:30:02.000Z',
    finishedAt: '2026-11-22T09:30:05.250Z',
    from: 'internet',
    to: 'reverse-proxy-external',
    vantage,
    host: null,
    address,
    protocol: 'tcp',
    ports,
    need: 'required',
    expected: 'open',
    observed: {
      open: [countPorts(parsePorts(ports)!) === 1 ? Number(ports) : 443],
      refused: 0,
      rejected: 0,
      silent: 0,
      unknown: 0,
    },
    verdict: 'pass',
    reason: said[language],
    reasonCode: 'testSentence',
    reasonValues: {},
    findings: [],
    facts: {},
    rejections: [],
    sweeper: 'connect',
    attempts: 1,
    controls: null,
    missProbability: null,
    ...given,
  };
}

/** A report of these checks; counts and outcome follow from them. */
export function makeReport(checks: readonly ReportCheck[], parts: Partial<Report> = {}): Report {
  const counts = countVerdicts(checks);
  return {
    schema: reportSchemaId,
    tool: { name: 'portwitness', version: '0.1.0', node: '20.20.2', openssl: '3.0.17' },
    run: {
      id: '2026-11-22T093000Z-contoso-5f1c',
      startedAt: '2026-11-22T09:30:00.000Z',
      finishedAt: '2026-11-22T09:34:41.500Z',
      complete: true,
      language: 'en',
    },
    site: { name: 'contoso', sha256: 'c0'.repeat(32) },
    profiles: [],
    vantages: [],
    authorization: {},
    conditions: {},
    documents: {},
    outcome: decideOutcome(counts, true),
    counts,
    notCovered: [],
    checks,
    ...parts,
  };
}
