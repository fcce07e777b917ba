import type { ConversationAnswer, ConversationRequest } from '../../src/model/conversation.ts';
import type { ConversationObservation } from '../../src/model/observation.ts';
import type { Check } from '../../src/model/plan.ts';
import type { Expectation } from '../../src/expectation/expectation.ts';
import { certificateFacts } from '../../src/probe/conversations/tls/certificate.ts';
import { makeCertificate, type Wanted } from '../tls/make-certificate.ts';
import type { TlsAnswer } from '../../src/model/conversation.ts';

/** When the tests' runs were made. */
export const now = new Date('2026-11-22T12:00:00Z');

export function flowCheck(changes: Partial<Check> = {}): Check {
  return {
    id: 'lync/external-https@outside>203.0.113.10',
    profile: 'lync',
    rule: 'external-https',
    kind: 'flow',
    from: 'internet',
    to: 'reverse-proxy-external',
    vantage: 'outside',
    host: null,
    address: '203.0.113.10',
    protocol: 'tcp',
    ports: [{ from: 443, to: 443 }],
    need: 'required',
    expected: 'open',
    expect: [{ name: 'tls.names', settings: 'published' }],
    names: { published: ['meet.contoso.test', 'dialin.contoso.test'] },
    conditions: {},
    ...changes,
  };
}

/** The findings about answers that are made up for each request; none: the request was not made. */
export function judge<Settings>(
  expectation: Expectation<Settings>,
  settings: Settings,
  check: Check,
  answer: (request: ConversationRequest) => ConversationAnswer | undefined,
) {
  const answers = expectation.asks(settings, check).flatMap((asked): ConversationObservation[] => {
    const given = answer(asked);
    if (given === undefined) return [];
    const at = now.toISOString();
    const target = { vantage: check.vantage, address: check.address!, port: 443 };
    return [{ kind: 'conversation', ...target, startedAt: at, finishedAt: at, asked, answer: given }];
  });
  return expectation.judge(settings, check, answers, now);
}

/** A port that shows these certificates, leaf first. */
export function servedTls(
  wanted: Wanted = {},
  changes: Partial<Extract<TlsAnswer, { status: 'served' }>> = {},
): Extract<TlsAnswer, { status: 'served' }> {
  return {
    kind: 'tls',
    status: 'served',
    version: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    keyExchange: 'X25519',
    // the judge's clock stands still here, and so does the certificate's
    chain: [
      certificateFacts(makeCertificate({ notBefore: new Date('2026-01-01T00:00:00Z'), ...wanted }).der),
    ],
    certificatesSent: 1,
    keyProven: true,
    alpn: null,
    ocspStapled: false,
    clientCertificate: 'no',
    warnings: [],
    ...changes,
  };
}

export function httpAnswer(
  code: number,
  headers: readonly (readonly [string, string])[] = [],
  body = '',
): ConversationAnswer {
  const bytes = Buffer.from(body).toString('base64');
  return { kind: 'http', status: 'answered', code, reason: '', headers, body: bytes, bodyTruncated: false };
}

export function broken(
  kind: ConversationRequest['kind'],
  code: string,
  step: 'connect' | 'tls' | 'http' = 'tls',
): ConversationAnswer {
  return { kind, status: 'broken', failure: { step, code, detail: '' }, heard: '' };
}
