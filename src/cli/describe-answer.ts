import type { CertificateFacts, ConversationAnswer } from '../model/conversation.ts';
import type { Session } from './session.ts';

/** More names than these make a line that nobody reads. */
const namesShown = 12;

/** What a conversation brought, in a few lines. The texts are raw: the sink cleans them. */
export function describeAnswer(answer: ConversationAnswer, { say }: Session): string[] {
  if (answer.status === 'broken') {
    const { step, code, detail } = answer.failure;
    return [say('answerBroken', { kind: answer.kind, step, code, detail })];
  }
  if (answer.kind === 'http') {
    const shown = answer.headers.filter(([name]) =>
      ['server', 'location', 'www-authenticate'].includes(name),
    );
    return [
      say('answerHttp', { code: answer.code, reason: answer.reason }),
      ...shown.map(([name, value]) => `${name}: ${value}`),
    ];
  }
  if (answer.kind !== 'tls') return [];
  if (answer.status === 'plain') return [say('answerPlain', { service: answer.service })];
  if (answer.status === 'alert') return [say('answerAlert', { alert: answer.alert.name })];
  if (answer.status === 'unagreed')
    return [say('answerUnagreed', { version: answer.version, keyExchange: answer.keyExchange })];
  const [leaf] = answer.chain;
  return [
    say('answerTls', {
      version: answer.version,
      cipher: answer.cipher,
      certificates: answer.certificatesSent,
    }),
    ...(answer.speaksNewer === true ? [say('answerTlsNewer')] : []),
    ...(leaf === undefined ? [] : describeCertificate(leaf, say)),
  ];
}

function describeCertificate(leaf: CertificateFacts, say: Session['say']): string[] {
  if (!leaf.readable) return [say('answerCertificateUnreadable', { problem: leaf.problem })];
  const names = leaf.dnsNames.slice(0, namesShown).join(', ');
  const more = leaf.dnsNames.length - namesShown;
  return [
    say('answerCertificate', { subject: leaf.subject, issuer: leaf.issuer }),
    say('answerNames', { names: more > 0 ? `${names} (+${more})` : names }),
    say('answerDates', { from: leaf.notBefore.slice(0, 10), until: leaf.notAfter.slice(0, 10) }),
  ];
}
