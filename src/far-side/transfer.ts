import { createCipheriv, createDecipheriv } from 'node:crypto';

/** A log on its way to who asked for it: encrypted for the one question, so that nobody else reads or changes it. */
const algorithm = 'aes-256-gcm';
const [ivBytes, tagBytes, lengthBytes] = [12, 16, 4];

/** More is not sent: such a log is copied by hand. */
export const mostTransferred = 64 << 20;

/** The log as it is sent, its length first. `nonce`: of the question, hexadecimal, never used twice. */
export function encryptLog(key: Buffer, nonce: string, log: Buffer): Buffer {
  const cipher = createCipheriv(algorithm, key, Buffer.from(nonce, 'hex').subarray(0, ivBytes));
  const sealed = Buffer.concat([cipher.update(log), cipher.final(), cipher.getAuthTag()]);
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(sealed.length);
  return Buffer.concat([length, sealed]);
}

/** How many bytes follow the length; undefined: more than are ever sent. */
export function transferLength(bytes: Buffer): number | undefined {
  const length = bytes.readUInt32BE();
  return length < tagBytes || length > mostTransferred + tagBytes ? undefined : length;
}

/** Undefined: it was changed on its way, or is another question's. */
export function decryptLog(key: Buffer, nonce: string, sealed: Buffer): Buffer | undefined {
  const decipher = createDecipheriv(algorithm, key, Buffer.from(nonce, 'hex').subarray(0, ivBytes));
  const end = sealed.length - tagBytes;
  decipher.setAuthTag(sealed.subarray(end));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
  } catch {
    return undefined; // its tag does not hold
  }
}
