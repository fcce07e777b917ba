// Writes the JSON Schemas of profiles, sites and reports to schemas/, from the schemas that decode them in build/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { profileJsonSchema } from '../build/profile/json-schema.js';
import { reportJsonSchema } from '../build/report/schema.js';
import { siteJsonSchema } from '../build/site/json-schema.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'schemas');
const schemas = { profile: profileJsonSchema, site: siteJsonSchema, report: reportJsonSchema };

mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(join(folder, `${name}.schema.json`), `${JSON.stringify(schema(), null, 2)}\n`);
}
