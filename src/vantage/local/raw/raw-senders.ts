import { existsSync } from 'node:fs';
import { endianness } from 'node:os';
import type { Reason } from '../../../model/reason.ts';
import type { SenderOffer } from '../../vantage.ts';
import { sweeperClient, sweeperProgram } from './sweeper-client.ts';
import type { Way } from './protocol.ts';

/** The senders that make system calls of their own, as far as this machine allows. */
export interface RawSenders {
  readonly syn: SenderOffer;
  readonly connect: SenderOffer;
  /** Ends the sweeping process; volleys under way become unknown. */
  readonly close: () => void;
}

/** Structures are laid out as 64-bit little-endian Linux does. */
const knownMachines = ['x64', 'arm64', 'riscv64', 'loong64'];

/** Starts the sweeping process and asks what it can do. Takes about a tenth of a second. */
export async function loadRawSenders(): Promise<RawSenders> {
  if (process.platform !== 'linux' || !knownMachines.includes(process.arch) || endianness() !== 'LE') {
    return none({
      code: 'senderWithoutLinux',
      values: { platform: process.platform, machine: process.arch },
    });
  }
  if (!existsSync(sweeperProgram.module)) return none({ code: 'senderNotBuilt', values: {} });
  const client = sweeperClient();
  const cannot = await client.cannot();
  const offer = (way: Way): SenderOffer =>
    cannot[way] === null
      ? { available: true, sender: { name: way, send: (volley) => client.send(way, volley) } }
      : unavailable(cannot[way]);
  return { syn: offer('syn'), connect: offer('connect'), close: client.close };
}

function none(why: Reason): RawSenders {
  return { syn: unavailable(why), connect: unavailable(why), close: () => undefined };
}

function unavailable(why: Reason): SenderOffer {
  return { available: false, why: why as Extract<SenderOffer, { available: false }>['why'] };
}
