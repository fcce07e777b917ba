/** The laboratory runs what a user would run: the built program, as the sources are now. */
export default async function buildFirst() {
  await import('../../scripts/build.mjs');
}
