import type * as z from 'zod';
import { jsonSchemaOf } from '../input/json-schema.ts';
import { profileSchema } from './schema.ts';

/** The JSON Schema of a profile's file, for editors. The decoder itself knows more, and says it better. */
export function profileJsonSchema(): Record<string, unknown> {
  return jsonSchemaOf('portwitness profile', profileSchema, dropOwnFormats);
}

/** zod writes its own checks (`starts_with`) as formats, which no other reader knows; their pattern says the same. */
function dropOwnFormats({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format?.includes('_') === true) delete jsonSchema.format;
}
