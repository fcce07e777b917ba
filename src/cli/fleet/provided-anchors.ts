import { createHash } from 'node:crypto';
import type { ConversationRequest } from '../../model/conversation.ts';
import type { Slice } from '../../fleet/slice.ts';
import { provideAnchors } from '../../probe/conversations/trust-anchors.ts';
import type { RunWorld } from '../../run/world.ts';

/**
 * A world whose conversations take the trust anchors that a slice brings along, under names that no file has: what a
 * slice names is never looked for among this machine's own files.
 */
export function withProvidedAnchors(world: RunWorld, anchors: Slice['anchors']): RunWorld {
  const provided = (file: string): string => {
    const text = anchors[file] ?? '';
    const name = `slice:${createHash('sha256').update(text).digest('hex')}`;
    provideAnchors(name, text);
    return name;
  };
  const inner = (request: ConversationRequest): ConversationRequest =>
    request.kind === 'tlsTrust' && request.anchors !== 'system'
      ? { ...request, anchors: { file: provided(request.anchors.file) } }
      : request;
  return {
    ...world,
    converse: async (vantage, endpoint, request, signal) => {
      const seen = await world.converse(vantage, endpoint, inner(request), signal);
      return { ...seen, asked: request };
    },
  };
}
