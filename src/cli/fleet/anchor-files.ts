import type { Target } from '../../model/plan.ts';
import type { Slice } from '../../fleet/slice.ts';
import { conversationsOf } from '../run-world.ts';

/**
 * The trust anchors that a slice's conversations name by file, as texts: a worker has no such files, and reads none
 * that a slice names. A file that can't be read is left out: the conversation then says so.
 */
export function anchorFiles(
  read: (file: string) => Promise<string>,
): (targets: readonly Target[]) => Promise<Slice['anchors']> {
  const known = new Map<string, string | undefined>();
  return async (targets) => {
    const anchors: Record<string, string> = {};
    const requests = targets.flatMap(({ checks }) => checks).flatMap(conversationsOf);
    for (const request of requests) {
      if (request.kind !== 'tlsTrust' || request.anchors === 'system') continue;
      const { file } = request.anchors;
      if (!known.has(file)) known.set(file, await read(file).catch(() => undefined));
      const text = known.get(file);
      if (text !== undefined) anchors[file] = text;
    }
    return anchors;
  };
}
