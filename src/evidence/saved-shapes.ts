import * as z from 'zod';

/**
 * The shapes that saved files must have before anything is judged by them: a file that was damaged or made up ends
 * in a sentence, never in a defect. What a newer version added is left as it is.
 */
const port = z.int().min(0).max(65_535);
const ports = z.array(z.looseObject({ from: port, to: port }));
const reason = z.looseObject({ code: z.string(), values: z.record(z.string(), z.unknown()) });
const text = z.looseObject({ en: z.string(), es: z.string() });
/** null: without a limit. */
const rate = z.number().positive().nullable();

const pace = z.looseObject({
  rate,
  perHost: rate,
  attempts: z.number(),
  attemptGapMs: z.number(),
  timeoutMs: z.number(),
});

const check = z.looseObject({
  id: z.string(),
  profile: z.string(),
  rule: z.string(),
  kind: z.enum(['flow', 'closed']),
  vantage: z.string(),
  host: z.string().nullable(),
  address: z.string().nullable(),
  protocol: z.enum(['tcp', 'udp']),
  ports,
  expect: z.array(z.looseObject({ name: z.string() })),
  names: z.record(z.string(), z.array(z.string())),
});

export const planHead = z.looseObject({
  kind: z.literal('method'),
  method: z.looseObject({ pace, missLimit: z.number(), controlsNeeded: z.number() }),
  notCovered: z.array(z.looseObject({ rule: z.string(), from: z.string(), to: z.string(), reason })),
});

export const planPart = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('target'),
    target: z.looseObject({
      vantage: z.string(),
      address: z.string(),
      source: z.string().nullable(),
      documented: ports,
      forbidden: ports,
      decoys: ports,
      udp: ports,
      checks: z.array(check),
    }),
  }),
  z.looseObject({
    kind: z.literal('settled'),
    check: check.extend({ settled: z.looseObject({ verdict: z.string(), reason }) }),
  }),
]);

const protocol = z.enum(['tcp', 'udp']);
const portsByProtocol = z.looseObject({ tcp: z.string(), udp: z.string() });
const place = { vantage: z.string(), address: z.string().nullable() };

/** An observation, or the end of all that one target showed. */
export const observationLine = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('sweep'),
    ...place,
    protocol: z.enum(['tcp', 'udp']),
    groups: z.array(z.looseObject({ ports: z.string(), state: z.string() })),
    rounds: z.array(z.looseObject({})),
    causes: z.array(reason),
    notExcluded: z.array(reason),
  }),
  z.looseObject({
    kind: z.literal('conversation'),
    ...place,
    port,
    asked: z.looseObject({ kind: z.string() }),
    answer: z.looseObject({ kind: z.string(), status: z.string() }),
  }),
  z.looseObject({ kind: z.literal('failure'), ...place, reason }),
  z.looseObject({
    kind: z.literal('farSide'),
    ...place,
    address: z.string(),
    finishedAt: z.string(),
    proofs: z.array(z.looseObject({ protocol, port, outcome: z.looseObject({ status: z.string() }) })),
  }),
  z.looseObject({
    kind: z.literal('testimony'),
    ...place,
    address: z.string(),
    finishedAt: z.string(),
    listener: z.string().nullable(),
    whole: z.boolean(),
    gaps: z.array(z.string()),
    sees: portsByProtocol,
    answers: portsByProtocol,
    arrivals: z.array(
      z.looseObject({
        protocol,
        ports: z.string(),
        each: z.number(),
        from: z.string(),
        whose: z.enum(['vantage', 'others', 'unknown']),
      }),
    ),
  }),
  z.looseObject({ kind: z.literal('end'), ...place, whole: z.boolean() }),
]);

export const journalLine = z.looseObject({
  kind: z.enum(['begun', 'resumed', 'vantage', 'worker', 'ended']),
});

const cidr = z.looseObject({ bytes: z.array(z.number()), prefix: z.number() });

export const usedFile = z.looseObject({
  site: z.looseObject({
    name: z.string(),
    sha256: z.string(),
    profiles: z.array(z.looseObject({ conditions: z.record(z.string(), z.boolean()) })),
    vantages: z.record(
      z.string(),
      z.looseObject({ standsFor: z.array(z.string()), source: z.array(z.string()) }),
    ),
    scope: z.looseObject({ allow: z.array(cidr), deny: z.array(cidr) }),
    pace,
    limits: z.looseObject({ missProbability: z.number(), attempts: z.number() }),
    waivers: z.array(
      z.looseObject({ check: z.string(), until: z.string(), by: z.string(), reason: z.string() }),
    ),
  }),
  profiles: z.array(
    z.looseObject({
      id: z.string(),
      version: z.string(),
      sha256: z.string(),
      title: text,
      documents: z.record(z.string(), z.looseObject({ title: z.string() })),
      roles: z.record(z.string(), z.looseObject({ title: text })),
      conditions: z.record(z.string(), z.looseObject({ ask: text, default: z.boolean() })),
    }),
  ),
});
