import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { inDeployment } from './deployment.ts';

test('the deployment serves what the documents describe, from outside through both firewalls', async () => {
  await inDeployment({}, async (lab) => {
    const outside = lab.address('proxy', 'external');
    const curl = async (...args: string[]) =>
      (await lab.run('client', ['curl', '-s', '-m', '3', ...args])).stdout;
    const at = (name: string, port: number) => ['--resolve', `${name}:${port}:${outside}`];
    const trusted = ['--cacert', join(lab.folder, 'authority.pem')];
    const discover = 'lyncdiscover.contoso.test';
    expect(await curl(...trusted, ...at(discover, 443), `https://${discover}/`)).toContain('"External"');
    expect(await curl(...at(discover, 80), `http://${discover}/?sipuri=a@contoso.test`)).toContain(
      '"External"',
    );
    expect(await curl(...at('meet.contoso.test', 80), '-I', 'http://meet.contoso.test/a')).toContain(
      'Location: https://meet.contoso.test/a',
    );
    expect(await curl(...trusted, ...at('owa.contoso.test', 443), 'https://owa.contoso.test/')).toContain(
      'wopi',
    );
    expect(await curl(...at('x', 4443), 'https://x:4443/', '-w', '%{exitcode}')).toBe('28');
  });
});
