// Results as Markdown.

/** How a program's findings compare with the truth, over all addresses. */
export function correctness({ open }, addresses, truth) {
  let [found, wrong] = [0, 0];
  for (const address of addresses) {
    for (const port of new Set(open.get(address) ?? [])) {
      if (truth.includes(port)) found++;
      else wrong++;
    }
  }
  const all = truth.length * addresses.length;
  return { found, missed: all - found, wrong };
}

export function renderRow({ title, lines }) {
  const head = `### ${title}\n\n| program | median | ratio of ours to it | must | open: found / missed / wrong | shut | |\n|---|--:|--:|--:|--:|--:|---|\n`;
  return head + lines.map((line) => `| ${line.join(' | ')} |\n`).join('');
}

export function seconds(ms) {
  return ms >= 100_000 ? `${Math.round(ms / 6000) / 10} min` : `${(ms / 1000).toFixed(2)} s`;
}
