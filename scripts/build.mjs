// Compiles src/ to dist/, and writes schemas/. Nothing of an older build stays, and a build that fails leaves no half of a new one.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
if (!existsSync(join(root, 'src'))) process.exit(0); // an installed package brings dist/ along

const require = createRequire(import.meta.url);
const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
const [fresh, dist] = [join(root, `dist.${process.pid}`), join(root, 'dist')];
const { status } = spawnSync(
  process.execPath,
  [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', fresh],
  { stdio: 'inherit', cwd: root },
);
if (status === 0) {
  rmSync(dist, { recursive: true, force: true });
  renameSync(fresh, dist);
  chmodSync(join(dist, 'cli', 'main.js'), 0o755);
  await import('./schemas.mjs');
} else {
  rmSync(fresh, { recursive: true, force: true });
  process.exitCode = 1;
}
