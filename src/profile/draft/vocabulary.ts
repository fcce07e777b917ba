/**
 * Words of port documents by what they mean, for the languages that we know; commas between them. A word ending
 * in `*` stands for all that begins so, one that begins with it for all that ends so.
 */
export const vocabulary = {
  port: `
    port, ports, port*, *port, *ports, puerto*, porta, portas, porte, porty, portów, portti*, portit,
    порт*, θύρ*, πόρτ*, cổng, prievad*, *ポート*, 端口, 连接埠, 連接埠, 通訊埠, 埠, 포트, منفذ*, المنفذ, منافذ, المنافذ,
    پورت, פורט*, יציא*, पोर्ट, พอร์ต
  `,
  notPort: `
    transport*, support*, *support, report*, rapport*, import*, export*, portal*, portail*, portab*,
    portée, portata, portugu*, portefeuille*, portfolio, soporte*, deport*, comport*, aeroport*,
    passport*, suport*, транспорт*, サポート, レポート, インポート, エクスポート, トランスポート, 지원, 리포트
  `,
  sourceSide: `
    source, sources, src, src., origin, originating, initiator, initiated by, from, sender, origen,
    desde, iniciador, procedencia, quelle, quell*, ursprung*, absender, depuis, origine, émetteur,
    provenance, origem, fonte, sorgente, mittente, provenienza, bron, bron*, afzender, źródło, źródł*,
    zdroj*, källa, käll*, kilde, lähde, lähte*, kaynak, forrás, sursă, sursa, nguồn, источник*,
    отправител*, откуда, джерел*, προέλευση, πηγή, 送信元, 発信元, ソース*, 接続元, アクセス元, 通信元, 送り元, 源, 来源, 來源, 原始,
    发起, 出発地, 출발지, 원본, 소스, 송신, المصدر, מקור
  `,
  destinationSide: `
    destination, destinations, dest, dest., dst, dst., target, targets, receiver, listener, responder,
    destino, destinos, hacia, ziel, ziel*, empfänger, destinataire*, cible, vers, destinatário, alvo,
    destinazione, bestemming*, doel*, miejsce docelowe, docelow*, cel, cíl*, mål, mål*, destinasjon,
    kohde*, hedef*, cél, cél*, destinație, destinația, đích, назначени*, получател*, куда, цел*,
    призначення, προορισμός, 宛先, 送信先, 接続先, 通信先, アクセス先, あて先, ターゲット, 目标, 目標, 目的地, 目的端, 目的ip,
    目的主机, 目的主機, 目的服务器, 目的伺服器, 대상, 목적지, 수신, الوجهة,
    יעד
  `,
  /** Prepositions: a side only where one is the whole title of a column. */
  sourceTitle: `
    from, de, del, desde, von, ab, depuis, da, dal, van, fra, från, z, od, ze, от, от кого, з, από, 自,
    从, 從, 由, から
  `,
  destinationTitle: `
    to, a, al, hasta, hacia, para, nach, an, zu, bis, à, vers, verso, naar, aan, till, til, do, к, кому,
    до, προς, 至, 到, へ
  `,
  direction: `
    direction, dir, flow, dirección, sentido, richtung, sens, direction du trafic, direção, direzione,
    richting, kierunek, směr, riktning, retning, suunta, yön, irány, направление, напрямок, 方向, 방향,
    イン/アウト, インまたはアウト, 通信方向, in/out, inbound/outbound, ingress/egress, in or out, traffic
  `,
  inbound: `
    inbound, incoming, ingress, in, entrada, entrante*, eingehend*, eingang, entrant*, entrée, recebid*,
    ingresso, in ingresso, in entrata, entrata, binnenkomend*, inkomend*, przychodząc*, příchozí,
    inkommande, indgående, innkommende, saapuva*, gelen, bejövő, входящ*, вхідн*, 受信, 着信, インバウンド, イン,
    入站, 输入, 入境, 入方向, 入, 傳入, 輸入, 传入, 인바운드, 수신
  `,
  outbound: `
    outbound, outgoing, egress, out, salida, saliente*, ausgehend*, ausgang, sortant*, sortie, saída,
    saídas, enviad*, uscita, in uscita, uitgaand*, wychodząc*, odchozí, utgående, udgående, lähtevä*,
    giden, kimenő, исходящ*, вихідн*, 送信, 発信, アウトバウンド, アウト, 出站, 输出, 出境, 出方向, 出, 傳出, 輸出, 传出, 아웃바운드, 송신
  `,
  both: `
    both, bidirectional, bi-directional, two-way, either, beide*, bidirektional, ambos, ambas,
    bidireccional, les deux, bidirectionnel*, entrambi, entrambe, bidirezionale, bidirecional, beide
    richtingen, oba, obie, obojí, båda, begge, molemmat, her ikisi, mindkettő, оба, обидва, 両方, 双方向, 双向,
    雙向, 两者, 兩者, 二者, 둘 다, 모두, 양방향
  `,
  peer: `
    zu/von, von/zu, to/from, from/to, peer, remote, remote system, remote host, counterpart, de/a,
    desde/hasta, de/para, vers/depuis, de/vers, da/a, van/naar, communicates with, connects to,
    gegenstelle, equipo remoto, hôte distant, 通信相手, 相手, 对端, 對端, 원격
  `,
  optional: `
    optional, optionally, opcional, opcionales, opcionais, opcionalmente, facultatif*, facultative*,
    como opção, como opción, facultativement, optionnel*, en option, wahlfrei, facoltativ*, opzional*, optioneel, optionele,
    opcjonaln*, opcj*, volitel*, nepovinn*, valfri*, valgfri*, valgfritt, valinnai*, isteğe bağlı,
    opcionális, nem kötelező, opțional*, tùy chọn, необязательн*, опциональн*, необовʼязков*,
    необов'язков*, προαιρετικ*, オプション, 省略可能, 省略可, 可选, 可選, 選擇性, 選用, 选填, 선택적, 선택 사항, اختياري, אופציונלי,
    वैकल्पिक, ไม่บังคับ
  `,
  /** Optional in brackets; outside them, the word for "any". */
  optionalAside: `
    任意, 選択, 선택, 选择
  `,
  required: `
    required, needed, need, needs, necesita*, benötig*, nécessit*, 必要です, mandatory, necessary, needed, must, requerido, requerida, obligatorio, obligatoria,
    necesario, necesaria, erforderlich, benötigt, pflicht, notwendig, zwingend, requis, requise,
    obligatoire, nécessaire, obrigatório, obrigatória, necessário, necessária, obbligatorio, necessario,
    richiesto, richiesta, vereist, verplicht, wymagan*, vyžadov*, povinn*, krävs, obligatorisk*,
    påkrævet, pakollinen, gerekli, zorunlu, szükséges, kötelező, obligatoriu, обязательн*, требуется,
    обов'язков*, απαιτείται, 必須, 必要, 必需, 必选, 必填, 필수, مطلوب, bắt buộc, חובה
  `,
  yes: `
    yes, y, true, x, sí, si, sì, ja, oui, sim, verdadero, tak, ano, kyllä, evet, igen, da, да, так, ναι,
    はい, 是, 예, نعم, 有, ○, ◯, ●, ✓, ✔, ✅, ☑, √, •, +, required, official, assigned
  `,
  no: `
    no, n, false, nein, non, não, falso, nie, ne, nej, nei, ei, hayır, nem, nu, нет, ні, όχι, いいえ, 否, 不,
    아니요, 아니오, لا, 无, 無, ×, ✗, ✘, ❌, -, --, ---, n/a, none, nee
  `,
  start: `
    start, starting, begin, beginning, first, from, low, lowest, minimum, min, inicial, inicio, inicia*,
    primer, primero, anfang*, start*, erster, début, premier, initial*, início, primeira, inizial*,
    inizio, begin*, eerste, początk*, počáteční, начал*, первый, 開始, 始, 先頭, 最初, 起始, 开始, 시작
  `,
  end: `
    end, ending, last, high, highest, maximum, max, to, final, fin, último, ende, letzter, end*,
    dernier, fim, fine, finale, ultima, einde, laatste, końc*, konečn*, конец, конечн*, последний, 終了,
    終, 最後, 结束, 結束, 종료, 끝
  `,
  count: `
    number of, no. of, # of, count, quantity, total, how many, número de puertos, cantidad, numero de,
    anzahl, nombre de, nombre, número de portas, quantidade, numero di, quantità, aantal, liczba, ilość,
    počet, antal, antall, määrä, sayısı, száma, количество, число, кількість, 数, の数, 数量, 數目, 个数, 개수, 수량
  `,
  clientSide: `
    client, client*, cliente, clientes, klient*, クライアント, 客户端, 用户端, 用戶端, 클라이언트, клиент*
  `,
  serverSide: `
    server, servers, server*, servidor, serveur, servidor*, サーバー, *サーバ*, 服务器, 伺服器, 서버, сервер*
  `,
  /** Titles of a column that names who listens, or whose ports these are. */
  component: `
    component, components, role, roles, server role, server, servers, host, node, machine, device, load
    balancer, componente, componentes, rol, servidor, equipo, nodo, komponente*, rolle, serverrolle,
    knoten, composant*, rôle, rôle serveur, serveur, programme d’équilibrage*, équilibreur*, equilibrador*, balanceador*, lastenausgleich*, bilanciatore*, bilanciamento*, hôte, nœud,
    papel, função, nó, ruolo, onderdeel, rola, serwer, komponent*, компонент*, роль, сервер, узел,
    コンポーネント, 役割, サーバー, *サーバ*, *ホスト*, *ノード*, ロード バランサー, ロードバランサー, 组件, 元件, 角色, 服务器, 伺服器, 节点, 節點, 负载均衡, 负载平衡, 負載平衡, 부하 분산, 구성 요소, 역할,
    서버, 노드
  `,
  notes: `
    note, notes, comment, comments, remark, remarks, details, nota, notas, comentario, comentarios, observaciones, observações,
    observação, bemerkung, bemerkungen, anmerkung*, hinweis*, kommentar*, notiz*, remarque*, commentaire*, notes, osservazion*,
    commenti, opmerking*, uwagi, poznámk*, anmärkning*, bemærkning*, merknad*, huomautu*, notlar, megjegyzés*, примечани*,
    комментари*, メモ, 備考, 注記, コメント, 注, 备注, 備註, 注释, 註解, 说明, 附注, 비고, 참고, 메모
  `,
  transport: `
    transport, transport*, protocol, protocols, protocolo, protocolos, protokoll, protokolle, protocole,
    protocoles, protocollo, protocolli, protokół, protokol, протокол*, プロトコル, 协议, 協議, 通訊協定, 通信协议, 協定,
    프로토콜, トランスポート, 传输, giao thức, πρωτόκολλο, l4
  `,
  range: `
    to, through, thru, until, till, up to, a, al, hasta, bis, à, au, jusqu’à, jusqu'à, até, fino, tot,
    t/m, do, az, až, til, ile, la, до, по, έως, đến, から, 至, 到, 에서
  `,
  openEnd: `
    above, higher, up, greater, upwards, superior*, adelante, höher, aufwärts, supérieur*, plus, acima,
    successiv*, hoger, wyższ*, выше, 以上, 以降, 及以上, 이상
  `,
  eitherOr: `
    or, o, u, oder, ou, of, lub, nebo, eller, tai, veya, vagy, sau, или, або, ή, または, 又は, もしくは, 或, 或者,
    또는, hoặc
  `,
  conditional: `
    if, when, where, unless, only, in case, si, cuando, solo, sólo, solamente, wenn, falls, nur, sofern,
    quand, lorsque, seulement, uniquement, se, quando, caso, somente, apenas, solo se, indien, als,
    alleen, jeśli, gdy, tylko, pokud, jen, om, endast, hvis, kun, jos, vain, если, только, якщо, 場合, のみ,
    とき, 如果, 仅, 僅, 当, 若, 경우, 때만
  `,
  dynamic: `
    dynamic*, random*, ephemeral, dinámic*, aleatori*, dynamisch*, zufällig*, dynamique*, aléatoire*,
    dinâmic*, dinamic*, casuale, динамическ*, 動的, ランダム, 动态, 動態, 随机, 동적
  `,
  /** Words of headings that say what the text is about, not whom. */
  topic: `
    requirement*, prerequisite*, summary, details, overview, network, firewall, rules, list, used,
    required, requisito*, resumen, detalles, red, reglas, cortafuegos, voraussetzungen, anforderungen,
    übersicht, netzwerk*, prérequis, configuration requise, exigences, résumé, réseau, pare-feu, resumo,
    detalhes, rede, regras, requisiti, riepilogo, rete, vereisten, wymagania, требован*, сет*, 要件, 概要,
    一覧, ネットワーク, ファイアウォール, 要求, 摘要, 网络, 網路, 防火墙, 防火牆, 列表, 요구 사항, 방화벽, protocol*, protokoll*, protocolo*,
    协议, プロトコル
  `,
  anyone: `
    any, anyone, all, everyone, *, cualquiera, cualquier, todos, beliebig*, alle, tous, toute,
    n'importe, qualquer, qualsiasi, tutti, alles, dowolny, любой, 任意, すべて, 任何, 모두
  `,
} as const;

export type Meaning = keyof typeof vocabulary;
