import * as z from 'zod';
import { words } from '../profile/leaves.ts';
import { readQueueUrl } from './queue-url.ts';

/** An hour without an answer is no passing fault. */
const longestPatienceMs = 24 * 3_600_000;

/** A public Ed25519 key (RFC 8032): 32 bytes in base64url. */
export const workerKey = z
  .string({ error: '#workerKeyForm' })
  .regex(/^ed25519:[A-Za-z0-9_-]{43}$/, { error: '#workerKeyForm' });

/** A file is copied into each run's folder, and read by others: a password has no place in it. */
const url = z
  .string({ error: '#queueUrlForm' })
  .refine((text) => readQueueUrl(text) !== undefined, { error: '#queueUrlForm', abort: true })
  .refine((text) => readQueueUrl(text)?.password === null, { error: '#queueUrlPassword' });

const connection = {
  url: url.describe('rediss://user@host:port').optional(),
  ca: words.describe('PEM file of who vouches for the server; left out: the system’s store').optional(),
  certificate: words.describe('PEM file of this machine’s own certificate').optional(),
  key: words.describe('PEM file of its key').optional(),
  passwordFile: words.describe('The file that holds the password').optional(),
};

/** How a worker reaches its queue. */
export const queueConnection = z.strictObject(connection);

/** How an audit reaches the queues of its workers. */
export const coordinator = z.strictObject({
  ...connection,
  signingKey: words
    .describe('PEM file of the key that signs slices (worker --make-key makes one)')
    .optional(),
  patienceMs: z
    .int()
    .min(1000)
    .max(longestPatienceMs)
    .describe('How long to wait where no worker, or no queue, answers')
    .optional(),
});
