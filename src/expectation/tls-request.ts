import { isIP } from 'node:net';
import { startTlsProtocols, type ConversationRequest, type StartTls } from '../model/conversation.ts';
import type { Check } from '../model/plan.ts';
import { targetName } from './host-names.ts';

export type TlsRequest = Extract<ConversationRequest, { kind: 'tls' }>;

/** The name of the expectation by which a flow says that its service turns to TLS when asked. */
export const startTlsName = 'tls.startTls';

/** The handshake that a flow's TLS expectations are about; all of them word it here, so that it is held once. */
export function tlsRequest(check: Check, serverName: string | null): TlsRequest {
  return { kind: 'tls', ...tlsOpening(check, serverName) };
}

/** How TLS is begun at a flow's port: by which name, and whether plain text comes before. */
export function tlsOpening(
  check: Check,
  serverName: string | null,
): { readonly serverName: string | null; readonly startTls?: StartTls } {
  const settings = check.expect.find(({ name }) => name === startTlsName)?.settings;
  const startTls = startTlsProtocols.find((protocol) => protocol === settings);
  return { serverName, ...(startTls === undefined ? {} : { startTls }) };
}

/** The target's name, where the site gives one: an address can't be asked for by name. */
export function serverNameOf(check: Check): string | null {
  const name = targetName(check);
  return name === '' || isIP(name) !== 0 ? null : name.toLowerCase().replace(/\.$/, '');
}
