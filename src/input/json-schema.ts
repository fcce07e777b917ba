import * as z from 'zod';

type Override = NonNullable<z.core.ToJSONSchemaParams['override']>;

/** The JSON Schema of what a schema of ours reads, for editors and other programs. */
export function jsonSchemaOf(title: string, schema: z.ZodType, override?: Override): Record<string, unknown> {
  const changed = override === undefined ? {} : { override };
  return { title, ...z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12', ...changed }) };
}
