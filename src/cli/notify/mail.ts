import type { Notify } from '../../model/site.ts';
import type { Notice } from '../../report/notice.ts';
import { isLoopback } from '../../site/notify.ts';

/** A server that takes longer has not taken it. */
const longestMs = 30_000;

/**
 * Sends a notice as plain text. Beyond this machine only over TLS, from the beginning (smtps) or before the first
 * word that matters (STARTTLS).
 */
export async function sendMail(
  { server, from, to }: NonNullable<Notify['mail']>,
  password: string | undefined,
  { subject, text }: Pick<Notice, 'subject' | 'text'>,
  waitMs = longestMs,
): Promise<void> {
  const url = new URL(server);
  const secure = url.protocol === 'smtps:';
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && !isLoopback(url.hostname),
    ignoreTLS: !secure && isLoopback(url.hostname),
    ...(password !== undefined && { auth: { user: decodeURIComponent(url.username), pass: password } }),
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from,
      to: [...to],
      subject,
      text,
      // other programs that answer mail by themselves leave this one alone (RFC 3834)
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } finally {
    transport.close();
  }
}
