import { expect, test } from '@jest/globals';
import { readSshUrl } from '../../src/site/ssh-url.ts';

test.each([
  ['ssh://ops@dmz.example', { user: 'ops', host: 'dmz.example', port: 22 }],
  ['ssh://ops@10.0.1.10:2222', { user: 'ops', host: '10.0.1.10', port: 2222 }],
  ['ssh://[2001:db8::1]:22/', { user: null, host: '2001:db8::1', port: 22 }],
  ['ssh://ops:secret@dmz.example', undefined],
  ['ssh://-oProxyCommand=x@dmz', undefined],
  ['ssh://dmz.example:0', undefined],
  ['ssh://dmz.example:65536', undefined],
  ['ssh://dmz.example/path', undefined],
  ['telnet://dmz.example', undefined],
  ['ssh://a b@dmz', undefined],
])('%s', (text, wanted) => expect(readSshUrl(text)).toEqual(wanted));
