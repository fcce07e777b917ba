import { createHmac } from 'node:crypto';
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';

/** A receiver that takes longer has not taken it. */
const longestMs = 15_000;

/**
 * Posts JSON. `x-portwitness-signature` is `sha256=` and the HMAC of the time stamp, a dot and the exact body, so
 * that the receiver can tell who sent it, and that it is no old one. No redirect is followed: the signed body goes
 * nowhere that the site does not name. Throws where the answer is not 2xx.
 */
export async function postWebhook(
  url: string,
  secret: Uint8Array,
  content: unknown,
  now: Date,
  waitMs = longestMs,
): Promise<void> {
  const body = Buffer.from(JSON.stringify(content));
  const stamp = String(Math.floor(now.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`${stamp}.`).update(body).digest('hex');
  const request = url.startsWith('https:') ? tlsRequest : plainRequest;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const post = request(
      url,
      {
        method: 'POST',
        agent: false,
        signal: AbortSignal.timeout(waitMs),
        headers: {
          'content-type': 'application/json',
          'content-length': body.length,
          'user-agent': 'portwitness',
          'x-portwitness-timestamp': stamp,
          'x-portwitness-signature': `sha256=${signature}`,
        },
      },
      resolve,
    );
    post.on('error', reject);
    post.end(body);
  });
  // what it says beyond its status is nobody's news
  answer.destroy();
  const { statusCode = 0 } = answer;
  if (statusCode < 200 || statusCode > 299) throw new Error(`HTTP ${statusCode}`);
}
