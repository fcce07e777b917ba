// Loaded before the program while it is rehearsed: keeps every part's code as V8 has compiled it when the process
// ends, beside what earlier rehearsals compiled. REHEARSAL_CODE is the module that knows the file's form,
// REHEARSAL_FOLDER where a process tells that it has not ended yet.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import vm from 'node:vm';

const { REHEARSAL_CODE, REHEARSAL_FOLDER } = process.env;
const { compiledFileName, digestOf, packCompiled, unpackCompiled } = await import(REHEARSAL_CODE);

const scripts = new Map();
vm.Script = class extends vm.Script {
  constructor(source, options) {
    super(source, options);
    scripts.set(options.filename, this);
  }
};

const unfinished = join(REHEARSAL_FOLDER, `${process.pid}.unfinished`);
writeFileSync(unfinished, '');
process.on('exit', () => {
  keep();
  rmSync(unfinished);
});

function keep() {
  const [first] = scripts.keys();
  if (first === undefined) return;
  const file = join(dirname(first), compiledFileName(basename(first, '.cjs')));
  const parts = new Map(kept(file));
  for (const [name, script] of scripts) parts.set(digestOf(readFileSync(name)), script.createCachedData());
  writeFileSync(`${file}.new`, packCompiled(parts));
  renameSync(`${file}.new`, file);
}

function kept(file) {
  try {
    return unpackCompiled(readFileSync(file));
  } catch (cause) {
    if (cause.code === 'ENOENT') return [];
    throw cause;
  }
}
