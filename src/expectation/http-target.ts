import * as z from 'zod';
import type { ConversationRequest } from '../model/conversation.ts';
import type { Check } from '../model/plan.ts';
import { nameQuestions, namesOf, targetName } from './host-names.ts';

/** Which page is asked for, shared by all expectations about HTTP. */
export const httpTarget = {
  path: z.string().startsWith('/').optional().describe('Path and query; / when left out'),
  names: nameQuestions.optional().describe('Asked for by each of these names; by the target when left out'),
  scheme: z
    .enum(['http', 'https'])
    .optional()
    .describe('https where the same flow expects something of TLS, else http, when left out'),
};

export interface HttpTarget {
  readonly path?: string | undefined;
  readonly names?: string | string[] | undefined;
  readonly scheme?: 'http' | 'https' | undefined;
}

export type HttpRequest = Extract<ConversationRequest, { kind: 'http' }>;

/** One request a name; the target's own name or address where the site gives none. */
export function httpRequests(target: HttpTarget, check: Check, accept?: string): HttpRequest[] {
  const names = namesOf(target.names, check);
  const tls =
    target.scheme === undefined
      ? check.expect.some(({ name }) => name.startsWith('tls.'))
      : target.scheme === 'https';
  return (names.length > 0 ? names : [targetName(check)]).map((host) => ({
    kind: 'http',
    tls,
    host,
    path: target.path ?? '/',
    ...(accept === undefined ? {} : { accept }),
  }));
}

/** A request as a person writes it. */
export function urlOf({ tls, host, path }: HttpRequest): string {
  return `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}${path}`;
}
