import * as z from 'zod';
import { scheduleSchema } from './schedule/settings.ts';
import { workerSettingsSchema } from './worker-settings.ts';

/** The JSON Schemas of a schedule's and a worker's files, for editors. The decoders know more, and say it better. */
export function scheduleJsonSchema(): Record<string, unknown> {
  return schemaOf('portwitness schedule', scheduleSchema);
}

export function workerJsonSchema(): Record<string, unknown> {
  return schemaOf('portwitness worker', workerSettingsSchema);
}

function schemaOf(title: string, schema: z.ZodType): Record<string, unknown> {
  return { title, ...z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' }) };
}
