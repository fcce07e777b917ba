// Compiles src/ to build/, one file for each; bundles the program from it to dist/, with what it needs of other
// packages, so that it starts quickly; writes schemas/. Nothing of an older build stays, and a build that fails
// leaves no half of a new one. Why bundled: docs/decisions/0013-the-program-is-bundled.md.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
if (!existsSync(join(root, 'src'))) process.exit(0); // an installed package brings dist/ along

const fresh = (folder) => join(root, `${folder}.${process.pid}`);
if (compile(fresh('build')) && (await bundle(fresh('build'), fresh('dist')))) {
  for (const folder of ['build', 'dist']) {
    rmSync(join(root, folder), { recursive: true, force: true });
    renameSync(fresh(folder), join(root, folder));
  }
  await import('./schemas.mjs');
} else {
  for (const folder of ['build', 'dist']) rmSync(fresh(folder), { recursive: true, force: true });
  process.exitCode = 1;
}

/** True: every file was compiled. The compiler says itself what is wrong. */
function compile(outDir) {
  const require = createRequire(import.meta.url);
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  const argv = [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', outDir];
  return spawnSync(process.execPath, argv, { stdio: 'inherit', cwd: root }).status === 0;
}

/**
 * Everything lands in one folder, cli/: the program finds its profiles, its package.json and the sweeping process
 * from where its own file lies, two folders below the package's root as in build/.
 */
async function bundle(compiled, outdir) {
  const { build } = await import('esbuild');
  const { errors } = await build({
    absWorkingDir: root,
    entryPoints: [
      { in: join(compiled, 'cli', 'main.js'), out: 'cli/main' },
      { in: join(compiled, 'vantage', 'local', 'raw', 'sweeper-process.js'), out: 'cli/sweeper-process' },
    ],
    outdir,
    chunkNames: 'cli/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // native code, and what reads files of its own package
    external: [
      'koffi',
      'ssh2',
      'pdfkit',
      'dejavu-fonts-ttf',
      'bullmq',
      'ioredis',
      '@bull-board/*',
      'express',
    ],
    // some packages are CommonJS and ask for node's own modules with require
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);",
    },
    legalComments: 'eof',
    logLevel: 'warning',
  });
  if (errors.length === 0) chmodSync(join(outdir, 'cli', 'main.js'), 0o755);
  return errors.length === 0;
}
