import { mistakeAt, mistakeAtKey } from '../../input/mistakes.ts';
import { entriesOf, itemsOf, valueAt } from '../../input/raw.ts';
import { plainValue, type Path } from '../../input/source.ts';
import type { Lint } from './lint.ts';

/** Names of products and protocols are the same in both languages; sentences are not. */
const longestName = 3;

/** Texts in one language only, or the same in both, and roles that are called by their ids. */
export const translations: Lint = (_profile, document) => {
  const raw = plainValue(document.root);
  return textPlaces(raw).flatMap(({ path, value }) => {
    if (value === undefined)
      return [mistakeAtKey(document, path.slice(0, -1), 'lintNoTitle', { id: `${path.at(-2)}` })];
    if (typeof value === 'string') return [mistakeAt(document, path, 'lintOneLanguage')];
    const [en, es] = [valueAt(value, 'en'), valueAt(value, 'es')];
    const isSentence = typeof en === 'string' && en.split(/\s+/).length > longestName;
    return isSentence && en === es ? [mistakeAt(document, path, 'lintSameWords')] : [];
  });
};

/** Every text of a profile that is written for people. */
function textPlaces(raw: unknown): { path: Path; value: unknown }[] {
  const of = (list: string, key: string) =>
    entriesOf(valueAt(raw, list)).map(([id, entry]) => ({
      path: [list, id, key],
      value: valueAt(entry, key),
    }));
  const rules = ['flows', 'closed'].flatMap((list) =>
    itemsOf(valueAt(raw, list)).flatMap((rule, i) =>
      ['title', 'why']
        .filter((key) => valueAt(rule, key) !== undefined)
        .map((key) => ({ path: [list, i, key], value: valueAt(rule, key) })),
    ),
  );
  return [
    { path: ['title'], value: valueAt(raw, 'title') },
    ...of('roles', 'title'),
    ...of('conditions', 'ask'),
    ...of('names', 'ask'),
    ...of('parameters', 'ask'),
    ...rules,
  ];
}
