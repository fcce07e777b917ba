// Writes the JSON Schemas of all files that the program reads or reports by to schemas/, from the schemas that decode
// them in build/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scheduleJsonSchema, workerJsonSchema } from '../build/fleet/json-schema.js';
import { profileJsonSchema } from '../build/profile/json-schema.js';
import { reportJsonSchema } from '../build/report/schema.js';
import { siteJsonSchema } from '../build/site/json-schema.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'schemas');
const schemas = {
  profile: profileJsonSchema,
  site: siteJsonSchema,
  report: reportJsonSchema,
  schedule: scheduleJsonSchema,
  worker: workerJsonSchema,
};

mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(join(folder, `${name}.schema.json`), `${JSON.stringify(schema(), null, 2)}\n`);
}
