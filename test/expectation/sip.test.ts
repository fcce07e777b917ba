import { expect, test } from '@jest/globals';
import type { ConversationAnswer } from '../../src/model/conversation.ts';
import { sip } from '../../src/expectation/sip.ts';
import { flowCheck, judge } from './check.ts';

const answered = (code: number): ConversationAnswer => ({
  kind: 'sip',
  status: 'answered',
  code,
  reason: '',
  server: 'RTC/5.0',
});
const broke = (step: 'read' | 'tls' | 'connect', code: string, detail = ''): ConversationAnswer => ({
  kind: 'sip',
  status: 'broken',
  failure: { step, code, detail },
  heard: '',
});

test.each([
  [{}, answered(200), 'pass sipAnswered'],
  [{}, answered(401), 'pass sipAnswered'],
  [{ code: 200 }, answered(401), 'fail sipOtherStatus'],
  [{ code: [200, 401] }, answered(401), 'pass sipAnswered'],
  [{}, broke('tls', 'client-certificate'), 'inconclusive sipClientCertificate'],
  [{}, broke('read', 'malformed', 'HTTP/1.1 400'), 'fail sipOther'],
  [{}, broke('read', 'timeout'), 'fail conversationTimeout'],
  [{}, broke('read', 'reset'), 'fail conversationReset'],
  [{}, broke('tls', 'error'), 'inconclusive conversationError'],
  [{}, broke('connect', 'refused'), 'inconclusive conversationNotConnected'],
  [{}, undefined, 'inconclusive conversationMissing'],
])('%j, %j', (settings, answer, wanted) => {
  const [finding] = judge(sip, settings, flowCheck(), () => answer);
  expect(`${finding!.verdict} ${finding!.reason.code}`).toBe(wanted);
});

test('asks by the name of the target where it has one, over TLS unless told otherwise', () => {
  const named = flowCheck({ host: 'fe01.contoso.test' });
  expect(sip.asks({}, named)).toEqual([{ kind: 'sip', tls: true, host: 'fe01.contoso.test' }]);
  expect(sip.asks({ plain: true }, flowCheck())).toEqual([{ kind: 'sip', tls: false, host: '203.0.113.10' }]);
});
