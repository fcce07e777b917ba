import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** An authority that takes longer is down: the run must not wait for it. */
const longestMs = 10_000;
/** A stamp with its certificates has a few kilobytes. */
const largestBytes = 256 << 10;

/**
 * Sends a question to the time-stamp authority that the operator named, and answers its response (RFC 3161 section
 * 3.4). Rejects with a short reason. Redirects are not followed: the operator named this one.
 */
export function askAuthority(url: string, question: Buffer): Promise<Buffer> {
  const send = url.startsWith('https:') ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const asked = send(
      url,
      {
        method: 'POST',
        agent: false,
        signal: AbortSignal.timeout(longestMs),
        headers: {
          'content-type': 'application/timestamp-query',
          'content-length': question.length,
          accept: 'application/timestamp-reply',
        },
      },
      (answer) => {
        if (answer.statusCode !== 200) {
          asked.destroy(new Error(`HTTP ${answer.statusCode}`));
          return;
        }
        const chunks: Buffer[] = [];
        let bytes = 0;
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > largestBytes) asked.destroy(new Error('too large'));
          chunks.push(chunk);
        });
        answer.on('end', () => resolve(Buffer.concat(chunks)));
        answer.on('error', reject);
      },
    );
    asked.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.name === 'AbortError' || error.name === 'TimeoutError'
          ? new Error('ETIMEDOUT')
          : new Error(error.code ?? error.message),
      ),
    );
    asked.end(question);
  });
}
