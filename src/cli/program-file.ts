import { fileURLToPath } from 'node:url';

/** The program's own main file: it stands beside this one, in build as in dist. */
export function programFile(): string {
  return fileURLToPath(new URL('./main.js', import.meta.url));
}
