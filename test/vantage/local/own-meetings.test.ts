import { expect, test } from '@jest/globals';
import { metItself } from '../../../src/vantage/local/own-ends.ts';
import { ownMeetings } from '../../../src/vantage/local/own-meetings.ts';

test.each([
  ['127.0.0.1', 5000, '127.0.0.1', 5000, true],
  ['::1', 5000, '0:0:0:0:0:0:0:1', 5000, true],
  ['fe80::1', 5000, 'fe80::1%eth0', 5000, true],
  ['127.0.0.1', 5000, '127.0.0.1', 5001, false],
  ['127.0.0.1', 5000, '127.0.0.2', 5000, false],
  ['127.0.0.1', 5000, '::1', 5000, false],
])('a socket at %s:%i asking %s:%i met itself: %s', (localAddress, localPort, address, port, met) => {
  expect(metItself({ localAddress, localPort }, address, port)).toBe(met);
});

test('two own sockets that met are both found out, whichever ends first', () => {
  const meetings = ownMeetings();
  meetings.started(4000); // from source port 5000
  meetings.started(5000); // from source port 4000
  meetings.ended(4000);
  expect(meetings.met(4000, 5000)).toBe(true);
  meetings.ended(5000);
  expect(meetings.met(5000, 4000)).toBe(true);
});

test('a connection from a port that none of ours asks is a real one', () => {
  const meetings = ownMeetings();
  meetings.started(443);
  meetings.ended(443);
  expect(meetings.met(443, 50_000)).toBe(false);
});
