/**
 * The page's style. Colours are pairs of ink and ground with a contrast of at least 4.5 : 1 in both schemes; a
 * verdict is always a word and a sign too, never a colour alone.
 */
export const style = String.raw`
:root{color-scheme:light dark;
--bg:#fff;--soft:#f5f7f9;--ink:#1a1f26;--muted:#55606d;--line:#d5dbe2;--link:#0a58b0;
--fail:#b3201a;--fail-bg:#fdeeec;--inconclusive:#855000;--inconclusive-bg:#fff5dc;--pass:#14682f;--pass-bg:#e9f7ee;
--waived:#6236b8;--waived-bg:#f3eefe;--notApplicable:#55606d;--notApplicable-bg:#eef1f4}
:root[data-theme=dark]{color-scheme:dark;
--bg:#101419;--soft:#181e25;--ink:#e7ecf1;--muted:#a6b1bd;--line:#313b46;--link:#82bbff;
--fail:#ff9d92;--fail-bg:#3a1512;--inconclusive:#f3c568;--inconclusive-bg:#33260a;--pass:#82d9a2;--pass-bg:#102c1c;
--waived:#cdb8ff;--waived-bg:#291d47;--notApplicable:#a6b1bd;--notApplicable-bg:#222a33}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;
--bg:#101419;--soft:#181e25;--ink:#e7ecf1;--muted:#a6b1bd;--line:#313b46;--link:#82bbff;
--fail:#ff9d92;--fail-bg:#3a1512;--inconclusive:#f3c568;--inconclusive-bg:#33260a;--pass:#82d9a2;--pass-bg:#102c1c;
--waived:#cdb8ff;--waived-bg:#291d47;--notApplicable:#a6b1bd;--notApplicable-bg:#222a33}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
header,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
h1{font-size:1.05rem;font-weight:600;color:var(--muted);margin:0}
h2{font-size:1.3rem;line-height:1.3;margin:3rem 0 1rem;padding-bottom:.4rem;border-bottom:1px solid var(--line)}
h3{font-size:1.05rem;line-height:1.4;margin:0}
p{margin:.4rem 0}
a{color:var(--link)}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}
code{font:.85em/1.4 ui-monospace,"SFMono-Regular",Consolas,"DejaVu Sans Mono",monospace}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;background:var(--bg);padding:.5rem 1rem;z-index:9}
.top{display:flex;justify-content:space-between;align-items:center;gap:1rem;padding-top:1.25rem}
.outcome{margin:1.25rem 0 1rem;padding:1.4rem 1.6rem;border-radius:12px;border-left:8px solid}
.outcome strong{display:block;font-size:2.3rem;line-height:1.15;letter-spacing:-.02em}
.outcome span{display:block;font-size:1.15rem;color:var(--ink);margin-top:.35rem}
.compliant{color:var(--pass);background:var(--pass-bg);border-color:var(--pass)}
.nonCompliant{color:var(--fail);background:var(--fail-bg);border-color:var(--fail)}
.inconclusive.outcome{color:var(--inconclusive);background:var(--inconclusive-bg);border-color:var(--inconclusive)}
.counts{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.75rem;list-style:none;margin:0;padding:0}
.counts li{border:1px solid var(--line);border-radius:10px;padding:.7rem 1rem;background:var(--soft)}
.counts b{display:block;font-size:1.7rem;line-height:1.2}
.counts .zero b{color:var(--muted)}
.s-fail{--tone:var(--fail);--tone-bg:var(--fail-bg)}
.s-inconclusive{--tone:var(--inconclusive);--tone-bg:var(--inconclusive-bg)}
.s-waived{--tone:var(--waived);--tone-bg:var(--waived-bg)}
.s-pass{--tone:var(--pass);--tone-bg:var(--pass-bg)}
.s-notApplicable{--tone:var(--notApplicable);--tone-bg:var(--notApplicable-bg)}
.counts b,.tone{color:var(--tone)}
.pill{display:inline-block;white-space:nowrap;color:var(--tone);background:var(--tone-bg);border-radius:99px;padding:.05rem .65rem;font-size:.85rem;font-weight:600}
.facts{display:grid;grid-template-columns:fit-content(70%) minmax(4rem,1fr);gap:.3rem 1.25rem;margin:1.25rem 0}
.facts dt{color:var(--muted);min-width:7rem}
.facts dd{margin:0}
.facts dd+dd{grid-column:2}
.note{border:1px solid var(--line);border-left:6px solid var(--inconclusive);border-radius:8px;padding:.9rem 1.2rem;margin:1.25rem 0;background:var(--soft)}
.note h2{border:0;margin:0 0 .4rem;padding:0;font-size:1.05rem}
.note ul{margin:0;padding-left:1.2rem}
.scroll{overflow:auto;max-height:85vh;border:1px solid var(--line);border-radius:10px;background:var(--bg)}
.scroll svg{display:block;margin:0 auto}
.key{display:flex;flex-wrap:wrap;gap:.3rem 1.5rem;list-style:none;padding:0;margin:.75rem 0 0;color:var(--muted);font-size:.9rem}
.key svg{vertical-align:middle;margin-right:.4rem}
svg text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;fill:var(--ink)}
svg .box{fill:var(--bg);stroke:var(--muted);stroke-width:1.2}
svg .title{font-weight:600}
svg .small,svg .zone-name{font-size:11px;fill:var(--muted)}
svg .zone{fill:var(--soft);stroke:var(--line);stroke-dasharray:4 3}
svg .arrow{fill:none;stroke:var(--tone);stroke-width:1.8}
svg .head{fill:var(--tone)}
svg .leak{stroke-width:2.6;stroke-dasharray:7 4}
svg .omission{stroke-dasharray:1.5 4;stroke:var(--muted)}
svg .ground{fill:var(--bg);stroke:var(--line);stroke-width:.6}
svg .ports{fill:var(--tone);font-weight:600;font-size:11.5px}
svg .bar{fill:var(--line)}
svg .left{fill:var(--tone)}
svg .now{stroke:var(--ink);stroke-width:2}
svg .trend{fill:none;stroke:var(--muted);stroke-width:1.5}
svg .dot{fill:var(--tone);stroke:var(--bg);stroke-width:1.5}
table{border-collapse:collapse;width:100%;font-size:.93rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .8rem;border-bottom:1px solid var(--line)}
th{overflow-wrap:break-word}
th small{font-weight:400}
td>b.tone{white-space:nowrap}
td>code{display:inline-block;min-width:9.5rem}
.certificates th:first-child{width:36%}.certificates th:nth-child(2){width:25%}
.certificates small code{word-break:break-all}
.certificates th,.certificates td{min-width:9rem}
thead th{color:var(--muted);font-weight:600;background:var(--soft)}
tbody tr:last-child>*{border-bottom:0}
.matrix th,.matrix td{min-width:8rem}
.matrix tbody th{position:sticky;left:0;background:var(--soft);z-index:1;font-weight:600}
.matrix .none{color:var(--muted)}
.matrix a{display:inline-block;margin:0 .3rem .2rem 0;text-decoration:none}
.matrix a:hover .pill{text-decoration:underline}
form.filters{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:.75rem 1rem;align-items:end;background:var(--soft);border:1px solid var(--line);border-radius:10px;padding:1rem;margin-bottom:1rem}
form.filters[hidden]{display:none}
.filters label{display:block;font-size:.85rem;color:var(--muted)}
.filters input[type=search],.filters select{width:100%;font:inherit;color:inherit;background:var(--bg);border:1px solid var(--muted);border-radius:6px;padding:.4rem .6rem;min-height:2.4rem}
.filters label:first-child{grid-column:1/-1}
.filters fieldset label:first-child{grid-column:auto}
.filters fieldset{grid-column:1/-1;border:0;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.4rem 1.1rem}
.filters legend{font-size:.85rem;color:var(--muted);padding:0;float:left;margin-right:1rem}
.filters fieldset label{font-size:.95rem;color:var(--ink);display:inline-flex;align-items:center;gap:.35rem}
.filters .actions{grid-column:1/-1;display:flex;flex-wrap:wrap;gap:.75rem;align-items:center}
button{font:inherit;color:var(--ink);background:var(--bg);border:1px solid var(--muted);border-radius:6px;padding:.35rem .9rem;cursor:pointer;min-height:2.4rem}
button:hover{background:var(--soft)}
.rule{margin:1.5rem 0 0}
.rule>header{max-width:none;margin:0;padding:0 0 .4rem}
.rule>header p{margin:.1rem 0;color:var(--muted);font-size:.93rem}
.check{border:1px solid var(--line);border-left:5px solid var(--tone);border-radius:6px;margin:.35rem 0}
.many .check{content-visibility:auto;contain-intrinsic-size:auto 2.9rem}
.check[hidden],.rule[hidden]{display:none}
.check:target{box-shadow:0 0 0 3px var(--link)}
.check summary{display:grid;grid-template-columns:9.5rem minmax(0,2fr) minmax(0,1.1fr) minmax(0,1.6fr);gap:.2rem 1rem;align-items:baseline;padding:.55rem .9rem;cursor:pointer;list-style:none}
.check summary::-webkit-details-marker{display:none}
.check summary:hover{background:var(--soft)}
.check[open] summary{border-bottom:1px solid var(--line)}
.check summary .pill{justify-self:start}
.check summary .seen{color:var(--muted)}
.check .facts{margin:.8rem .9rem}
.changes{margin:1.5rem 0 .6rem}
.remedy{background:var(--soft);border-left:4px solid var(--link);padding:.4rem .8rem;border-radius:4px}
footer{margin-top:3rem;padding-top:1.25rem;padding-bottom:2.5rem;border-top:1px solid var(--line);color:var(--muted);font-size:.88rem}
@media (max-width:46rem){
header,main,footer{padding-left:.9rem;padding-right:.9rem}
.outcome{padding:1.1rem}.outcome strong{font-size:1.8rem}
.facts{grid-template-columns:1fr;gap:0}.facts dt{margin-top:.55rem;font-size:.88rem}.facts dd+dd{grid-column:1}
form.filters{grid-template-columns:1fr}
.check summary{grid-template-columns:1fr}
.counts{grid-template-columns:repeat(2,1fr)}
.matrix th,.matrix td{min-width:6.5rem}
}
@media print{
@page{size:A4;margin:16mm 14mm 18mm}
:root,:root[data-theme=dark],:root:not([data-theme=light]){color-scheme:light;
--bg:#fff;--soft:#f5f7f9;--ink:#000;--muted:#444d57;--line:#c3cad2;--link:#000;
--fail:#b3201a;--fail-bg:#fdeeec;--inconclusive:#855000;--inconclusive-bg:#fff5dc;--pass:#14682f;--pass-bg:#e9f7ee;
--waived:#6236b8;--waived-bg:#f3eefe;--notApplicable:#55606d;--notApplicable-bg:#eef1f4}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
html{font-size:9.6pt}
.rule>header{break-inside:avoid}
header,main,footer{max-width:none;padding:0}
.filters,.skip,button,.check .self{display:none!important}
.scroll{overflow:visible;max-height:none}
.scroll svg{max-width:100%;height:auto}
.check,.note,.outcome,.counts li,tr{break-inside:avoid}
h2,h3,.rule>header{break-after:avoid}
.many .check{content-visibility:visible}
.check summary{grid-template-columns:9.5rem 2fr 1.1fr 1.6fr}
.matrix th,.matrix td,.certificates th,.certificates td{min-width:0}
.certificates{table-layout:fixed}
}
`;
