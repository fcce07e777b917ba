import { isAscii } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { compiledFileName, digestOf, unpackCompiled, type CompiledCode } from './compiled-code.ts';

type Part = (
  exports: object,
  require: (name: string) => unknown,
  module: { exports: object },
  programUrl: string,
) => void;

/**
 * Runs the joined program whose first part is program/<entry>.cjs, beside the folder of `startUrl`. Its parts load
 * each other when they are wanted; each begins with its compiled code where the build left some for this Node, and
 * is compiled anew where not. Why not as modules: docs/decisions/0020-the-program-starts-from-compiled-code.md.
 */
export function startProgram(startUrl: string, entry: string): void {
  const folder = new URL('../program/', startUrl);
  const elsewhere = createRequire(startUrl);
  const compiled = readCompiled(new URL(compiledFileName(entry), folder));
  const modules = new Map<string, { exports: object }>();

  const load = (name: string): unknown => {
    if (!name.startsWith('./')) return elsewhere(name);
    const known = modules.get(name);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    modules.set(name, module);
    const part = compilePart(new URL(name, folder), compiled).runInThisContext() as Part;
    part(module.exports, load, module, startUrl);
    return module.exports;
  };
  load(`./${entry}.cjs`);
}

/** The compiled code that the build left; none: this Node, or this kind of machine, is another than the build's. */
export function readCompiled(file: URL): CompiledCode {
  try {
    return unpackCompiled(readFileSync(file));
  } catch {
    return new Map();
  }
}

/** A part as V8 can run it. It says itself, by `cachedDataRejected`, whether it took the compiled code. */
export function compilePart(file: URL, compiled: CompiledCode): Script {
  const source = readFileSync(file);
  const cachedData = compiled.get(digestOf(source));
  // nearly all parts are ASCII alone, and one byte a character is quickest
  const text = source.toString(isAscii(source) ? 'latin1' : 'utf8');
  return new Script(`(function (exports, require, module, programUrl) {${text}\n})`, {
    filename: fileURLToPath(file),
    ...(cachedData === undefined ? {} : { cachedData }),
  });
}
