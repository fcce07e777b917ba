// The process that holds the sweeps' sockets. It is started by sweeper-client.ts and ends with its parent. A
// wrong pointer would end it, and only it.
import { randomFillSync } from 'node:crypto';
import type { Reason } from '../../../model/reason.ts';
import { countersOf } from '../counters.ts';
import { machineLimits } from '../machine-limits.ts';
import { isOwnAddress } from '../route.ts';
import { openBacklogCounter } from './backlog.ts';
import { ConnectSweeper } from './connect-sweeper.ts';
import { errnoName, loadKernel } from './kernel.ts';
import type { Kernel } from './kernel.ts';
import { openRouteTable } from './neighbour-watch.ts';
import type { Message, Order, Way } from './protocol.ts';
import { reserveSourcePorts } from './source-ports.ts';
import type { Sweeper } from './sweeper.ts';
import { SynSweeper } from './syn-sweeper.ts';

type Opened = Sweeper | Reason;

/** Answers are told this often, so that a parent that dies with its child has lost little. */
const newsEveryMs = 15;

async function main(): Promise<void> {
  process.on('disconnect', () => process.exit(0));
  const ways = await openWays();
  const sweepers = new Map<Way, Sweeper>();
  const cannot: Record<Way, Reason | null> = { syn: null, connect: null };
  for (const [way, opened] of Object.entries(ways) as [Way, Opened][]) {
    if ('turn' in opened) sweepers.set(way, opened);
    else cannot[way] = opened;
  }
  const wayOf = new Map<number, Sweeper>();
  let toldMs = 0;
  let timer: NodeJS.Timeout | undefined;
  let immediate: NodeJS.Immediate | undefined;

  const turn = (): void => {
    clearTimeout(timer);
    clearImmediate(immediate);
    const nowMs = monotonicMs();
    const delays = [...sweepers.values()].map((sweeper) => sweeper.turn(nowMs));
    const everything = nowMs - toldMs >= newsEveryMs;
    if (everything) toldMs = nowMs;
    const news = [...sweepers.values()].flatMap((sweeper) => sweeper.news(monotonicMs(), everything));
    if (news.length > 0) tell({ kind: 'news', news });
    const delay = Math.min(...delays);
    if (delay === 0) immediate = setImmediate(turn);
    else if (delay < Infinity) timer = setTimeout(turn, delay);
  };

  process.on('message', (order: Order) => {
    if (order.kind === 'volley') {
      const sweeper = sweepers.get(order.way);
      if (sweeper === undefined) return;
      wayOf.set(order.id, sweeper);
      sweeper.start(order, monotonicMs());
    } else if (order.kind === 'grant') wayOf.get(order.id)?.grant(order.id, order.count);
    else wayOf.get(order.id)?.abort(order.id, monotonicMs());
    clearImmediate(immediate);
    immediate = setImmediate(turn);
  });
  tell({ kind: 'ready', cannot });
}

async function openWays(): Promise<Record<Way, Opened>> {
  let kernel: Kernel;
  try {
    kernel = await loadKernel();
  } catch (cause) {
    const why = { code: 'senderWithoutKoffi', values: { error: (cause as Error).message } };
    return { syn: why, connect: why };
  }
  kernel.growDescriptors(mostSockets);
  return { syn: openSyn(kernel), connect: openConnect(kernel) };
}

/** The kernel keeps some kilobytes for each socket under way. */
const mostSockets = 16_384;

function openSyn(kernel: Kernel): Opened {
  const tried = kernel.socket(2, 3, 6);
  if (tried < 0) return { code: 'senderWithoutRawSockets', values: { error: errnoName(-tried) } };
  kernel.close(tried);
  const ports = reserveSourcePorts(kernel, () => randomWords(1)[0]! / 2 ** 32);
  if (ports === undefined) return { code: 'senderWithoutSourcePorts', values: {} };
  const routes = openRouteTable(kernel);
  const backlog = openBacklogCounter();
  return new SynSweeper({ kernel, ports, routes, backlog, randomWords, nowMs: monotonicMs });
}

function openConnect(kernel: Kernel): Opened {
  const free = machineLimits().descriptors;
  return new ConnectSweeper({
    kernel,
    mostSockets: Math.min(mostSockets, free),
    isOwnAddress,
    countersOf,
    nowMs: monotonicMs,
  });
}

function randomWords(count: number): Uint32Array {
  return randomFillSync(new Uint32Array(count));
}

/** The clock that all processes of the machine share. */
function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

function tell(message: Message): void {
  process.send?.(message);
}

void main();
