import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** One file of the program, and what it imports. */
export interface Source {
  /** Below `src/`. */
  readonly path: string;
  readonly folder: string;
  /** Without comments. */
  readonly code: string;
  readonly imports: readonly Import[];
}

export interface Import {
  readonly from: string;
  /** Below `src/`, and its folder; null: not a file of ours. */
  readonly path: string | null;
  readonly folder: string | null;
  readonly names: readonly string[];
  readonly typeOnly: boolean;
  /** By `import()`, when it is needed. */
  readonly late: boolean;
}

const statement = /^(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s+'([^']+)';|^import\s+()()'([^']+)';/gm;

/** Every TypeScript file below `root`, read by its import statements alone. */
export function readSources(root: string): Source[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return files.map((file) => {
    const path = file.replaceAll('\\', '/');
    const code = withoutComments(readFileSync(join(root, file), 'utf8'));
    const found = [
      ...[...code.matchAll(statement)].map((match) => ({
        from: match[3] ?? match[6]!,
        names: (match[2] ?? '').match(/[\w$*]+/g) ?? [],
        typeOnly: match[1] !== undefined,
        late: false,
      })),
      ...[...code.matchAll(/\bimport\(\s*'([^']+)'/g)].map((match) => ({
        from: match[1]!,
        names: [],
        typeOnly: false,
        late: true,
      })),
    ];
    const imports = found.map((entry): Import => {
      const target = entry.from.startsWith('.')
        ? normalize(join(dirname(path), entry.from)).replaceAll('\\', '/')
        : null;
      return { ...entry, path: target, folder: target === null ? null : folderOf(target) };
    });
    return { path, folder: folderOf(path), code, imports };
  });
}

function folderOf(path: string): string {
  return path.split('/', 1)[0]!;
}

/** Enough for house style: no comment mark stands in a string with a quote before it on the same line. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[^:'"`\w])\/\/.*$/gm, '$1');
}
