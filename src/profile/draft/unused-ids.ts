/** Answers each id as it comes, or with the next free number behind it; long lists of equal ones cost no more. */
export function unusedIds(): (id: string) => string {
  /** The last number of each id. */
  const taken = new Map<string, number>();
  return (id) => {
    let n = (taken.get(id) ?? 0) + 1;
    let free = n === 1 ? id : `${id}-${n}`;
    // "tcp-80-2" may be another row's own id.
    while (n > 1 && taken.has(free)) free = `${id}-${++n}`;
    taken.set(id, n);
    if (n > 1) taken.set(free, 1);
    return free;
  };
}
