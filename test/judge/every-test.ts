import { readdirSync } from 'node:fs';

// All tests of the judge as one file, for mutation testing (jest.stryker.config.js).
for (const file of readdirSync(import.meta.dirname)) {
  if (file.endsWith('.test.ts')) await import(`./${file}`);
}
