import { readInputText } from './read-file.ts';
import { readJson } from './json.ts';
import { placesOf, type SourceDocument } from './source.ts';
import { readYaml } from './yaml.ts';

/** YAML takes a second for twenty thousand hosts: large inventories are better given as JSON or CSV. */
const mostYamlBytes = 4 * 1024 * 1024;

export const mostBulkBytes = 64 * 1024 * 1024;

/** Reads a YAML file, or a JSON one where its name ends so. Throws `InputError`. */
export async function readDocument(path: string, shownAs: string): Promise<SourceDocument> {
  const json = path.toLowerCase().endsWith('.json');
  const { text, sha256 } = await readInputText(path, shownAs, json ? mostBulkBytes : mostYamlBytes);
  return { ...parseDocument(text, shownAs, json ? 'json' : 'yaml'), sha256 };
}

/** The same, of a text that is already here. */
export function parseDocument(
  text: string,
  file: string,
  format: 'yaml' | 'json',
): Omit<SourceDocument, 'sha256'> {
  const placeOf = placesOf(text);
  const root = format === 'json' ? readJson(text, { file, placeOf }) : readYaml(text, { file, placeOf });
  return { file, placeOf, root };
}
