import { jsonSchemaOf } from '../input/json-schema.ts';
import { siteSchema } from './schema.ts';

/** The JSON Schema of a site's file, for editors. The decoder itself knows more, and says it better. */
export function siteJsonSchema(): Record<string, unknown> {
  return jsonSchemaOf('portwitness site', siteSchema);
}
