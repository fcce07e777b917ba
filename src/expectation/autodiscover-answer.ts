import { parseJson } from './http-body.ts';
import { xmlValues } from './xml-values.ts';

export interface AutodiscoverFacts {
  /** As it was said: External, Internal, or whatever else. */
  readonly accessLocation: string | null;
  /** Links to the service's own pages. */
  readonly links: readonly string[];
}

/** The path that every link of the service begins with. */
const servicePath = '/autodiscover/autodiscoverservice.svc/root';

/** Most values of a JSON answer that are looked at. */
const mostValues = 2000;

/** Reads what Autodiscover says, in JSON or XML; undefined: this is no answer of that service. */
export function readAutodiscover(body: string): AutodiscoverFacts | undefined {
  const facts = body.trimStart().startsWith('<') ? readXml(body) : readJson(body);
  return facts === undefined || (facts.accessLocation === null && facts.links.length === 0)
    ? undefined
    : facts;
}

function readXml(body: string): AutodiscoverFacts {
  const links = xmlValues(body, 'Link', 'href');
  const location = xmlValues(body, 'AutodiscoverResponse', 'AccessLocation')[0];
  return { accessLocation: location ?? null, links: links.filter(isServiceLink) };
}

/** Lync 2013 nests its links under Root, its updates under _links: they are known by their path, wherever they stand. */
function readJson(body: string): AutodiscoverFacts | undefined {
  const parsed = parseJson(body);
  if (parsed === undefined || typeof parsed.value !== 'object' || parsed.value === null) return undefined;
  const location = (parsed.value as { AccessLocation?: unknown }).AccessLocation;
  const links: string[] = [];
  const open: unknown[] = [parsed.value];
  for (let seen = 0; open.length > 0 && seen < mostValues; seen++) {
    const value = open.shift();
    if (typeof value === 'string' && isServiceLink(value)) links.push(value);
    if (typeof value === 'object' && value !== null) open.push(...Object.values(value).slice(0, mostValues));
  }
  return { accessLocation: typeof location === 'string' ? location : null, links };
}

function isServiceLink(text: string): boolean {
  return URL.canParse(text) && new URL(text).pathname.toLowerCase().startsWith(servicePath);
}
