// Compiles src/ to build/, one file for each; joins the program from it in dist/, with what it needs of other
// packages, and lets it start once to keep its code compiled; writes schemas/. Nothing of an older build stays, and a
// build that fails leaves no half of a new one. Why joined: docs/decisions/0013-the-program-is-bundled.md.
import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
if (!existsSync(join(root, 'src'))) process.exit(0); // an installed package brings dist/ along

const fresh = (folder) => join(root, `${folder}.${process.pid}`);
try {
  if (compile(fresh('build'))) {
    await joinAndRehearse(fresh('build'), fresh('dist'));
    for (const folder of ['build', 'dist']) replace(join(root, folder), fresh(folder));
    await import('./schemas.mjs');
  } else process.exitCode = 1;
} finally {
  for (const folder of ['build', 'dist']) rmSync(fresh(folder), { recursive: true, force: true });
}

/** A program that runs at this moment finds its parts before and after: the same sources make the same names. */
function replace(folder, by) {
  const old = `${by}.old`;
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(by, folder);
  rmSync(old, { recursive: true, force: true });
}

/** True: every file was compiled. The compiler says itself what is wrong. */
function compile(outDir) {
  const require = createRequire(import.meta.url);
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  const argv = [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', outDir];
  return spawnSync(process.execPath, argv, { stdio: 'inherit', cwd: root }).status === 0;
}

/** Loaded only here: an installed package has no esbuild. */
async function joinAndRehearse(compiled, outDir) {
  const { joinProgram } = await import('./program/join-program.mjs');
  const { rehearse } = await import('./program/rehearse.mjs');
  await joinProgram(compiled, outDir);
  await rehearse(compiled, outDir);
}
