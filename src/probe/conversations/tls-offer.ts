import { isIP } from 'node:net';
import { tlsVersions, type Offered, type TlsOfferAnswer, type TlsVersion } from '../../model/conversation.ts';
import { BrokenConversation } from './broken.ts';
import type { Converse, Line } from './conversation.ts';
import { startTls } from './start-tls.ts';
import { extensionTypes, groupName, groupsAsked, messageTypes } from './tls/code-points.ts';
import { isAlert, looksLikeTls, readMessages } from './tls/records.ts';
import { readServerHello } from './tls/server-hello.ts';
import { groupHello, isSsl2ServerHello, versionHello } from './tls/version-hello.ts';

type OfferRequest = Parameters<Converse<'tlsOffer'>>[0];

/** What a server made of one hello. */
type Reaction =
  | { readonly kind: 'hello'; readonly version: TlsVersion; readonly group: number | null }
  | { readonly kind: 'alert' | 'end' | 'plain' | 'silence' };

/** Asks for each version, then for the key exchange groups of TLS 1.3, one connection a question. */
export const listTlsOffer: Converse<'tlsOffer'> = async (request, line) => {
  const named = { ...request, serverName: isIP(request.serverName ?? '') === 0 ? request.serverName : null };
  const reactions = new Map<TlsVersion, Reaction>();
  for (const version of tlsVersions.toReversed()) {
    reactions.set(version, await react(line, named, versionHello(version, named.serverName)));
  }
  const kinds = new Set([...reactions.values()].map(({ kind }) => kind));
  const speaks = kinds.has('hello') || kinds.has('alert');
  if (!speaks && kinds.has('plain')) throw new BrokenConversation('tls', 'malformed', 'plain text');
  if (!speaks)
    throw new BrokenConversation('tls', kinds.has('end') ? 'closed' : 'timeout', 'no hello was answered');
  const versions = Object.fromEntries(
    tlsVersions.map((version) => [version, offeredOf(version, reactions.get(version))]),
  ) as Record<TlsVersion, Offered>;
  const groups =
    versions['TLSv1.3'] === 'yes' ? await listGroups(line, named) : { groups: [], groupsComplete: true };
  return { kind: 'tlsOffer', status: 'listed', versions, ...groups };
};

/** An older version in answer to a newer one's hello is a no; so is every other answer of a port that speaks TLS. */
function offeredOf(version: TlsVersion, reaction: Reaction | undefined): Offered {
  if (reaction?.kind === 'hello') return reaction.version === version ? 'yes' : 'no';
  return reaction === undefined || reaction.kind === 'silence' ? 'unknown' : 'no';
}

/** The server picks one of the groups; it is struck off and the rest are asked for again. */
async function listGroups(
  line: Line,
  request: OfferRequest,
): Promise<Pick<Extract<TlsOfferAnswer, { status: 'listed' }>, 'groups' | 'groupsComplete'>> {
  const groups: string[] = [];
  for (let left = groupsAsked; left.length > 0;) {
    const reaction = await react(line, request, groupHello(left, request.serverName));
    if (reaction.kind !== 'hello') return { groups, groupsComplete: reaction.kind !== 'silence' };
    const chosen = reaction.group;
    if (chosen === null || !left.includes(chosen)) return { groups, groupsComplete: false };
    groups.push(groupName(chosen));
    left = left.filter((group) => group !== chosen);
  }
  return { groups, groupsComplete: true };
}

/** One connection, one hello, and the kind of its answer; only a connection that fails breaks the conversation. */
async function react(line: Line, request: OfferRequest, hello: Buffer): Promise<Reaction> {
  try {
    return await line.withConnection(async (stream, reader) => {
      await startTls(stream, reader, request);
      stream.write(hello);
      const first = await reader.peek(13, 'tls', 7);
      if (isSsl2ServerHello(first)) return { kind: 'hello', version: 'SSLv2', group: null };
      if (first.length === 0) return { kind: 'end' };
      if (!looksLikeTls(first)) return { kind: 'plain' };
      const message = await readMessages(reader).next();
      if (isAlert(message) || message.type !== messageTypes.serverHello) return { kind: 'alert' };
      const { version, extensions } = readServerHello(message.body);
      const share = extensions.get(extensionTypes.keyShare);
      return {
        kind: 'hello',
        version,
        group: share === undefined || share.length < 2 ? null : share.readUInt16BE(0),
      };
    });
  } catch (cause) {
    if (!(cause instanceof BrokenConversation) || cause.failure.step !== 'tls') throw cause;
    return { kind: ['closed', 'reset', 'malformed'].includes(cause.failure.code) ? 'end' : 'silence' };
  }
}
