import * as z from 'zod';
import { siteSchema } from './schema.ts';

/** The JSON Schema of a site's file, for editors. The decoder itself knows more, and says it better. */
export function siteJsonSchema(): Record<string, unknown> {
  return {
    title: 'portwitness site',
    ...z.toJSONSchema(siteSchema, { io: 'input', target: 'draft-2020-12' }),
  };
}
