import * as z from 'zod';
import { profileSchema } from './schema.ts';

/** The JSON Schema of a profile's file, for editors. The decoder itself knows more, and says it better. */
export function profileJsonSchema(): Record<string, unknown> {
  return {
    title: 'portwitness profile',
    ...z.toJSONSchema(profileSchema, { io: 'input', target: 'draft-2020-12', override: dropOwnFormats }),
  };
}

/** zod writes its own checks (`starts_with`) as formats, which no other reader knows; their pattern says the same. */
function dropOwnFormats({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format?.includes('_') === true) delete jsonSchema.format;
}
