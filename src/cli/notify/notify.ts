import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Reason } from '../../model/reason.ts';
import type { Notify } from '../../model/site.ts';
import type { Notice } from '../../report/notice.ts';
import { badUsage } from '../bad-usage.ts';

/** What signs a webhook's body, and what a mail server asks for. */
export interface Secrets {
  readonly webhook?: Buffer;
  readonly password?: string;
}

/** Reads the files that the site names, before anything is sent; their last line end is nobody's. Throws InputError. */
export async function readSecrets(notify: Notify | undefined, siteFile: string): Promise<Secrets> {
  const read = async (file: string): Promise<Buffer> => {
    const bytes = await readFile(resolve(dirname(siteFile), file)).catch((error: NodeJS.ErrnoException) => {
      throw badUsage({ code: 'noticeSecretUnreadable', values: { file, problem: error.code ?? '?' } });
    });
    const text = bytes.toString('latin1').replace(/\r?\n$/, '');
    if (text !== '') return Buffer.from(text, 'latin1');
    throw badUsage({ code: 'noticeSecretUnreadable', values: { file, problem: 'empty' } });
  };
  const { mail, webhook } = notify ?? {};
  return {
    ...(webhook !== undefined && { webhook: await read(webhook.secretFile) }),
    ...(mail?.passwordFile !== undefined && { password: (await read(mail.passwordFile)).toString('utf8') }),
  };
}

/** Tells everybody that the site names; one that does not take it keeps no other from being told. Answers the failures. */
export async function sendNotice(
  { mail, webhook }: Notify,
  secrets: Secrets,
  notice: Notice,
  now: Date,
): Promise<Reason[]> {
  const failures: Reason[] = [];
  const attempt = async (to: string, send: () => Promise<void>): Promise<void> => {
    await send().catch((error: unknown) => {
      const problem = error instanceof Error ? error.message : String(error);
      failures.push({ code: 'noticeNotSent', values: { to, problem } });
    });
  };
  if (webhook !== undefined) {
    const { postWebhook } = await import('./webhook.ts');
    await attempt(new URL(webhook.url).host, () =>
      postWebhook(webhook.url, secrets.webhook!, notice.json, now),
    );
  }
  if (mail !== undefined) {
    const { sendMail } = await import('./mail.ts');
    await attempt(mail.to.join(', '), () => sendMail(mail, secrets.password, notice));
  }
  return failures;
}
