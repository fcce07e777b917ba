import type { Session } from '../session.ts';

/** Waits; false: the person interrupted. */
export async function pause(waitMs: number, { world }: Pick<Session, 'world'>): Promise<boolean> {
  const { interrupted } = world;
  if (interrupted.aborted) return false;
  return new Promise((resolve) => {
    const stop = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      interrupted.removeEventListener('abort', stop);
      resolve(true);
    }, waitMs);
    interrupted.addEventListener('abort', stop, { once: true });
  });
}
