/** Reads `nft -j list set` of a set of ports with counters: how many packets each port was sent. */
export function readAsked(json: string): Map<number, number> {
  const { nftables } = JSON.parse(json) as { nftables: readonly { set?: { elem?: readonly Element[] } }[] };
  const elements = nftables.flatMap(({ set }) => set?.elem ?? []);
  return new Map(
    elements.map((element) =>
      typeof element === 'number' ? [element, 1] : [element.elem.val, element.elem.counter?.packets ?? 1],
    ),
  );
}

type Element =
  number | { readonly elem: { readonly val: number; readonly counter?: { readonly packets: number } } };
