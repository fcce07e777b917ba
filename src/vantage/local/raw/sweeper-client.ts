import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Reason } from '../../../model/reason.ts';
import type { Volley, VolleyUnderWay } from '../../vantage.ts';
import { collectVolley } from './collected-volley.ts';
import type { CollectedVolley } from './collected-volley.ts';
import type { Message, Order, Way } from './protocol.ts';

/** The parent's side of the sweeping process: one is started when it is needed, and a new one after one died. */
export interface SweeperClient {
  readonly send: (way: Way, volley: Volley) => VolleyUnderWay;
  /** Why a way can't be gone on this machine; null: it can. Starts the process. */
  readonly cannot: () => Promise<Readonly<Record<Way, Reason | null>>>;
  readonly close: () => void;
}

export interface SweeperProgram {
  readonly module: URL;
  readonly execArgv: readonly string[];
}

/** It exists only once the package is built: a process of its own can't be started from TypeScript. */
export const sweeperProgram: SweeperProgram = {
  module: new URL('./sweeper-process.js', import.meta.url),
  // Its objects die young: a small nursery costs no time here, and saves tens of megabytes.
  execArgv: ['--max-semi-space-size=2'],
};

interface Living {
  readonly child: ChildProcess;
  readonly volleys: Map<number, CollectedVolley>;
  readonly ready: Promise<Readonly<Record<Way, Reason | null>>>;
}

export function sweeperClient(program: SweeperProgram = sweeperProgram): SweeperClient {
  let living: Living | undefined;
  let closed = false;
  let lastId = 0;

  const alive = (): Living => {
    if (living !== undefined) return living;
    const started = startProcess(program, () => {
      if (living === started) living = undefined;
    });
    living = started;
    return started;
  };

  return {
    send(way, volley) {
      const id = ++lastId;
      const { child, volleys } = alive();
      const collected = collectVolley(
        id,
        volley,
        (order) => post(child, order),
        () => {
          volleys.delete(id);
          holdOpen(child, volleys.size > 0);
        },
      );
      volleys.set(id, collected);
      holdOpen(child, true);
      const { address, source, ports, controls, timeoutMs, sends } = volley;
      post(child, { kind: 'volley', way, id, address, source, ports, controls, timeoutMs, sends });
      if (volley.signal?.aborted === true) post(child, { kind: 'abort', id });
      if (closed) collected.died();
      return collected.underWay;
    },
    cannot: () => alive().ready,
    close() {
      closed = true;
      living?.child.disconnect();
    },
  };
}

function startProcess({ module, execArgv }: SweeperProgram, onEnd: () => void): Living {
  const child = fork(module, {
    // It speaks no TLS: a file of certificates that Node reads at each start would only make it late.
    env: { ...process.env, NODE_EXTRA_CA_CERTS: undefined },
    execArgv: [...execArgv],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const volleys = new Map<number, CollectedVolley>();
  const ready = new Promise<Readonly<Record<Way, Reason | null>>>((resolve) => {
    child.on('message', (message: Message) => {
      if (message.kind === 'ready') return resolve(message.cannot);
      for (const news of message.news) volleys.get(news.id)?.take(news);
    });
    const end = (): void => {
      onEnd();
      const why: Reason = { code: 'senderProcessEnded', values: {} };
      resolve({ syn: why, connect: why });
      for (const volley of volleys.values()) volley.died();
    };
    child.on('exit', end);
    child.on('error', end);
  });
  void ready.then(() => holdOpen(child, volleys.size > 0));
  return { child, volleys, ready };
}

/** A sweeping process without work does not keep this one from ending. */
function holdOpen(child: ChildProcess, hold: boolean): void {
  if (hold) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}

/** A process that is gone gets no orders; its end is told by its exit. */
function post(child: ChildProcess, order: Order): void {
  if (child.connected) child.send(order, () => undefined);
}
