import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { makeMlKem } from '../../../src/probe/conversations/tls/ml-kem.ts';

/** The seed that the vectors below were made for: the bytes 0 to 31. */
const seed = Buffer.from(Array.from({ length: 32 }, (_, i) => i));

/** What OpenSSL 3.5 (of Node 24) wrapped for the public key of that seed, and the secret that it kept. */
const vectors = [
  {
    size: 768,
    publicKey: '0b7934c83125c788995e2ba6bd761e33046b3e40571be53e023309a29f398cc9',
    secret: 'a4a718f3396d0a68c420c02e5874ae3335b40ce99ed53aae95d7a04b7d67ff27',
    ciphertext: [
      'o+xtGB93NKoo8BJBTTA3OT1wGbbighhkFi3WiBRyBnwxCYKJSFDa1HK+Zn0vYFA2ZCzxaP6Sp0zOrQlaNky/f45lcjfnM4Xkr7cU',
      'seITQxCsd7BN7PMHqwNfY0rjZy7hqIeI564r6/xj5if9x32v9SE8WgMltpWo1EqPUFL3pAbfNilkgBlUlakD0qLpdKlQLm2UlZqR',
      'ABdEBOC4GG1nQ6yuUP+pzaZZgxqYbXoGUtS52g3WVQMYEPqSBfL+UGH/wmP/4xwQA4GfzMZF23MKVgZ4BEJeKcR89ulQVG2wT8GN',
      '00Y+98VywqoHVfBJWyQnxRccDV68k1upclyqfyGFoy+pgbi74K30E5dMSlUgWBRpyWGZBJOjg8xtclKb1tIHzhxKN2248Ats/Glk',
      't9mcQUR3UfTo4VDoV2gN8PaE19tss6HXNepIsVR212YnSUvUYLpL7mHx+PkR3Dohxq3jRIpuwN4QpBk5XkiXDUnJlwIkZebuNwXf',
      'QNHofC/GGhg2gF/i0Ir3q8SaHCv5U/bJUbY/ubrByX9TEuSJopUURCPjb48gEsLfLge3aXBHxBx6SJYXVWcCrBRBvgwR7xH99y6Z',
      'PxdQQMwdr117HkLKfK0jmN6LMldm4BSsv8p+nkwkQgyrVlrkTTt0fDN1l72i1kfmBS3VPSyM9nUh3FMZCryve4atuTBRvcojh6lO',
      '24VUrRBpS1GT8LDwuHc7p9o7Jify1uJmskhsAibxzuvKJP9sgSgx75A6tTUsJenBpc28J4V+oALZUtfqX3rHP60qWKbpl8LZP+b/',
      'D3gDGHOBjMTPF40RxeW1dsZp24kbKsWY7s75Tk0WedZLHXVLt8VIIYdhOilfyDCH4q3cbEAqyswhyPkKwT02U5Lz2GJAC4ChOy4b',
      'gXzcBC8Hi82lVXJ5P3FrzswLDFZz+t5sNDx1eK932j2uaL8l01v0dRP7PinQFtgYpa5vSorqJ86kfvGoPmJAFZHJqIV5CTi/DcHN',
      'NPZWH9O5ETWJn0j0YyDJf5M4b2ESZW9fcfddXslOP3SznAmzcyPjDy+GVdMa5XgOJ8/9kK38tdWxWg89wCnP31Q3doGlD35OoQzA',
      'M59DoKnnOSiCiSPK7nYhVRuIBErme+I5q6jMsl5vOuvXrE5jYORtDlTjl69a5W7mRaPUASoJrOXcgnD6i116W5jld6LKvPzq0ILC',
      'JMQY1N8KhNbn5a/QxuVc5qVLHNy3R6jFeHLAHQ2iBDrEM+K6pDWik5NbbSL2r4b1UiM1mZsSDkabx+aw+dGHN2X7e+ZQneFQfULN',
      'zty0wDbwWMNW6KF5oqZ8GUnRttvd98476BBTzxaa3pv5yntuhCO9eKDaKCQNursZNLHSumbk7H2kwwMIzgrIyONtiGjBpHflAdE5',
      'OTgpzF2cw4mhZ1U8dzfTgWpBagyO8lO4TaIzl7L7EDVze8ThiK0=',
    ].join(''),
  },
  {
    size: 1024,
    publicKey: 'c7b8fa0aa471d5ae18922d6ccad5b31e1d84f92ae723abfd13747018740a8530',
    secret: '95c5fb7bf75a9f7e96606265aaf6c14fa3ebcf7fef87649ad9e6aa577e914593',
    ciphertext: [
      'x10W9vTPdVf1PCIWTVO8LS5SFTTuYA9UEjA02Exvl4IdUY9+hSbXMVFNsITNLL/iTrfEvqB42TXRiIiMjkoCZyUDnNq3We1n+LOD',
      'z3mpOFU7hGGzrHcsoPdJ4wXg2eUsfB4s7ckp+kVo62S3mvos4ySo2jegtIA2ZUWW7DXVTmarntWiVfEcup8WkueHnHpR5mwbqsNw',
      'pNLFfF/erjxreQJjN1ISb9Hw/VqISoVn7gsxQfD1pTlqXKqu6bvq0GmiiVGQ3ng58NEZphwLK/o60eLY5XvDcs+EmX+rF8Z5uFU9',
      'UOsKEvzWGargxvoHIg5SI+nvaOABz5EjZ75Cy40Jw+8Hr26PfcO5gE83NaVCdmlg6xpJ1v6wzIWxpFbYw1krSnD3PyLvidXFwwQP',
      'N2S4XyOyTOZPp+ApjuBhrRcnCJVbOmfTS6f1JxdH37wtK2ujRJs3q1gEVGB5qWusuWbk0Jpp3s0WZrj61IwveV6eurigsB8to5Q1',
      'SfLA1a42nSAO5XyavalZM2COfeDwZAem+2eEQt/MrnM98ey91eTvichFmu79O+4cTSKTXwJsZDAFbjJPn+FNOssqKAOuYj3XkhT0',
      'OYeJWJyZ73unR7UIP67tLpY6gixWRAzNkyTjTCD+Yu+auRHiRXz/8AJ7ovmTYX2df/C/r86ACsCfAChfIFEgcYIuCtSznpHn9YEW',
      'L/BVdi8uIpnwEZ6ME5u4yi+i+PEfKuWcDAJmBqWPao1WniLaO4NsH5ySSavAW2iHkINnh0f3zpikoBxK8SrZkS/Jna0TXnvDgiEg',
      'L6ZLeMESYoz8EzNo3salLmiIvvqM2/jDiDIeuRb6U8M+7HvL6vCOoReGVqrIjkrDo03HDeK3ORsD6t6zLVaFHKBMJ6aL8FdbXvoe',
      'aEvV/1hGF3kdQo5+uE5Eqo5G3Ergrp5gVlmWFgRgNm9Ffi3x3jg8KYD2v57gU6CAgPMw23wJQYQ65LnjPuunBxVn7WDBoFKXcLuG',
      'grCepACsFGRjgkdDUvf5Y4EB6UvTVZCymusCaeRZWCfRE8ivVG7ktcrFfQ25ZNZoYUbe/v1N0f5YeX2E/AZ2iXyddBp8k4GjoHbp',
      'sShHsUAkKO/WufLQtoOD0yEFwumQHdkYZCd6riOi2PqVzrfgUjZybzb4iQj7sH1Yl3qplfcyBBDzf70mlBs+ueDuWHzm7A1dwJAB',
      'rmTdK3DSPdq6dMuWPMtJXjGu4FSl5Fbz4pJWuXA45WfHPrMUlD4PhqqW3u23KOjqTYvirgbayR7PVDHDufri2cMY+xJ8r4L6KUwf',
      '2hJnmjlNT3FVZjmZANsE5L6C+m5Cp6yznyGK4vGZwBH3wnaV38hTH5nfQBadoMC7kb/Zsdqif/I8p3QjYTtgmNbE4XpC2S+7X9Ci',
      '/S9Ag+btXU2B99ZnuL7ZkQs7zSsNDn4p+U2T2xblh+OuomAeaYEhMYr+URR0F0mbFmaWI81a/1nR+zMw9JdCcOlCU9ebMUthD5tA',
      '1tmy6JAT/5E0MNcQi8L4M61zi/+g0Ge+FnmDcRidlAaZH7kNbQPcgaNN4kKV2lsM/JZHLtDytgkm7g1PU3nPx1Ipi71Quyr3rHDH',
      'UdyBJIFGb52/N78DBoetq7nId62VUOLc8+XGNLoQ58nFXfDh+Ay56xUFLr4qa+nwFGWSKDEu6AJZLkvBB7pYtDlf9yI4Tep9km8i',
      'p/tDbdk22XNxRHfh+5WyD73170x7JPZEmcnUk/umdweAvJb2GiI/Ho0kSMhe4MX2iFYc3n9fudbWfiiSAQo9eX0l4g2KPncj+a31',
      'uRRP1ewupTu5VVk0qcXiwhZ4ommbQfFHuwoq6PLd3J9eoGPvMC2ZmMqQjP8MEEMx9OwXkBaKmqhGXsnmyrSWxE8J4OmzCxUWMo7A',
      'SF+1vZgx6DVvwyhhxqjt5B2yxdO+SyVBQxwPpKRB99lq48iq1YoHTyv+aQ3aQ+rySCRGpK9WZqa92bLq8W+cYSk4NyiyI84vbCXq',
      'nIbFeNd/nexyocBs2bUU0ncpq84QWjM6DosFyHuPoAhnK4agZ5RK7OQo6Y6rfKwi7mvY6N/eMvnkuzZtLE3kw0msiWI=',
    ].join(''),
  },
] as const;

describe.each(vectors)('ML-KEM-$size', ({ size, publicKey, secret, ciphertext }) => {
  const kem = makeMlKem(size, seed);
  const wrapped = Buffer.from(ciphertext, 'base64');

  test('a seed gives one public key', () => {
    expect(createHash('sha256').update(kem.publicKey).digest('hex')).toBe(publicKey);
  });

  test('unwraps what OpenSSL wrapped', () => {
    expect(wrapped).toHaveLength(kem.ciphertextBytes);
    expect(kem.unwrap(wrapped).toString('hex')).toBe(secret);
  });

  test('gives another secret for another ciphertext, and never throws', () => {
    for (const byte of [0, 500, wrapped.length - 1]) {
      const other = Buffer.from(wrapped);
      other[byte]! ^= 0xff;
      expect(kem.unwrap(other)).toHaveLength(32);
    }
    const zeros = kem.unwrap(Buffer.alloc(kem.ciphertextBytes));
    expect(zeros.toString('hex')).not.toBe(secret);
  });
});
