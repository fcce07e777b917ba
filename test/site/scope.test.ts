import { describe, expect, test } from '@jest/globals';
import { parseCidr } from '../../src/model/address.ts';
import { inScope } from '../../src/site/scope.ts';

const scope = {
  allow: ['192.0.2.0/24', '2001:db8::/64', 'fe80::/64'].map((text) => parseCidr(text)!),
  deny: ['192.0.2.128/25', '2001:db8::dead'].map((text) => parseCidr(text)!),
};

describe('inScope', () => {
  test.each([
    ['192.0.2.0', true],
    ['192.0.2.127', true],
    ['192.0.2.128', false],
    ['192.0.3.0', false],
    ['2001:db8::1', true],
    ['2001:DB8:0:0::1', true],
    ['2001:db8::dead', false],
    ['2001:db8:0:1::1', false],
    ['fe80::1%eth0', true],
    // what it reaches is what counts
    ['::ffff:192.0.2.1', true],
    ['::ffff:c000:201', true],
    ['::ffff:192.0.2.200', false],
    ['::ffff:10.0.0.1', false],
    // what other readers would take for 192.0.2.1
    ['192.0.2.01', false],
    ['192.0.513', false],
    ['3221225985', false],
    ['0xc0.0.2.1', false],
    ['[2001:db8::1]', false],
    ['www.example.com', false],
    ['', false],
  ])('%s: %s', (address, expected) => {
    expect(inScope(scope, address)).toBe(expected);
  });
});
