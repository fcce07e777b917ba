import { Graph, layout } from '@dagrejs/dagre';
import type { PathArrow, PictureGraph, RoleBox } from './graph.ts';

export interface PlacedBox extends RoleBox {
  /** Upper left corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly titleLines: readonly string[];
  readonly addressLine: string;
}

export interface PlacedArrow extends PathArrow {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Middle of the label; an empty text is not drawn. */
  readonly label: { readonly x: number; readonly y: number; readonly width: number; readonly text: string };
}

export interface Zone {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly zones: readonly Zone[];
  readonly boxes: readonly PlacedBox[];
  readonly arrows: readonly PlacedArrow[];
}

const boxWidth = 176;
const lineHeight = 17;
/** Average width of a letter of 12 px sans serif; labels are cut so that they keep within it. */
const letterWidth = 6.6;
const portLetterWidth = 7.3;
const portsShown = 3;
/** Room below a box for the arrow from a role to itself. */
const loopHeight = 34;
/** With more arrows than this, those that pass go without ports, and zones without frames: their lines would cover all. */
const crowded = 60;

/** Where everything stands, in px: sources on the left, destinations on the right. Equal graphs give equal layouts. */
export function layOut({ boxes, arrows }: PictureGraph): Layout {
  const isCrowded = arrows.length > crowded;
  const graph = new Graph({ compound: true, multigraph: true });
  graph.setGraph({
    rankdir: 'LR',
    nodesep: isCrowded ? 12 : 22,
    edgesep: isCrowded ? 6 : 14,
    ranksep: 54,
    marginx: 14,
    marginy: 14,
  });
  const looping = new Set(arrows.filter(({ from, to }) => from === to).map(({ from }) => from));
  const sized = new Map(boxes.map((box) => [box.role, size(box)]));
  const ids = new Map(boxes.map(({ role }, i) => [role, `role${i}`]));
  const zoneNames = isCrowded ? [] : [...new Set(boxes.flatMap(({ zone }) => (zone === null ? [] : [zone])))];
  const zoneIds = new Map(zoneNames.map((name, i) => [name, `zone${i}`]));

  for (const id of zoneIds.values()) graph.setNode(id, {});
  for (const { role, zone } of boxes) {
    const loop = looping.has(role) ? loopHeight : 0;
    graph.setNode(ids.get(role)!, { width: boxWidth, height: sized.get(role)!.height + loop });
    const frame = zone === null ? undefined : zoneIds.get(zone);
    if (frame !== undefined) graph.setParent(ids.get(role)!, frame);
  }
  const labels = arrows.map((arrow) => (isCrowded && arrow.standing === 'pass' ? '' : labelOf(arrow)));
  arrows.forEach(({ from, to }, i) => {
    // dagre misplaces loops inside of a frame: they are drawn below their box
    if (from === to) return;
    const label = labels[i] === '' ? { width: 0, height: 0 } : { width: labelWidth(labels[i]!), height: 20 };
    graph.setEdge(ids.get(from)!, ids.get(to)!, { ...label, labelpos: 'c' }, `arrow${i}`);
  });
  layout(graph);

  const placed = new Map(
    boxes.map((box) => {
      const { height } = sized.get(box.role)!;
      const place = cornered(graph.node(ids.get(box.role)!));
      return [box.role, { ...box, ...sized.get(box.role)!, ...place, height }];
    }),
  );
  const { width = 0, height = 0 } = graph.graph();
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    zones: zoneNames.map((name) => ({ name, ...cornered(graph.node(zoneIds.get(name)!)) })),
    boxes: [...placed.values()],
    arrows: arrows.map((arrow, i) => {
      const text = labels[i]!;
      if (arrow.from === arrow.to) return { ...arrow, ...loopBelow(placed.get(arrow.from)!, text) };
      const edge = graph.edge(ids.get(arrow.from)!, ids.get(arrow.to)!, `arrow${i}`);
      return {
        ...arrow,
        points: edge.points.map(({ x, y }: { x: number; y: number }) => ({ x: round(x), y: round(y) })),
        label: { x: round(edge.x), y: round(edge.y), width: labelWidth(text), text },
      };
    }),
  };
}

function loopBelow({ x, y, width, height }: PlacedBox, text: string): Pick<PlacedArrow, 'points' | 'label'> {
  const [left, right, bottom] = [x + width * 0.15, x + width * 0.85, y + height];
  return {
    points: [
      { x: right, y: bottom },
      { x: right, y: bottom + 20 },
      { x: left, y: bottom + 20 },
      { x: left, y: bottom },
    ].map((point) => ({ x: round(point.x), y: round(point.y) })),
    label: { x: x + width / 2, y: round(bottom + 20), width: labelWidth(text), text },
  };
}

function size({ title, addresses }: RoleBox): { titleLines: string[]; addressLine: string; height: number } {
  const titleLines = wrap(title, Math.floor((boxWidth - 20) / letterWidth), 3);
  const more = addresses.length > 1 ? ` +${addresses.length - 1}` : '';
  const addressLine = addresses.length === 0 ? '' : `${addresses[0]}${more}`;
  const lines = titleLines.length + (addressLine === '' ? 0 : 1);
  return { titleLines, addressLine, height: lines * lineHeight + 18 };
}

function labelWidth(text: string): number {
  return round(text.length * portLetterWidth + 14);
}

function labelOf({ ports, kind }: PathArrow): string {
  if (kind === 'omission') return '?';
  const shown = ports.slice(0, portsShown).map(({ text }) => text.slice(0, 24));
  const warning = kind === 'leak' ? '⚠ ' : '';
  return `${warning}${shown.join(', ')}${ports.length > portsShown ? ` +${ports.length - portsShown}` : ''}`;
}

/** Breaks a text at its spaces into so many lines at most; what is left over becomes "…". */
export function wrap(text: string, columns: number, lines: number): string[] {
  const wrapped: string[] = [];
  for (const word of text.slice(0, 200).split(' ')) {
    const last = wrapped.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns)
      wrapped[wrapped.length - 1] = `${last} ${word}`;
    else wrapped.push(word);
  }
  const kept = wrapped
    .slice(0, lines)
    .map((line) => (line.length > columns ? `${line.slice(0, columns - 1)}…` : line));
  if (wrapped.length > lines) kept[lines - 1] = `${kept[lines - 1]!.slice(0, columns - 1)}…`;
  return kept;
}

function cornered({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { x: round(x - width / 2), y: round(y - height / 2), width: round(width), height: round(height) };
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}
