/** What a run leaves behind: the names are a contract, `docs/evidence.md` tells of each. */
export const runFiles = {
  /** What happened around the run, a line each: begun, resumed, vantages, ended, with clocks. The first file. */
  journal: 'journal.jsonl',
  /** What was asked for, and the runs before. */
  settings: 'settings.json',
  /** Site and profiles as the program understood them. */
  used: 'used.json',
  /** The very bytes of the site's and the profiles' files. */
  inputs: 'inputs',
  plan: 'plan.jsonl',
  observations: 'observations.jsonl',
  /** Of vantages with workers: each worker's own signed words. */
  slices: 'slices.jsonl',
  report: 'report.json',
  /** What changed since an earlier run, where it was asked for. */
  drift: 'drift.json',
  /** The hash of each of the above. The last file: a run that has it is whole. */
  manifest: 'manifest.json',
  /** The hashes of the manifest and what belongs to it, as sha256sum writes them. */
  digests: 'manifest.sha256',
  /** Detached CMS signature of the manifest. */
  signature: 'manifest.json.p7s',
  /** RFC 3161 time stamp of the signature, or of the manifest of a run without one. */
  signatureStamp: 'manifest.json.p7s.tsr',
  manifestStamp: 'manifest.json.tsr',
  /** Which process works in the folder, `running.N`; gone when none does. */
  running: 'running',
} as const;

/** Files that seal a run, in the order in which they are moved: the manifest can't hold the hash of these. */
export const sealFiles: ReadonlySet<string> = new Set([
  runFiles.manifest,
  runFiles.digests,
  runFiles.signature,
  runFiles.signatureStamp,
  runFiles.manifestStamp,
]);

/** The ending of a file that is not whole yet. */
export const unfinished = '.unfinished';
