// usage: sum-tests.mjs BROKEN FOLDER: sums jest's JSON reports of a folder, and steps that broke without one.
// Prints "N passed, N failed" as its last line; status 0 only when something passed and nothing failed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [broken, folder] = process.argv.slice(2);
let passed = 0;
let failed = Number(broken);
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const report = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  passed += report.numPassedTests;
  // a suite that can't even be loaded has no failed tests in it
  failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
  for (const suite of report.testResults) {
    for (const { status, fullName } of suite.assertionResults) {
      if (status === 'failed') console.log(`failed: ${fullName}`);
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
