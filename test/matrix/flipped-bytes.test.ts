import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openRunFolder } from '../../src/evidence/run-folder.ts';
import { sealRun } from '../../src/evidence/seal.ts';
import { readSigningKey } from '../../src/evidence/signature/signing-key.ts';
import { signerWith } from '../../src/evidence/signature/sign.ts';
import { stampRequest } from '../../src/evidence/signature/time-stamp.ts';
import { verifyRun } from '../../src/evidence/verify.ts';
import type { Report } from '../../src/model/report.ts';
import { clock, lostAt, processes, runStart } from '../evidence/run-start.ts';
import { seededRandom } from '../simulation/random.ts';
import { openAuthority, openTimeStampAuthority } from './authorities.ts';

/** Bytes flipped of each run. */
const flips = Number(process.env['PORTWITNESS_FLIPS'] ?? 600);

let scratch: string;
let anchors: X509Certificate[];
let signed: string;
let bare: string;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'flipped-'));
  const authority = openAuthority(scratch, 'authority');
  const stamps = openTimeStampAuthority(scratch, authority);
  anchors = [new X509Certificate(readFileSync(authority.ca))];
  const signer = signerWith(await readSigningKey(authority.issue('signer', 'ec').pem, undefined));
  const stamp = async (bytes: Uint8Array) => stamps.answer(stampRequest(bytes, Buffer.from('1234')));
  signed = join(scratch, 'signed', 'run');
  await sealedRun(signed, { signer, stamper: { authority: 'https://stamps.test', stamp } });
  bare = join(scratch, 'bare', 'run');
  await sealedRun(bare, {});
});

afterAll(() => rmSync(scratch, { recursive: true }));

async function sealedRun(path: string, sealing: object): Promise<void> {
  const folder = await openRunFolder(path, runStart(), processes);
  await folder.addObservations([lostAt('192.0.2.1')], true);
  const run = {
    id: '20261120T100000Z-abcdef',
    startedAt: new Date().toISOString(),
    finishedAt: new Date().toISOString(),
    complete: true,
  };
  const report = { run, site: { name: 'test' }, outcome: 'compliant' } as Report;
  await folder.finish(report, { kind: 'ended', clock, complete: true, clockMovedMs: 0, warnings: [] });
  await folder.close();
  await folder.release();
  await sealRun(path, report, [], { ...sealing, now: () => new Date() });
}

describe('every byte of a run folder that is flipped', () => {
  test.each([
    ['of a signed and stamped run', () => ({ folder: signed, trusted: anchors as X509Certificate[] | null })],
    ['of a run that nobody signed', () => ({ folder: bare, trusted: null })],
  ])(
    '%s is noticed',
    async (_, runOf) => {
      const { folder, trusted } = runOf();
      const settings = { anchors: trusted, now: new Date() };
      expect(await verifyRun(folder, settings)).toMatchObject({ verdict: 'intact', problems: [] });
      const files = readdirSync(folder, { recursive: true })
        .map((name) => join(folder, String(name)))
        .filter((file) => statSync(file).isFile());
      const places = files.flatMap((file) =>
        Array.from({ length: statSync(file).size }, (_, offset) => ({ file, offset })),
      );
      const random = seededRandom(places.length);
      for (let i = 0; i < flips; i++) {
        // each file by its turn, so that the small ones are flipped as often as the large
        const file = files[i % files.length]!;
        const own = places.filter((place) => place.file === file);
        const { offset } = own[Math.floor(random() * own.length)]!;
        const bit = 1 << Math.floor(random() * 8);
        const bytes = readFileSync(file);
        bytes[offset]! ^= bit;
        writeFileSync(file, bytes);
        const { verdict } = await verifyRun(folder, settings);
        bytes[offset]! ^= bit;
        writeFileSync(file, bytes);
        expect({ file, offset, bit, verdict }).toEqual({ file, offset, bit, verdict: 'altered' });
      }
      expect((await verifyRun(folder, settings)).verdict).toBe('intact');
    },
    60_000,
  );

  test('in the signature alone, with its hash made to fit, is noticed all the same where it is signed', async () => {
    // an attacker who can write the list of hashes: only the signature itself is left to tell
    const { createHash } = await import('node:crypto');
    const file = join(signed, 'manifest.json');
    const bytes = readFileSync(file);
    const digests = readFileSync(join(signed, 'manifest.sha256'), 'utf8');
    const forged = Buffer.from(bytes.toString().replace('"compliant"', '"nonCompliant"'));
    const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
    writeFileSync(file, forged);
    writeFileSync(join(signed, 'manifest.sha256'), digests.replace(hashOf(bytes), hashOf(forged)));
    const { problems } = await verifyRun(signed, { anchors, now: new Date() });
    expect(problems.map(({ code }) => code)).toEqual(['signatureForged']);
    writeFileSync(file, bytes);
    writeFileSync(join(signed, 'manifest.sha256'), digests);
  });
});
