import { getBorderCharacters, table } from 'table';

/** Rows under a head, with a line between; the texts have been cleaned. */
export function consoleTable(rows: readonly (readonly string[])[]): string {
  const text = table(
    rows.map((row) => [...row]),
    {
      border: getBorderCharacters('void'),
      columnDefault: { paddingLeft: 0, paddingRight: 2 },
      drawHorizontalLine: () => false,
    },
  );
  return text.replaceAll(/ +$/gm, '');
}
