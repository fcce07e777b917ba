import { describe, expect, test } from '@jest/globals';
import { readSources, type Source } from './sources.ts';

/** The pipeline, from left to right: imports point left. */
const pipeline = [
  'model',
  'text',
  'input',
  'expectation',
  'profile',
  'site',
  'plan',
  'far-side',
  'vantage',
  'probe',
  'run',
  'judge',
  'report',
  'evidence',
  'fleet',
  'cli',
  'start',
];

interface Rule {
  readonly name: string;
  /** Why the rule is there: read it before you make an exception. */
  readonly reason: string;
  /** What breaks it in a file, in words; none when the file is well. */
  readonly breaches: (source: Source) => readonly string[];
}

const rules: readonly Rule[] = [
  {
    name: 'every folder of src/ has its place in the pipeline',
    reason:
      'A folder without a place would be a back door for imports. A new stage is a decision: add it to the list above, and its record to docs/decisions/.',
    breaches: ({ folder }) => (pipeline.includes(folder) ? [] : [folder]),
  },
  {
    name: 'imports point left',
    reason:
      "Each stage takes the stage before it as plain data. A stage that reaches to its right can't be tested, replayed or carried out elsewhere without it.",
    breaches: ({ folder, imports }) =>
      imports
        .filter(
          ({ folder: target }) => target !== null && pipeline.indexOf(target) > pipeline.indexOf(folder),
        )
        .map(({ from }) => from),
  },
  {
    name: 'model/ imports nothing of ours, text/ nothing but model/',
    reason: 'The nouns and the sentences are what every stage shares: they can depend on none of them.',
    breaches: ({ folder, imports }) =>
      ['model', 'text'].includes(folder)
        ? imports
            .filter(({ folder: target }) => target !== null && target !== folder && target !== 'model')
            .map(({ from }) => from)
        : [],
  },
  {
    name: 'zod is imported as a namespace',
    reason:
      "zod's named export `z` is one object with everything in it, its messages in sixty languages too: the bundle can leave nothing of it out, and every start reads half a megabyte more.",
    breaches: ({ imports }) =>
      imports
        .filter(({ from, names }) => from === 'zod' && names.includes('z') && !names.includes('as'))
        .map(({ from }) => from),
  },
  {
    name: 'sockets only in vantage/',
    reason:
      'Every packet leaves through one door, where the scope is checked on the bytes of the address. probe/ may speak TLS and HTTP, but over a stream that a vantage opened. The demo listens on loopback, and sends nothing. Notices go to whom the site names, after the run; the authority that stamps the time is the one that the operator names. Workers and audits call the queue that their own settings name; the board of the schedule listens on loopback unless its settings say otherwise.',
    breaches: ({ folder, path, imports }) =>
      imports
        .filter(({ from, names, typeOnly }) => !typeOnly && opensSockets(from, names))
        .filter(({ from }) => !(folder === 'probe' && /^node:(tls|http)$/.test(from)))
        .filter(({ from }) => !(path.startsWith('cli/demo/') && /^node:(net|http|https)$/.test(from)))
        .filter(({ from }) => !(path === 'cli/time-stamp-authority.ts' && /^node:https?$/.test(from)))
        .filter(({ from }) => !(folder === 'cli' && from.startsWith('node:dns')))
        .filter(({ from }) => !(path.startsWith('cli/notify/') && /^node:https?$/.test(from)))
        .filter(({ from }) => !(path.startsWith('fleet/queue/') && /^(bullmq|ioredis)$/.test(from)))
        .filter(
          ({ from }) =>
            !(path === 'fleet/queue/board.ts' && /^(node:http|express|@bull-board\/.+)$/.test(from)),
        )
        .filter(() => folder !== 'vantage')
        .map(({ from }) => from),
  },
  {
    name: 'the process only in cli/',
    reason:
      'Arguments, environment, streams, signals and the exit status belong to whoever started the program. Everything else gets what it needs passed in, so that it runs the same in a test, in another process or at the end of a queue. A child process of a vantage talks to its parent through its own process, and to nothing else.',
    breaches: ({ folder, path, code }) =>
      // a child process is started in the environment that this one has
      folder === 'cli' || /^vantage\/.*-process\.ts$/.test(path) || path.endsWith('/sweeper-client.ts')
        ? []
        : [
            ...code.matchAll(
              /(?<![-\w/])process\.(?!versions\b|platform\b|arch\b|nextTick\b|hrtime\b)\w+|'node:process'/g,
            ),
          ].map(([found]) => found),
  },
  {
    name: 'stages that think are pure: no clock, no chance, no files',
    reason:
      'A plan and a verdict must come out the same tomorrow, on another machine, from the same input: that is what makes a saved run evidence. Times and random numbers are passed in.',
    breaches: ({ folder, code, imports }) =>
      ['model', 'text', 'expectation', 'plan', 'judge'].includes(folder)
        ? [
            ...[...code.matchAll(/\bnew Date\(\)|\bDate\.now\b|\bperformance\.now\b|\bMath\.random\b/g)].map(
              ([found]) => found,
            ),
            ...imports
              .filter(
                ({ from, typeOnly }) =>
                  !typeOnly && /^node:(fs|child_process|worker_threads|os)\b/.test(from),
              )
              .map(({ from }) => from),
          ]
        : [],
  },
  {
    name: 'file names say what is inside',
    reason:
      'A "util" or a "helper" grows until it holds everything; a file whose idea has a name stays one idea.',
    breaches: ({ path }) =>
      path
        .split('/')
        .filter(
          (part) => /util|helper|manager|handler|misc|common/.test(part) || !/^[a-z0-9.-]+$/.test(part),
        ),
  },
];

const sources = readSources('src');

describe('the architecture', () => {
  test('the sources are there to be read', () => {
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(20);
  });

  test.each(rules)('$name', ({ reason, breaches }) => {
    const found = sources.flatMap((source) =>
      breaches(source).map((breach) => `src/${source.path}: ${breach}`),
    );
    if (found.length > 0) throw new Error(`${reason}\n\n${found.join('\n')}`);
  });

  test('no file imports itself through others', () => {
    // Such a circle runs in an order that nobody chose; one that is only for types, or loaded late, does no harm.
    const imports = new Map(
      sources.map(({ path, imports }) => [
        path,
        imports
          .filter(({ typeOnly, late }) => !typeOnly && !late)
          .flatMap(({ path: target }) => target ?? []),
      ]),
    );
    const circle = [...imports.keys()].map((path) => circleThrough(path, imports)).find(Boolean);
    expect(circle).toBeUndefined();
  });
});

/** What can open a socket, or make someone else open one. `isIP` and the like of node:net only read text. */
function opensSockets(from: string, names: readonly string[]): boolean {
  if (from === 'node:net') return names.some((name) => !/^(isIP|isIPv4|isIPv6|BlockList)$/.test(name));
  return /^(node:(tls|dgram|dns|dns\/promises|http|https|http2|quic)|koffi|ssh2|bullmq|ioredis|express|@bull-board\/.+)$/.test(
    from,
  );
}

function circleThrough(start: string, imports: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const seen = new Set<string>();
  const paths = [[start]];
  for (let way = paths.pop(); way !== undefined; way = paths.pop()) {
    for (const next of imports.get(way.at(-1)!) ?? []) {
      if (next === start) return [...way, start];
      if (!seen.has(next)) paths.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}
