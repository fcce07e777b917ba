import { lastPort } from '../../model/ports.ts';

/**
 * Ports under 1000 that documents list side by side. "22,443" of two such numbers is a list; "49,152" is one
 * number with its thousands set apart.
 */
const commonLowPorts = new Set(
  (
    '20 21 22 23 25 37 42 43 49 53 67 68 69 79 80 81 88 102 110 111 113 119 123 135 136 137 138 139 143 161 162 ' +
    '177 179 194 201 210 264 318 381 383 389 411 427 443 444 445 448 464 465 497 500 502 512 513 514 515 520 521 ' +
    '540 543 544 546 547 548 554 563 587 591 593 623 631 636 639 646 691 749 750 808 843 853 860 861 873 881 902 ' +
    '903 989 990 991 992 993 994 995'
  )
    .split(' ')
    .map(Number),
);

/** "50,000", "50.000", "50 000" and "50'000" become 50000, where that reading is the likelier one. */
export function joinThousands(text: string): string {
  return text.replaceAll(
    /(?<![\d.,'’])(\d{1,3})([.,'’\u00a0]| (?=\d{3}(?!\d)))(\d{3})(?![\d]|[.,'’\u00a0]\d)/gu,
    (all: string, head: string, separator: string, tail: string) => {
      const joined = Number(head + tail);
      if (head.startsWith('0') || joined > lastPort || joined < 1000) return all;
      const isList =
        separator !== '.' && commonLowPorts.has(Number(head)) && commonLowPorts.has(Number(tail));
      return isList ? all : `${head}${tail}`;
    },
  );
}

export function isCommonLowPort(port: number): boolean {
  return commonLowPorts.has(port);
}
