import type { Site } from '../../model/site.ts';

/** The address of the queue, where this run has one: what the command line says wins. */
export function queueUrlOf(url: string | undefined, site: Pick<Site, 'queue'>): string | undefined {
  return url ?? site.queue?.url;
}
