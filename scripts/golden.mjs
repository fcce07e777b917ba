// Writes every golden file anew from what the formats make now; read the difference before you commit it.
import { spawnSync } from 'node:child_process';

const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
const { status } = spawnSync(process.execPath, [...jest, '-t', 'golden'], {
  stdio: 'inherit',
  env: { ...process.env, GOLDEN: 'write' },
});
process.exitCode = status ?? 1;
