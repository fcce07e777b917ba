import { setTimeout as pause } from 'node:timers/promises';
import { BrokenConversation } from './broken.ts';
import type { Converse } from './conversation.ts';
import { within } from './within.ts';

/** A greeting that comes in several packets is whole after this. */
const bannerPauseMs = 100;

/** Waits for a service that speaks first, and keeps what it says until it pauses. */
export const listenForBanner: Converse<'banner'> = (_request, { limits, withConnection }) =>
  withConnection(async (_stream, reader) => {
    const first = await within(limits.listenMs, 'read', reader.peek(1, 'read'));
    if (first.length === 0) throw new BrokenConversation('read', 'closed');
    await pause(bannerPauseMs);
    const heard = reader.heard();
    const truncated = heard.length >= limits.heardBytes;
    return { kind: 'banner', status: 'heard', heard: heard.toString('base64'), truncated };
  });
