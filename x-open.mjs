import { chromium } from 'playwright-core';
import { performance } from 'node:perf_hooks';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-dev-shm-usage'] });
for (const js of [true,true,true,false,false]) { const c = await browser.newContext({offline:true, javaScriptEnabled: js}); const p = await c.newPage();
 const cdp = await c.newCDPSession(p); await cdp.send('Performance.enable');
 const t=performance.now(); await p.goto('file://'+process.argv[2]); const load=performance.now()-t;
 await p.locator('h1').first().waitFor(); if(js) await p.evaluate(()=>new Promise(r=>requestAnimationFrame(()=>setTimeout(r))));
 const drawn=performance.now()-t;
 const m=Object.fromEntries((await cdp.send('Performance.getMetrics')).metrics.map(x=>[x.name,x.value]));
 let nav; if(js) nav=await p.evaluate(()=>{const n=performance.getEntriesByType('navigation')[0]; const fp=performance.getEntriesByType('paint'); return [n.domInteractive,n.domContentLoadedEventEnd,n.loadEventEnd,...fp.map(x=>x.startTime)].map(Math.round)});
 console.log(js?'js':'nojs','goto',Math.round(load),'drawn',Math.round(drawn),'nav',nav,'layout',m.LayoutDuration.toFixed(3),'style',m.RecalcStyleDuration.toFixed(3),'script',m.ScriptDuration.toFixed(3),'task',m.TaskDuration.toFixed(3),'nodes',m.Nodes);
 await c.close(); }
await browser.close();
