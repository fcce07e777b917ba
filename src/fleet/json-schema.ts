import { jsonSchemaOf } from '../input/json-schema.ts';
import { scheduleSchema } from './schedule/settings.ts';
import { workerSettingsSchema } from './worker-settings.ts';

/** The JSON Schemas of a schedule's and a worker's files, for editors. The decoders know more, and say it better. */
export function scheduleJsonSchema(): Record<string, unknown> {
  return jsonSchemaOf('portwitness schedule', scheduleSchema);
}

export function workerJsonSchema(): Record<string, unknown> {
  return jsonSchemaOf('portwitness worker', workerSettingsSchema);
}
