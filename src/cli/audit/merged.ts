/** Several generators as one: what comes first comes first. One that fails ends all. */
export async function* merged<T>(sources: readonly AsyncGenerator<T>[]): AsyncGenerator<T> {
  const nextOf = async (source: AsyncGenerator<T>) => ({ source, step: await source.next() });
  const waiting = new Map(sources.map((source) => [source, nextOf(source)]));
  try {
    while (waiting.size > 0) {
      const { source, step } = await Promise.race(waiting.values());
      if (step.done === true) waiting.delete(source);
      else {
        waiting.set(source, nextOf(source));
        yield step.value;
      }
    }
  } finally {
    await Promise.allSettled([...waiting.keys()].map((source) => source.return(undefined)));
  }
}
