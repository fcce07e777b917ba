import { chromium } from 'playwright-core';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-dev-shm-usage'] });
const c = await browser.newContext({offline:true}); const p = await c.newPage();
await browser.startTracing(p,{categories:['devtools.timeline','blink','cc','toplevel','v8']});
await p.goto('file://'+process.argv[2]); await p.evaluate(()=>new Promise(r=>requestAnimationFrame(()=>setTimeout(r))));
const b=JSON.parse((await browser.stopTracing()).toString()); const by={};
for(const e of b.traceEvents) if(e.ph==='X'&&e.tdur){by[e.name]=by[e.name]??[0,0];by[e.name][0]+=e.tdur/1000;by[e.name][1]++}
console.log(Object.entries(by).sort((a,b)=>b[1][0]-a[1][0]).slice(0,34).map(([k,[v,n]])=>v.toFixed(0).padStart(6)+' '+n+' '+k).join('\n'));
await browser.close();
