import { mistakeAt, mistakeAtKey } from '../input/mistakes.ts';
import { entriesOf, keysOf, textsOf, valueAt } from '../input/raw.ts';
import type { Path, SourceDocument } from '../input/source.ts';
import { unknownWord } from '../input/unknown-word.ts';
import type { Mistake } from '../model/mistake.ts';
import { nearest } from '../text/nearest.ts';

/**
 * Vantages that stand for roles that no profile knows, that can't be told from each other, or that lack the
 * proof of whom they speak to. `chosen`: the vantages that the command line names; none: all.
 */
export function vantageMistakes(
  site: unknown,
  roles: readonly string[] | null,
  chosen: readonly string[],
  document: SourceDocument,
): Mistake[] {
  const vantages = valueAt(site, 'vantages');
  const names = keysOf(vantages);
  const local = entriesOf(vantages).filter(
    ([name, settings]) =>
      valueAt(settings, 'via') === undefined &&
      valueAt(settings, 'workers') === undefined &&
      (chosen.length === 0 || chosen.includes(name)),
  );
  return [
    ...(vantages !== undefined && names.length === 0
      ? [mistakeAt(document, ['vantages'], 'siteWithoutVantages')]
      : []),
    ...chosen
      .filter((name) => !names.includes(name))
      .map((name) => ({
        file: null,
        line: null,
        column: null,
        reason: {
          code: 'unknownVantage',
          values: {
            word: name,
            near: nearest(name, names) ?? null,
            known: names.slice(0, 12),
            more: Math.max(0, names.length - 12),
          },
        },
      })),
    ...entriesOf(vantages).flatMap(([name, settings]) =>
      oneVantage(settings, roles, ['vantages', name], document),
    ),
    ...local
      .filter(([, settings]) => local.length > 1 && valueAt(settings, 'source') === undefined)
      .map(([name]) => mistakeAtKey(document, ['vantages', name], 'vantageWithoutSource', { vantage: name })),
  ];
}

function oneVantage(
  settings: unknown,
  roles: readonly string[] | null,
  path: Path,
  document: SourceDocument,
): Mistake[] {
  const [via, hostKey] = [valueAt(settings, 'via'), valueAt(settings, 'hostKey')];
  return [
    ...textsOf(valueAt(settings, 'standsFor')).flatMap(({ text, index }) =>
      roles === null
        ? []
        : unknownWord('Role', text, roles, document, [
            ...path,
            'standsFor',
            ...(index === null ? [] : [index]),
          ]),
    ),
    ...(via !== undefined && hostKey === undefined
      ? [mistakeAt(document, [...path, 'via'], 'hostKeyMissing')]
      : []),
    ...(via === undefined && hostKey !== undefined
      ? [mistakeAtKey(document, [...path, 'hostKey'], 'hostKeyWithoutVia')]
      : []),
    ...(via !== undefined && valueAt(settings, 'workers') !== undefined
      ? [mistakeAtKey(document, [...path, 'workers'], 'workersWithVia')]
      : []),
    ...['key', 'jump'].flatMap((word) =>
      via === undefined && valueAt(settings, word) !== undefined
        ? [mistakeAtKey(document, [...path, word], 'wordWithoutVia', { word })]
        : [],
    ),
  ];
}
