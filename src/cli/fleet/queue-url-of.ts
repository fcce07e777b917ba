import type { Site } from '../../model/site.ts';

/** Whether any vantage is asked by workers. */
export function hasWorkers({ vantages }: Pick<Site, 'vantages'>): boolean {
  return Object.values(vantages).some(({ workers }) => workers !== undefined);
}

/** The address of the queue, where this run has one: what the command line says wins. */
export function queueUrlOf(url: string | undefined, site: Pick<Site, 'queue'>): string | undefined {
  return url ?? site.queue?.url;
}
