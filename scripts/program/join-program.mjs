// Joins the compiled files of src/ and the packages that they need to the few parts of dist/program/, and puts what
// starts them into dist/cli/.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, transform } from 'esbuild';

const target = { platform: 'node', target: 'node20', legalComments: 'inline', logLevel: 'warning' };

/** native code, and what reads files of its own package */
const staysOutside = [
  'koffi',
  'ssh2',
  'pdfkit',
  'dejavu-fonts-ttf',
  'bullmq',
  'ioredis',
  '@bull-board/*',
  'express',
];

/** Throws where something can't be joined; esbuild says itself what is wrong. */
export async function joinProgram(compiled, outDir) {
  await build({
    ...target,
    // paths in comments, and the names that depend on them, are the same in every build
    absWorkingDir: compiled,
    entryPoints: ['main', 'sweeper-process'].map((name) => join(compiled, 'start', `${name}.js`)),
    outdir: join(outDir, 'cli'),
    bundle: true,
    format: 'cjs',
    define: { 'import.meta.url': 'startUrl' },
    banner: { js: "const startUrl = require('node:url').pathToFileURL(__filename).href;" },
  });
  chmodSync(join(outDir, 'cli', 'main.js'), 0o755);
  writeFileSync(join(outDir, 'cli', 'package.json'), '{ "type": "commonjs" }\n');

  const program = await build({
    ...target,
    absWorkingDir: compiled,
    entryPoints: [
      { in: join(compiled, 'cli', 'main.js'), out: 'main' },
      { in: join(compiled, 'vantage', 'local', 'raw', 'sweeper-process.js'), out: 'sweeper-process' },
    ],
    outdir: join(outDir, 'program'),
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    external: staysOutside,
    // the program finds its profiles, its package.json and the sweeping process from dist/cli/, as from build/cli/
    define: { 'import.meta.url': 'programUrl' },
  });
  mkdirSync(join(outDir, 'program'));
  for (const { path, text } of program.outputFiles) {
    writeFileSync(join(outDir, 'program', partName(path)), await asPart(text));
  }
}

/** esbuild splits modules alone: each is made a part that src/start/start-program.ts can load. */
async function asPart(module) {
  const { code } = await transform(module, {
    ...target,
    format: 'cjs',
    supported: { 'dynamic-import': false },
    charset: 'ascii',
  });
  return code.replaceAll(/(?<=\brequire\("\.\/)[^"/]+(?="\))/g, partName);
}

function partName(path) {
  return basename(path).replace(/\.js$/, '.cjs');
}
