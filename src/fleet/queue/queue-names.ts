/** BullMQ's own prefix: a vantage's user of the server may touch `bull:vantage-NAME:*`, and nothing else. */
export const queuePrefix = 'bull';

export function queueName(vantage: string): string {
  return `vantage-${vantage}`;
}

/** Keys of our own beside BullMQ's: under the same prefix, so that the same rule of access covers them. */
export function ownKey(vantage: string, ...rest: readonly string[]): string {
  return [queuePrefix, queueName(vantage), 'portwitness', ...rest].join(':');
}

/** A job's id. BullMQ takes no colon in it. */
export function jobId(run: string, session: string, slice: number, attempt: number): string {
  return `${run}.${session}.${slice}.${attempt}`;
}
