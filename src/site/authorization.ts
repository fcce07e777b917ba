import type { Reason } from '../model/reason.ts';
import type { Authorization } from '../model/site.ts';

/** Whether packets may be sent at a time. */
export type Permission = { readonly open: true } | { readonly open: false; readonly reason: Reason };

/** Is the authorization's window open at `now`? A site without a window is always open; the end itself is outside. */
export function permissionAt(authorization: Authorization | undefined, now: Date): Permission {
  const { from, until } = authorization ?? {};
  const at = now.toISOString();
  if (from !== undefined && now.getTime() < Date.parse(from))
    return { open: false, reason: { code: 'authorizationNotYet', values: { from, at } } };
  if (until !== undefined && now.getTime() >= Date.parse(until))
    return { open: false, reason: { code: 'authorizationOver', values: { until, at } } };
  return { open: true };
}

/** When the window closes; undefined: never. A run that reaches it stops. */
export function closingTime(authorization: Authorization | undefined): Date | undefined {
  return authorization?.until === undefined ? undefined : new Date(authorization.until);
}
