import { describe, expect, test } from '@jest/globals';
import { briefRows, rowsOf } from './brief.ts';

/** One small document a shape; the rows that a careful reader finds in it. */
const shapes: readonly { shape: string; name?: string; document: string; rows: readonly string[] }[] = [
  {
    shape: 'transport in a column of its own, the optional mark in German',
    document: `
# Anforderungen an den Depotserver
## Ports
|Protokoll|Transport|Port|Zu/Von|Richtung|
|---|---|---|---|---|
|**HTTPS**|TCP|443|Filiale|Eingehend|
|**SMTP** (optional)|TCP|25|Postserver|Ausgehend|
|**Syslog**|TCP/UPD|514 (Standard)|Protokollserver|Ausgehend|
|DNS|TCP und UDP|53|Namensserver|Beide|
`,
    rows: ['0:1 tcp 443', '0:2 tcp 25 optional', '0:3 tcp 514', '0:3 udp? 514', '0:4 tcp 53', '0:4 udp 53'],
  },
  {
    shape: 'a TCP column and a UDP column, sides in the heading, no other word known',
    document: `
### 端末 -- > 配布サーバー
|説明|UDP|TCP|
|-|-|-|
|名前解決 (DNS)|53|53|
|HTTP|--|80 または 8530 (注 2「**別のポート**」を参照)|
|起動|9 (注 2「**別のポート**」を参照)|--|
|RPC|--|動的 (注 6 を参照)|
`,
    rows: ['0:1 udp 53', '0:1 tcp 53', '0:2 tcp 80,8530', '0:3 udp 9'],
  },
  {
    shape: 'titles in the first row under a blank header',
    document: `
||||
|-|-|-|
|Servicio|Puerto|Protocolo|
|Correo|25|TCP|
|Web|443|TCP|
`,
    rows: ['0:1 tcp 25', '0:2 tcp 443'],
  },
  {
    shape: 'HTML table with blank lines inside, rows spanned, paragraphs in cells',
    document: `
## Ports du commutateur logiciel

<table>
<thead><tr><th>Composant</th><th>Port</th><th>Protocole</th></tr></thead>

<tbody>
<tr><td rowspan="2"><p>Frontal</p></td><td><p>5061</p></td><td><p>TCP (TLS)</p></td></tr>
<tr><td><p>444</p></td><td><p>HTTPS</p>
<p>TCP</p></td></tr>

<tr><td>Frontal</td><td>135</td><td>DCOM</td></tr>
<tr><td>Frontal</td><td></td><td>TCP</td></tr>
<tr><td>Tous</td><td>50 000 à 50 019</td><td>TCP/UDP</td></tr>
</tbody>
</table>
`,
    rows: ['0:1 tcp 5061', '0:2 tcp 444', '0:3 tcp? 135', '0:5 tcp 50000-50019', '0:5 udp 50000-50019'],
  },
  {
    shape: 'first port and number of ports',
    document: `
|Trafic|Port de début|Nombre de ports|
|---|---|---|
|Voix|20000|40|
|Image|20040|40|
`,
    rows: ['0:1 unknown? 20000-20039', '0:2 unknown? 20040-20079'],
  },
  {
    shape: 'first and last port, in Chinese',
    document: `
|服务|协议|起始端口|结束端口|
|---|---|---|---|
|媒体|UDP|40000|40100|
|接口|TCP|6443||
`,
    rows: ['0:1 udp 40000-40100', '0:2 tcp 6443'],
  },
  {
    shape: 'a column of source ports is left aside',
    document: `
|Client port(s)|Server port|Service|
|---|---|---|
|49152-65535/UDP|123/UDP|Time|
|49152-65535/TCP|135/TCP|RPC endpoint mapper|
|53, 49152-65535/TCP/UDP|53/TCP/UDP|DNS|
`,
    rows: ['0:1 udp 123', '0:2 tcp 135', '0:3 tcp 53', '0:3 udp 53'],
  },
  {
    shape: 'two languages in a cell, each port twice',
    document: `
|Protokoll / Protocol|Port|
|---|---|
|HTTPS|<span>TCP-Port 443</span><br><span>TCP port 443</span>|
|DNS|<span>UDP-Port 53</span><br><span>UDP port 53</span>|
`,
    rows: ['0:1 tcp 443', '0:2 udp 53'],
  },
  {
    shape: 'ticks under TCP and UDP',
    document: `
|Port|TCP|UDP|Use|
|---|---|---|---|
|53|✓|✓|Names|
|80|yes|no|Web|
`,
    rows: ['0:1 tcp 53', '0:1 udp 53', '0:2 tcp 80'],
  },
  {
    shape: 'sections, short rows, blank means as above, no closing bars',
    document: `
|Vom Rechner|Zum Rechner|Protokoll|Port
|---|---|---|---
|**Innen**
|Arbeitsplatz|Ablage|TCP|445
| | |UDP|137
|Arbeitsplatz|Ablage|TCP
Danach folgt Text, der keine Zeile ist.
`,
    rows: ['0:2 tcp 445', '0:3 udp 137'],
  },
  {
    shape: 'lines of ports beside lines of transports go in pairs',
    document: `
|Service|Ports|Transport|
|---|---|---|
|Calls|5061<br>3478|TCP<br>UDP|
`,
    rows: ['0:1 tcp 5061', '0:1 udp 3478'],
  },
  {
    shape: 'a rule of another width than its header',
    document: `
|Puerto|Protocolo|Uso|
|---|---|
|8443|TCP|Consola|
`,
    rows: ['0:1 tcp 8443'],
  },
  {
    shape: 'a language that nobody taught us',
    document: `
|Hlesta|Keveri|Munda|
|---|---|---|
|HTTPS|TCP|443|
|DNS|UDP|53|
|SSH|TCP|22|
`,
    rows: ['0:1 tcp 443', '0:2 udp 53', '0:3 tcp 22'],
  },
  {
    shape: 'Russian titles, Cyrillic letters that look Latin',
    document: `
|Порт|Транспорт|Отправитель|Получатель|
|---|---|---|---|
|8080|ТСР|Прокси|Узел|
|5 060|UDP|Шлюз|Узел|
`,
    rows: ['0:1 tcp 8080', '0:2 udp 5060'],
  },
  {
    shape: 'whether it is required, in a column',
    document: `
|ポート番号|方向|必須|メモ|
|---|---|---|---|
|TCP 80 (HTTP)|アウト|いいえ|更新に使用します。|
|TCP 443 (HTTPS)|アウト|はい|接続に使用します。|
|UDP 123 (NTP)|アウト|場合により必須|外部の時計を使う場合にのみ必要です。|
`,
    rows: ['0:1 tcp 80 optional', '0:2 tcp 443', '0:3 udp 123'],
  },
  {
    shape: 'AsciiDoc, cells on lines of their own, a transport over several rows',
    name: 'ports.adoc',
    document: `
= Machines
.Ports between all machines
[cols="2a,2a,5a",options="header"]
|===
|Protocol
|Port
|Description

|ICMP
|N/A
|Reachability

.2+|TCP
|\`1936\`
|Metrics
|\`9000\`-\`9999\`
|Services, the exporter on ports \`9100\`-\`9101\` among them

|UDP
|\`4789\`
|Overlay
|===
`,
    rows: ['0:2 tcp 1936', '0:3 tcp 9000-9999', '0:4 udp 4789'],
  },
  {
    shape: 'CSV with semicolons and a column for optional',
    name: 'matrix.csv',
    document:
      'Direction;Protocol;Port;Service;Optional\nIngress;TCP;22;shell;TRUE\nIngress;UDP;6081;"overlay; inner";FALSE\n',
    rows: ['0:1 tcp 22 optional', '0:2 udp 6081'],
  },
  {
    shape: 'HTML page, a layout table around it',
    name: 'page.html',
    document: `<!doctype html><html lang="it"><body><table role="presentation"><tr><td>
<h2>Porte richieste</h2><table><tr><th>Porta</th><th>Protocollo</th><th>Obbligatorio</th></tr>
<tr><td>8443</td><td>TCP</td><td>sì</td></tr><tr><td>9090<sup>1</sup></td><td>TCP</td><td>no</td></tr></table>
</td></tr></table></body></html>`,
    rows: ['0:1 tcp 8443', '0:2 tcp 9090 optional'],
  },
];

const strangers: readonly { what: string; document: string }[] = [
  {
    what: 'DNS records, though they have ports',
    document:
      '|Type|Name|Port|Points to|\n|---|---|---|---|\n|SRV|_sip._tls.example.test|443|edge|\n|SRV|_xmpp._tcp.example.test|5269|edge|\n',
  },
  {
    what: 'DNS records, named in French',
    document:
      '|Emplacement|Type|Port|Nom|\n|-|-|-|-|\n|DNS externe|Enregistrement SRV|443|sip.example.test|\n|DNS externe|Enregistrement A|5061|av.example.test|\n',
  },
  {
    what: 'versions with their years',
    document:
      '|SQL Server|Deprecated|Removed|\n|-|-|-|\n|SQL Server 2008|2015 年 7 月|1511|\n|SQL Server 2012|2016 年 7 月|1702|\n',
  },
  {
    what: 'DNS names in sentences',
    document:
      '|Host|Domain|SRV record|\n|-|-|-|\n|pool|a.test|_sip._tcp.a.test over port 5061 to pool|\n|pool|b.test|_sip._tcp.b.test over port 5061 to pool|\n',
  },
  {
    what: 'certificates',
    document:
      '|Certificate|Subject name|Key length|\n|---|---|---|\n|Edge|edge.example.test|2048|\n|Proxy|www.example.test|4096|\n',
  },
  {
    what: 'bandwidth',
    document: '|Codec|Bandwidth (kbps)|\n|---|---|\n|Narrow|64|\n|Wide|1500|\n',
  },
  {
    what: 'counts of ports',
    document: '|Model|Number of ports|\n|---|---|\n|Small switch|24|\n|Large switch|48|\n',
  },
  {
    what: 'sizes of machines',
    document: '|Machine|CPU|RAM (GB)|Disk (GB)|\n|---|---|---|---|\n|Master|4|16|100|\n|Worker|2|8|100|\n',
  },
];

describe('rows of documents', () => {
  test.each(shapes)('$shape', ({ name = 'ports.md', document, rows }) => {
    expect(briefRows(document, name)).toEqual(rows);
  });

  test.each(strangers)('nothing from a table of $what', ({ document }) => {
    expect(briefRows(document)).toEqual([]);
  });

  test('tables that tell nothing count all the same', () => {
    const document = `${strangers[1]!.document}\n\n|Port|Protocol|\n|---|---|\n|443|TCP|\n`;
    expect(briefRows(document)).toEqual(['1:1 tcp 443']);
  });

  test('lines are the document’s own, whatever stands above', () => {
    const document = `---\ntitle: x\n---\n# A\n\n<table>\n<tr><th>Port</th><th>Protocol</th></tr>\n\n<tr><td>443</td><td>TCP</td></tr>\n</table>\n\n|Port|Protocol|\n|-|-|\n|53|UDP|\n`;
    expect(rowsOf(document).map(({ line }) => line)).toEqual([9, 14]);
  });

  test('sides come from cells, from the heading, or from the direction and the heading', () => {
    expect(sides('|Puerto|Protocolo|Origen|Destino|\n|-|-|-|-|\n|443|TCP|Cliente|Servidor web|\n')).toEqual([
      'Cliente > Servidor web',
    ]);
    expect(sides('## Console < -- > Agent\n|Port|Protocol|\n|-|-|\n|443|TCP|\n')).toEqual([
      'Console > Agent both',
    ]);
    expect(
      sides(
        '## Requirements for the depot\n### Ports\n|Port|Protocol|To/From|Direction|\n|-|-|-|-|\n|443|TCP|Branch|Inbound|\n|25|TCP|Relay|Outbound|\n',
      ),
    ).toEqual(['Branch > depot', 'depot > Relay']);
  });

  test('short words of unspaced scripts are not found inside others', () => {
    for (const side of ['内部インターフェイス', 'タイムアウト監視', '入口网关', '出版服务器', 'リソース管理'])
      expect([...sides(japaneseTable(side, '端末')), ...sides(japaneseTable('端末', side))]).toEqual([
        `${side} > 端末`,
        `端末 > ${side}`,
      ]);
  });

  test.each(['Balanceador de carga', 'Lastenausgleich', '负载平衡器', 'Équilibreur de charge'])(
    '%s: listens at its own ports',
    (title) => {
      expect(sides(`|${title}|Port|Protokoll|\n|-|-|-|\n|Pool|443|TCP|\n|Pool|5061|TCP|\n`)).toEqual([
        'null > Pool',
        'null > Pool',
      ]);
    },
  );

  test('the German word for "and" is no transport', () => {
    expect(briefRows('|Port|Protokoll|\n|-|-|\n|135|DCOM und RPC|\n|8080|TCP und HTTP|\n')).toEqual([
      '0:1 tcp? 135',
      '0:2 tcp 8080',
    ]);
  });
});

function sides(text: string): string[] {
  return rowsOf(text).map(
    ({ parties }) => `${parties.source} > ${parties.destination}${parties.bothWays ? ' both' : ''}`,
  );
}

function japaneseTable(from: string, to: string): string {
  return `|ポート/プロトコル|送信元|宛先|\n|-|-|-|\n|TCP/443|${from}|${to}|\n`;
}
