import { describe, expect, test } from '@jest/globals';
import { pictureGraph } from '../../src/report/picture/graph.ts';
import { layOut, wrap } from '../../src/report/picture/layout.ts';
import { lyncReport } from './lync-report.ts';
import { makeCheck, makeReport } from './report-maker.ts';

const said = { en: 'x', es: 'x' };

describe('the picture', () => {
  test('draws flows by their worst verdict, leaks by their open ports, omissions as such', () => {
    const { arrows } = pictureGraph(lyncReport('en'), 'en');
    expect(
      arrows.map(({ from, to, kind, standing, ports }) => [
        from,
        to,
        kind,
        standing,
        ports.map(({ text }) => text).join(),
      ]),
    ).toEqual([
      ['internet', 'reverse-proxy-external', 'flow', 'fail', '443/tcp,80/tcp'],
      ['internet', 'reverse-proxy-external', 'leak', 'fail', '3389/tcp,8443/tcp,4443/tcp'],
      ['reverse-proxy-internal', 'front-end', 'flow', 'fail', '4443/tcp,8080/tcp'],
      ['reverse-proxy-internal', 'office-web-apps', 'flow', 'notApplicable', '443/tcp'],
      ['director', 'front-end', 'omission', 'notApplicable', ''],
    ]);
  });

  test('equal reports give equal layouts, in which every arrow ends at its boxes', () => {
    const graph = pictureGraph(lyncReport('en'), 'en');
    const layout = layOut(graph);
    expect(layOut(graph)).toEqual(layout);
    for (const { from, to, points } of layout.arrows) {
      const [source, target] = [from, to].map((role) => layout.boxes.find((box) => box.role === role)!);
      expect(near(points[0]!, source!)).toBe(true);
      expect(near(points.at(-1)!, target!)).toBe(true);
    }
  });

  test('a role that speaks with itself has its arrow below its box', () => {
    const checks = [makeCheck({ rule: 'r', from: 'pool', to: 'pool', said }, 'en')];
    const { boxes, arrows } = layOut(pictureGraph(makeReport(checks), 'en'));
    const [box] = boxes;
    expect(arrows[0]!.points.every(({ y }) => y >= box!.y + box!.height)).toBe(true);
  });
});

function near(
  { x, y }: { x: number; y: number },
  box: { x: number; y: number; width: number; height: number },
): boolean {
  const slack = 1;
  return (
    x >= box.x - slack &&
    x <= box.x + box.width + slack &&
    y >= box.y - slack &&
    y <= box.y + box.height + slack
  );
}

test.each([
  ['short', 10, 2, ['short']],
  ['two short words', 10, 2, ['two short', 'words']],
  ['averyveryverylongword', 10, 2, ['averyvery…']],
  ['one two three four five', 9, 2, ['one two', 'three…']],
])('%j in lines of %i', (text, columns, lines, wrapped) => {
  expect(wrap(text, columns, lines)).toEqual(wrapped);
});
