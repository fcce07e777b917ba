import { dirname, resolve } from 'node:path';
import { readFleetKey, type FleetKey } from '../../evidence/signature/fleet-key.ts';
import type { QueueAccess } from '../../fleet/queue/queue-access.ts';
import { loadQueuePackages, type QueuePackages } from '../../fleet/queue/load-queue-packages.ts';
import { fileMistake } from '../../input/mistakes.ts';
import { readInputText } from '../../input/read-file.ts';
import { InputError } from '../../model/mistake.ts';
import type { QueueSettings } from '../../model/site.ts';
import { readQueueUrl } from '../../site/queue-url.ts';
import { badUsage } from '../bad-usage.ts';
import type { Session } from '../session.ts';

/** The variable that holds the queue's password: not an argument, which every user of the machine could read. */
const passwordVariable = 'PORTWITNESS_QUEUE_PASSWORD';

/** No file of keys or certificates is larger. */
const largestBytes = 4 << 20;

/**
 * Where the queue is, and what proves this machine there. `url` of the command line wins; files lie beside the one that
 * names them. Throws InputError.
 */
export async function readQueueAccess(
  settings: QueueSettings,
  url: string,
  settingsFile: string,
  { world }: Pick<Session, 'world'>,
): Promise<QueueAccess> {
  const read = readQueueUrl(url)!;
  const textOf = async (file: string | undefined): Promise<string | null> =>
    file === undefined ? null : readBeside(file, settingsFile, world.cwd);
  const [ca, certificate, key] = [
    await textOf(settings.ca),
    await textOf(settings.certificate),
    await textOf(settings.key),
  ];
  const written = await textOf(settings.passwordFile);
  const password = world.env[passwordVariable] ?? written?.replace(/\r?\n$/, '') ?? read.password;
  return { url: read, password, ca, certificate, key };
}

/** The key that signs: a PEM file with an Ed25519 key. Throws InputError. */
export async function readSigningKeyFile(file: string, settingsFile: string, cwd: string): Promise<FleetKey> {
  const key = readFleetKey(await readBeside(file, settingsFile, cwd));
  if (key === undefined) throw new InputError([fileMistake(file, 'fleetKeyForm', {})]);
  return key;
}

async function readBeside(file: string, settingsFile: string, cwd: string): Promise<string> {
  const path = resolve(dirname(resolve(cwd, settingsFile)), file);
  return (await readInputText(path, path, largestBytes)).text;
}

/** Throws InputError where the optional packages are not installed. */
export async function queuePackages(): Promise<QueuePackages> {
  const packages = await loadQueuePackages();
  if (packages === undefined) throw badUsage({ code: 'queuePackagesMissing', values: {} });
  return packages;
}
