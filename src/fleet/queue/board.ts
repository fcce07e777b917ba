import { createServer } from 'node:http';
import { scheduleName } from './schedule-queue.ts';
import type { QueuePackages } from './load-queue-packages.ts';
import { redisOptions, type QueueAccess } from './queue-access.ts';
import { queueName, queuePrefix } from './queue-names.ts';

export interface BoardPlace {
  readonly host: string;
  readonly port: number;
  readonly writable: boolean;
  /** Others than this machine may call: the name that they call it by is then not known here. */
  readonly exposed: boolean;
}

export interface Board {
  readonly close: () => Promise<void>;
}

/** Undefined: the packages are not installed here. */
async function loadBoardPackages() {
  try {
    const [{ createBullBoard }, { BullMQAdapter }, { ExpressAdapter }, { default: express }] =
      await Promise.all([
        import('@bull-board/api'),
        import('@bull-board/api/bullMQAdapter'),
        import('@bull-board/express'),
        import('express'),
      ]);
    return { createBullBoard, BullMQAdapter, ExpressAdapter, express };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** The page's own parts alone; its fonts from elsewhere are not fetched. */
const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** The operator's view of the queues: looks only, unless `writable`. Undefined: its packages are not installed. */
export async function openBoard(
  { host, port, writable, exposed }: BoardPlace,
  vantages: readonly string[],
  access: QueueAccess,
  { bullmq }: QueuePackages,
  onTrouble: (error: Error) => void,
): Promise<Board | undefined> {
  const packages = await loadBoardPackages();
  if (packages === undefined) return undefined;
  const connection = redisOptions(access);
  const queues = [scheduleName, ...vantages.map(queueName)].map((name) => {
    const queue = new bullmq.Queue(name, { connection, prefix: queuePrefix, skipMetasUpdate: true });
    queue.on('error', onTrouble);
    return queue;
  });
  const serverAdapter = new packages.ExpressAdapter();
  packages.createBullBoard({
    queues: queues.map((queue) => new packages.BullMQAdapter(queue, { readOnlyMode: !writable })),
    // the package's two copies of this type differ by name alone
    serverAdapter: serverAdapter as unknown as Parameters<
      typeof packages.createBullBoard
    >[0]['serverAdapter'],
    // neither INFO's details nor CLIENT LIST are for every user of the server
    options: {
      uiConfig: { boardTitle: 'portwitness', hideRedisDetails: true, showWorkers: false, hideDocsLink: true },
    },
  });

  const app = packages.express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    response.set(headers);
    const looks = request.method === 'GET' || request.method === 'HEAD';
    // a stranger's page that has its own name lead to this machine asks under that name
    if (!exposed && !isOwnName(request.headers.host ?? '', host)) response.status(421).end();
    else if (!looks && (!writable || !isOwnPage(request.headers))) response.status(403).end();
    else next();
  });
  app.use(serverAdapter.getRouter());

  const server = createServer(app);
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, done);
  });
  return {
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await Promise.allSettled(queues.map((queue) => queue.disconnect()));
    },
  };
}

function isOwnName(written: string, host: string): boolean {
  const name = written.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return ['localhost', '127.0.0.1', '::1', host].includes(name.toLowerCase());
}

/** A form or a script of another page is refused: browsers say where a call that changes something comes from. */
function isOwnPage({
  origin,
  host,
}: {
  readonly origin?: string | undefined;
  readonly host?: string | undefined;
}) {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
