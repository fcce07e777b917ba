import type { Writable } from 'node:stream';

/**
 * Writes everything, and settles when the system has taken it. A pipe that was closed or a disk that is full
 * rejects; the stream's own 'error' event is heard, so that it can't end the process.
 */
export function writeAll(stream: Writable, content: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    // stays: the event may come after the callback
    stream.on('error', reject);
    stream.write(content, (error) => {
      if (error) return reject(error);
      // the listener goes only when all is well, so that many writes don't pile listeners up
      stream.off('error', reject);
      resolve();
    });
  });
}
