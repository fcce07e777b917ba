import { isIP } from 'node:net';
import type { ConversationRequest, TlsAnswer, TlsVersion } from '../../model/conversation.ts';
import { BrokenConversation } from './broken.ts';
import type { Converse, Line } from './conversation.ts';
import { plainService } from './plain-service.ts';
import { startTls } from './start-tls.ts';
import { certificateFacts } from './tls/certificate.ts';
import { otherGroups, ownGroups } from './tls/client-hello.ts';
import { shakeHands, type HandshakeRequest } from './tls/handshake.ts';

export type TlsRequest = Omit<Extract<ConversationRequest, { kind: 'tls' }>, 'kind'>;

/** Protocols that a web client names; a server that wants others only, and says so, is asked again without. */
const alpnOffer = ['h2', 'http/1.1'];

/** TLS 1.3 seals the certificates, and the keys to them cost several times what reading them does. */
const clearVersions: readonly TlsVersion[] = ['TLSv1.2', 'TLSv1.1', 'TLSv1.0'];

/** Asks a TLS port for its handshake and its certificates. */
export const askTls: Converse<'tls'> = async (request, line) => {
  const clear = request.certificatesOnly === true ? await askInClear(request, line) : undefined;
  return clear ?? askOver(['TLSv1.3', ...clearVersions], request, line);
};

/** Certificates as TLS 1.2 and older show them; undefined: the port may speak TLS 1.3 alone. */
async function askInClear(request: TlsRequest, line: Line): Promise<TlsAnswer | undefined> {
  try {
    const answer = await askOver(clearVersions, request, line);
    return answer.status === 'alert' ? undefined : answer;
  } catch (cause) {
    if (!(cause instanceof BrokenConversation)) throw cause;
    const { step, code } = cause.failure;
    if (step === 'tls' && (code === 'closed' || code === 'reset')) return undefined;
    throw cause;
  }
}

async function askOver(versions: readonly TlsVersion[], request: TlsRequest, line: Line): Promise<TlsAnswer> {
  const offer = { versions, groups: ownGroups, alpn: request.startTls === undefined ? alpnOffer : [] };
  const answer = await handshake(request, line, offer);
  if (answer.status !== 'alert') return answer;
  const { name } = answer.alert;
  if (name === 'no_application_protocol') return handshake(request, line, { ...offer, alpn: [] });
  return versions.includes('TLSv1.3') && nothingInCommon.includes(name)
    ? askForOthers(request, line, answer)
    : answer;
}

/** What servers say that take none of the key exchanges offered. */
const nothingInCommon: readonly string[] = [
  'handshake_failure',
  'insufficient_security',
  'illegal_parameter',
];

/** The server may want one of the younger key exchanges; where it does not, its first refusal stands. */
async function askForOthers(request: TlsRequest, line: Line, refusal: TlsAnswer): Promise<TlsAnswer> {
  try {
    const offer = { versions: ['TLSv1.3'] as const, groups: otherGroups, alpn: [] };
    const answer = await handshake(request, line, offer);
    return answer.status === 'served' || answer.status === 'unagreed' ? answer : refusal;
  } catch (cause) {
    if (cause instanceof BrokenConversation) return refusal;
    throw cause;
  }
}

async function handshake(
  request: TlsRequest,
  line: Line,
  offer: Pick<HandshakeRequest, 'versions' | 'groups' | 'alpn'>,
): Promise<TlsAnswer> {
  const { serverName } = request;
  const said = await line.withConnection(async (stream, reader) => {
    await startTls(stream, reader, request);
    return shakeHands(stream, reader, {
      // Literal addresses are no server names (RFC 6066 section 3).
      serverName: serverName === null || isIP(serverName) !== 0 ? null : serverName,
      ...offer,
      proveKey: request.certificatesOnly !== true,
    });
  });
  if (said.status === 'plain') {
    const heard = line.heard();
    return { kind: 'tls', status: 'plain', service: plainService(heard), heard: heard.toString('base64') };
  }
  if (said.status === 'alert' || said.status === 'unagreed') return { kind: 'tls', ...said };
  const { certificates, clientCertificateAsked, ...facts } = said;
  return {
    kind: 'tls',
    ...facts,
    chain: certificates.map((der) => certificateFacts(der)),
    clientCertificate: clientCertificateAsked ? await demandOf(request, line, facts.keyExchange) : 'no',
  };
}

/** That the second connection broke takes nothing from what the first one told. */
async function demandOf(
  request: TlsRequest,
  line: Line,
  keyExchange: string,
): Promise<'requested' | 'demanded'> {
  // Node's TLS, which goes on, may know no hybrid: its failure would look like a demand.
  if (request.certificatesOnly === true || keyExchange.includes('MLKEM')) return 'requested';
  try {
    const { findDemand } = await import('./client-certificate.ts');
    return await findDemand(request, line);
  } catch (cause) {
    if (cause instanceof BrokenConversation) return 'requested';
    throw cause;
  }
}
