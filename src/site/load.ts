import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { decode } from '../input/decode.ts';
import { mistakeAt, refuseMistakes, withoutEchoes } from '../input/mistakes.ts';
import { pathInside } from '../input/path-inside.ts';
import { itemsOf, keysOf, valueAt } from '../input/raw.ts';
import { readDocument } from '../input/read-document.ts';
import { type Path, plainValue, type SourceDocument } from '../input/source.ts';
import { InputError, type Mistake } from '../model/mistake.ts';
import type { Profile } from '../model/profile.ts';
import type { Scope, Site } from '../model/site.ts';
import { findProfile, namesFile } from '../profile/catalogue.ts';
import { loadProfile } from '../profile/load.ts';
import { readParameters, withParameters } from '../profile/parameters.ts';
import { approvalMistakes } from './check-approvals.ts';
import { conflictMistakes } from './check-conflicts.ts';
import { profileUseMistakes } from './check-profiles.ts';
import { hostlessMistakes, roleEntries, roleMistakes } from './check-roles.ts';
import { vantageMistakes } from './check-vantages.ts';
import { scope as scopeSchema } from './leaves.ts';
import { readRolesFile, type RoleEntry, type RolesFile } from './roles-file.ts';
import { siteSchema } from './schema.ts';

export interface LoadedSite {
  readonly site: Site;
  /** In the order of `site.profiles`. */
  readonly profiles: readonly Profile[];
}

export interface LoadOptions {
  /** The vantages that the command line names; none: all. One local vantage alone needs no source. */
  readonly vantages?: readonly string[];
}

/**
 * Reads a site's file, its profiles and its inventory, and holds each against the others. Throws one
 * `InputError` with every mistake of all of them.
 */
export async function loadSite(path: string, { vantages = [] }: LoadOptions = {}): Promise<LoadedSite> {
  const document = await readDocument(path, path);
  const decoded = decode(siteSchema, document);
  const raw = plainValue(document.root);
  if (document.root.kind !== 'map' && !decoded.ok) refuseMistakes(decoded.mistakes);
  const uses = await loadUses(raw, path, document);
  const inventory = await loadInventory(raw, path, document);
  const entries = [...roleEntries(raw, document), ...inventory.entries];
  refuseMistakes([
    ...withoutEchoes(
      decoded.ok ? [] : decoded.mistakes,
      crossMistakes(raw, uses, entries, vantages, document),
    ),
    ...uses.mistakes,
    ...inventory.mistakes,
    ...(decoded.ok && inventory.mistakes.length === 0
      ? hostlessMistakes(entries, uses.profiles, document)
      : []),
  ]);
  if (!decoded.ok) throw new Error('a decoding that failed without a mistake');
  const { site } = decoded.value;
  const roles = { ...site.roles, ...grouped(entries) };
  return {
    site: { ...site, roles, sha256: withInventory(document.sha256, inventory.sha256) },
    profiles: uses.profiles.map((profile) => profile!),
  };
}

/** Another inventory makes another site: runs of the two are no runs of one. */
function withInventory(site: string, inventory: string | null): string {
  if (inventory === null) return site;
  return createHash('sha256').update(`${site}\n${inventory}\n`).digest('hex');
}

interface Uses {
  /** By position in the site; undefined: it could not be loaded. */
  readonly profiles: readonly (Profile | undefined)[];
  readonly mistakes: readonly Mistake[];
}

function crossMistakes(
  raw: unknown,
  uses: Uses,
  entries: readonly RoleEntry[],
  chosen: readonly string[],
  document: SourceDocument,
): Mistake[] {
  const loaded = uses.profiles.filter((profile) => profile !== undefined);
  // Without one of the profiles nobody can say which roles and rules there are.
  const all = loaded.length > 0 && loaded.length === uses.profiles.length ? loaded : null;
  const roles = all?.flatMap((profile) => Object.keys(profile.roles)) ?? null;
  const filled = new Set(entries.map(({ role }) => role));
  const empty = keysOf(valueAt(raw, 'roles')).filter((role) => !filled.has(role));
  return [
    ...uses.profiles.flatMap((profile, index) =>
      profile === undefined ? [] : profileUseMistakes(raw, index, profile, filled, document),
    ),
    ...(all === null ? [] : roleMistakes(entries, empty, all, scopeOf(raw), document)),
    ...(all === null ? [] : conflictMistakes(raw, all, entries, document)),
    ...vantageMistakes(raw, roles, chosen, document),
    ...approvalMistakes(raw, all, document),
  ];
}

async function loadUses(raw: unknown, path: string, document: SourceDocument): Promise<Uses> {
  const profiles: (Profile | undefined)[] = [];
  const mistakes: Mistake[] = [];
  for (const [index, item] of itemsOf(valueAt(raw, 'profiles')).entries()) {
    const use = valueAt(item, 'use');
    const at: Path = ['profiles', index, 'use'];
    const profile = typeof use === 'string' ? await loadUse(use, path, document, at, mistakes) : undefined;
    if (profile !== undefined && profiles.some((other) => other?.id === profile.id))
      mistakes.push(mistakeAt(document, at, 'profileTwice', { id: profile.id }));
    profiles.push(profile && withParameters(profile, readParameters(valueAt(item, 'parameters'))));
  }
  return { profiles, mistakes };
}

async function loadUse(
  use: string,
  path: string,
  document: SourceDocument,
  at: Path,
  mistakes: Mistake[],
): Promise<Profile | undefined> {
  try {
    const folder = dirname(path);
    return await loadProfile(await findProfile(use, folder), namesFile(use) ? join(folder, use) : use);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    mistakes.push(...error.mistakes.map((mistake) => placed(mistake, document, at)));
    return undefined;
  }
}

async function loadInventory(raw: unknown, path: string, document: SourceDocument): Promise<RolesFile> {
  const file = valueAt(raw, 'rolesFile');
  if (typeof file !== 'string' || file.trim() === '') return { entries: [], mistakes: [], sha256: null };
  try {
    const folder = dirname(path);
    return await readRolesFile(await pathInside(file, folder), join(folder, file));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return {
      entries: [],
      sha256: null,
      mistakes: error.mistakes.map((mistake) => placed(mistake, document, ['rolesFile'])),
    };
  }
}

/** A mistake about the very name of a file is a mistake of the line that names it. */
function placed(mistake: Mistake, document: SourceDocument, at: Path): Mistake {
  return mistake.file === null
    ? mistakeAt(document, at, mistake.reason.code, mistake.reason.values)
    : mistake;
}

function scopeOf(raw: unknown): Scope | undefined {
  const decoded = scopeSchema.safeParse(valueAt(raw, 'scope'), { error: () => '' });
  return decoded.success ? decoded.data : undefined;
}

function grouped(entries: readonly RoleEntry[]): Record<string, string[]> {
  const roles: Record<string, string[]> = {};
  for (const { role, host } of entries) (roles[role] ??= []).push(host);
  return roles;
}
