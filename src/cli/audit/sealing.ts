import { randomBytes } from 'node:crypto';
import type { Sealing, Stamper } from '../../evidence/seal.ts';
import { badUsage } from '../bad-usage.ts';
import type { Session } from '../session.ts';

/** The variable that holds a key's passphrase: not an argument, which every user of the machine could read. */
const passphraseVariable = 'PORTWITNESS_KEY_PASSPHRASE';

/** What the command line says of sealing. */
interface SealRequest {
  readonly key?: string | undefined;
  readonly tsa?: string | undefined;
  readonly out?: string | undefined;
  readonly resume?: string | undefined;
}

/**
 * What seals a run besides its hashes: a key's signature, an authority's time stamp. Throws InputError for a bad
 * key, and where no run is kept that could be sealed.
 */
export async function openSealing(
  { key, tsa, out, resume }: SealRequest,
  { world }: Session,
): Promise<Omit<Sealing, 'now'>> {
  const option = key === undefined ? (tsa === undefined ? undefined : '--tsa') : '--key';
  if (option !== undefined && (out ?? resume) === undefined)
    throw badUsage({ code: 'keyWithoutFolder', values: { option } });
  if (key === undefined) return tsa === undefined ? {} : { stamper: stamperAt(tsa) };
  // loaded when it is wanted: most runs sign nothing
  const { readSigningKey } = await import('../../evidence/signature/signing-key.ts');
  const { signerWith } = await import('../../evidence/signature/sign.ts');
  const signer = signerWith(await readSigningKey(key, world.env[passphraseVariable]));
  return tsa === undefined ? { signer } : { signer, stamper: stamperAt(tsa) };
}

function stamperAt(authority: string): Stamper {
  return {
    authority,
    stamp: async (bytes) => {
      const { readStamp, stampRequest } = await import('../../evidence/signature/time-stamp.ts');
      const { askAuthority } = await import('../time-stamp-authority.ts');
      const nonce = randomBytes(8);
      const response = await askAuthority(authority, stampRequest(bytes, nonce));
      const stamp = readStamp(response, bytes, nonce);
      if (!stamp.ok) throw new Error(stamp.problem);
      return response;
    },
  };
}
