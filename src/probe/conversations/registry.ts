import { requestKey, type ConversationAnswer, type ConversationRequest } from '../../model/conversation.ts';
import type { ConversationObservation } from '../../model/observation.ts';
import type { Endpoint, Vantage } from '../../vantage/vantage.ts';
import { BrokenConversation } from './broken.ts';
import { openLine, type Converse, type Line } from './conversation.ts';
import type { ConversationLimits } from './limits.ts';

/**
 * Every kind of conversation, loaded when it is held first: most runs hold few of them, and Node's own TLS and HTTP
 * take long to load. A new one is a file, a line here, and its request and answer in the model.
 */
const conversations: { readonly [Kind in ConversationRequest['kind']]: () => Promise<Converse<Kind>> } = {
  tls: async () => (await import('./tls.ts')).askTls,
  tlsOffer: async () => (await import('./tls-offer.ts')).listTlsOffer,
  tlsTrust: async () => (await import('./tls-trust.ts')).verifyTrust,
  http: async () => (await import('./http.ts')).askHttp,
  sip: async () => (await import('./sip.ts')).askSip,
  banner: async () => (await import('./banner.ts')).listenForBanner,
  presence: async () => (await import('./presence.ts')).findPresence,
};

/**
 * Holds one conversation with an open port. Never rejects for anything that the network did: what broke is in
 * the answer, beside what was heard until then.
 */
export async function converse(
  vantage: Vantage,
  endpoint: Endpoint,
  request: ConversationRequest,
  limits: ConversationLimits,
  clock: { readonly now: () => Date },
  signal?: AbortSignal,
): Promise<ConversationObservation> {
  const startedAt = clock.now().toISOString();
  const answer = await answerOf(request, openLine(vantage, endpoint, limits, signal));
  return {
    kind: 'conversation',
    vantage: vantage.name,
    address: endpoint.address,
    port: endpoint.port,
    startedAt,
    finishedAt: clock.now().toISOString(),
    asked: request,
    answer,
  };
}

async function answerOf(request: ConversationRequest, line: Line): Promise<ConversationAnswer> {
  const talk = (await conversations[request.kind]()) as Converse<ConversationRequest['kind']>;
  try {
    return await talk(request, line);
  } catch (cause) {
    if (!(cause instanceof BrokenConversation)) throw cause;
    const heard = line.heard().subarray(0, line.limits.heardBytes).toString('base64');
    return { kind: request.kind, status: 'broken', failure: cause.failure, heard };
  }
}

/** The requests without repetitions, in their order: equal ones are asked once. */
export function distinctRequests(requests: readonly ConversationRequest[]): ConversationRequest[] {
  return [...new Map(requests.map((request) => [requestKey(request), request])).values()];
}
