import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { ForeignScan } from '../../../src/evidence/foreign/foreign-scan.ts';
import { foreignReaders, type ForeignScanner } from '../../../src/evidence/foreign/registry.ts';
import { formatPorts, unionPorts } from '../../../src/model/ports.ts';
import { formats } from '../../../src/report/formats/registry.ts';
import { hostileTexts } from '../../report/hostile.ts';
import { hostileReport } from '../../report/hostile-report.ts';

/** Written by nmap 7.93 and masscan 1.3.2: 443 and 8080 open, 81-89 dropped, 90-94 prohibited, the rest reset. */
function saved(file: string): string {
  return readFileSync(new URL(`./fixtures/${file}`, import.meta.url), 'utf8');
}

/** Ports of 192.0.2.10 by what is known of them. */
function seen(scan: ForeignScan): Record<string, string> {
  const states: Record<string, string> = {};
  for (const { ports, state, code } of scan.hosts.get('192.0.2.10') ?? []) {
    const key = code === undefined ? state : `${state} ${code}`;
    states[key] = formatPorts(
      unionPorts(ports, ...(states[key] === undefined ? [] : [portsFrom(states[key])])),
    );
  }
  return states;
}

function portsFrom(text: string) {
  return text.split(',').map((part) => {
    const [from, to = from] = part.split('-').map(Number);
    return { from: from!, to: to! };
  });
}

/** A line as masscan writes it. */
function line(port: number): string {
  return `{   "ip": "192.0.2.10",   "timestamp": "1795376238", "ports": [ {"port": ${port}, "proto": "tcp", "status": "open", "reason": "syn-ack", "ttl": 64} ] }`;
}

describe('nmap', () => {
  test('a SYN scan: open, resets, prohibitions with their sender; silence is a question', () => {
    const scan = foreignReaders.nmap(saved('nmap-syn.xml'));
    expect(seen(scan)).toEqual({
      open: '443,8080',
      refused: '1-80,95-200',
      'rejected admin-prohibited': '90-94',
      'unknown foreign-silence': '81-89',
    });
    expect(scan).toMatchObject({ scanner: 'nmap', finished: true, source: '192.0.2.7' });
    expect(scan.hosts.get('192.0.2.10')!.find(({ state }) => state === 'rejected')).toMatchObject({
      from: '192.0.2.10',
      hops: 64,
    });
    expect(scan.startedAt).toBe('2026-11-22T19:37:13.000Z');
  });

  test("a connect scan: what is not open, this machine's own firewall may have done", () => {
    const scan = foreignReaders.nmap(saved('nmap-connect.xml'));
    expect(seen(scan)).toEqual({ open: '443,8080', 'unknown foreign-errno': '79-100' });
    expect(scan.source).toBeNull();
  });

  test('a scan that was cut short counts as far as it goes, and says so', () => {
    const whole = saved('nmap-syn.xml');
    for (const at of ['<port protocol="tcp" portid="8080"', '</host>', '<runstats>']) {
      const scan = foreignReaders.nmap(whole.slice(0, whole.indexOf(at)));
      expect(scan.finished).toBe(false);
    }
    const afterHost = foreignReaders.nmap(whole.slice(0, whole.indexOf('<runstats>')));
    expect(seen(afterHost)['open']).toBe('443,8080');
  });

  test('what this program writes for readers of nmap is read, hostile texts and all', async () => {
    const xml = await formats
      .get('nmap')!
      .render(hostileReport(), { language: 'en', color: false, width: 100 });
    expect(() => foreignReaders.nmap(String(xml))).not.toThrow();
  });

  test.each([
    ['another kind of XML', '<html></html>'],
    ['entities of its own', '<!DOCTYPE n [<!ENTITY a "b">]><nmaprun args="&a;"></nmaprun>'],
    ['a billion laughs', `<!DOCTYPE n [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><nmaprun>&b;</nmaprun>`],
    ['no XML', 'Starting Nmap 7.93'],
    ['elements that cross', '<nmaprun><host></nmaprun></host>'],
  ])('refuses %s', (_, text) => {
    expect(() => foreignReaders.nmap(text)).toThrow('');
  });

  test('ports and addresses that are none are left out', () => {
    const scan = foreignReaders.nmap(
      `<nmaprun start="1"><host><address addr="010.0.0.1"/><ports><port protocol="tcp" portid="22"><state state="open"/></port></ports></host>
      <host><address addr="192.0.2.10"/><ports><port protocol="tcp" portid="0x50"><state state="open"/></port><port protocol="tcp" portid="65536"><state state="open"/></port><port protocol="sctp" portid="22"><state state="open"/></port><port protocol="udp" portid="53"><state state="open|filtered" reason="no-response"/></port></ports></host></nmaprun>`,
    );
    expect([...scan.hosts.keys()]).toEqual(['192.0.2.10']);
    expect(seen(scan)).toEqual({ 'unknown foreign-silence': '53' });
  });
});

describe('masscan and naabu name what answered, and nothing else', () => {
  test.each<[string, ForeignScanner, object]>([
    ['masscan.json', 'masscan', { open: '443,8080', refused: '79-80,95-100' }],
    ['masscan.ndjson', 'masscan', { open: '443,8080', refused: '79-80,95-100' }],
    ['naabu.jsonl', 'naabu', { open: '443,8080' }],
  ])('%s', (file, scanner, states) => {
    const scan = foreignReaders[scanner](saved(file));
    expect(seen(scan)).toEqual(states);
    expect([scan.source, scan.finished, scan.startedAt === null]).toEqual([null, null, false]);
  });

  test('files of older versions of masscan, with what was wrong in them', () => {
    for (const text of [
      `[\n${line(443)},\n${line(80)},\n{"finished": 1}\n]\n`,
      `${line(443)},\n${line(80)},\n{finished: 1}\n`,
      `[${line(443)},\n${line(80)}]`,
      `[\n${line(443)},\n${line(80)},\n]`,
      `[\n${line(443)}\n,\n${line(80)}\n`,
    ])
      expect(seen(foreignReaders.masscan(text))).toEqual({ open: '80,443' });
  });

  test.each<[ForeignScanner, string]>([
    ['masscan', 'not JSON'],
    ['masscan', '[1]'],
    ['masscan', '{"ip": "127.1", "ports": []}'],
    ['naabu', '{"ip": "192.0.2.10", "port": 0}'],
    ['naabu', '{"port": 443}'],
    ['naabu', '{"ip": "192.0.2.10", "port": "443"}'],
  ])('%s refuses %s', (scanner, text) => {
    expect(() => foreignReaders[scanner](text)).toThrow('');
  });

  test('hostile texts break no reader', () => {
    for (const text of hostileTexts) {
      for (const scanner of ['nmap', 'masscan', 'naabu'] as const) {
        try {
          foreignReaders[scanner](text);
        } catch (error) {
          expect((error as Error).name).toBe('ForeignFileError');
        }
      }
    }
  });
});
