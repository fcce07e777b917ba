import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { sendMail } from '../../../src/cli/notify/mail.ts';
import { noticeOf } from '../../../src/report/notice.ts';
import { mailAddress } from '../../../src/site/notify.ts';
import { hostileReport } from '../../report/hostile-report.ts';
import { lyncReport } from '../../report/lync-report.ts';

interface Received {
  readonly from: string;
  readonly to: string[];
  readonly raw: string;
}

let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.());

/** A mail server on loopback; answers where it is, and what it took. */
async function mailServer(options: SMTPServerOptions = {}): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString(),
        });
        done();
      });
    },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stop = () => new Promise((resolve) => server.close(() => resolve()));
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, received };
}

const settings = { from: 'portwitness@example.test', to: ['ops@example.test', 'audit@example.test'] };

describe('mail', () => {
  test('reaches everybody, as text', async () => {
    const { url, received } = await mailServer();
    await sendMail({ ...settings, server: url }, undefined, noticeOf(lyncReport('es'), undefined, 'es'));
    const [mail] = received;
    expect([mail!.from, mail!.to]).toEqual([settings.from, settings.to]);
    expect(mail!.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(mail!.raw).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m);
  });

  test('hostile texts add no header, no recipient, no second message, and nothing that acts', async () => {
    const { url, received } = await mailServer();
    const notice = noticeOf(hostileReport(), lyncReport('en'), 'en');
    const spoilt = {
      subject: `x\r\nBcc: evil@example.test\r\n\r\n.\r\n${notice.subject}`,
      text: `.\r\n${notice.text}`,
    };
    for (const one of [notice, spoilt]) await sendMail({ ...settings, server: url }, undefined, one);
    expect(received.map(({ to }) => to)).toEqual([settings.to, settings.to]);
    for (const { raw } of received) {
      const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
      expect(head).not.toMatch(/^bcc:/im);
      // oxlint-disable-next-line no-control-regex
      expect(raw).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/);
    }
  });

  test('says its password where it is asked, and tells when it is refused', async () => {
    const { url, received } = await mailServer({
      authOptional: false,
      authMethods: ['PLAIN'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _, done) =>
        username === 'us@r' && password === 'right' ? done(null, { user: 'us@r' }) : done(new Error('no')),
    });
    const server = url.replace('smtp://', 'smtp://us%40r@');
    const notice = { subject: 's', text: 't' };
    await sendMail({ ...settings, server }, 'right', notice);
    expect(received).toHaveLength(1);
    await expect(sendMail({ ...settings, server }, 'wrong', notice)).rejects.toThrow(/535/);
  });

  test('to a server that says nothing ends', async () => {
    const mute = createServer((socket) => socket.on('error', () => socket.destroy()));
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const sockets: import('node:net').Socket[] = [];
    mute.on('connection', (socket) => sockets.push(socket));
    stop = () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        mute.close(() => resolve());
      });
    const server = `smtp://127.0.0.1:${(mute.address() as AddressInfo).port}`;
    await expect(
      sendMail({ ...settings, server }, undefined, { subject: 's', text: 't' }, 100),
    ).rejects.toThrow(/greeting|timeout/i);
  });
});

test.each([
  ['ops@example.test', true],
  ['ops+nightly@example.test', true],
  ['Ops <ops@example.test>', false],
  ['ops@example.test, evil@example.test', false],
  ['ops@example.test\r\nBcc: evil@example.test', false],
  ['ops', false],
])('%j is one address: %s', (written, is) => {
  expect(mailAddress.safeParse(written).success).toBe(is);
});
