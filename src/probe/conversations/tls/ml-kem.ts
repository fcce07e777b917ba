import { createHash } from 'node:crypto';

/**
 * As much of ML-KEM (FIPS 203) as a client of TLS needs: a public key, and the secret that the server wrapped for it.
 * Nothing secret ever goes under that secret, so neither time nor memory is guarded, and a ciphertext that was
 * tampered with is noticed by the records that don't open. Node's own comes with 24.7.
 */
export interface MlKem {
  readonly publicKey: Buffer;
  readonly ciphertextBytes: number;
  readonly unwrap: (ciphertext: Buffer) => Buffer;
}

interface Parameters {
  /** Polynomials in a vector. */
  readonly rank: 3 | 4;
  /** Bits that a coefficient of the ciphertext's two parts is compressed to. */
  readonly du: 10 | 11;
  readonly dv: 4 | 5;
}

const parameterSets: Readonly<Record<768 | 1024, Parameters>> = {
  768: { rank: 3, du: 10, dv: 4 },
  1024: { rank: 4, du: 11, dv: 5 },
};

const q = 3329;
const n = 256;

type Polynomial = Int32Array;

/** `seed`: 32 random bytes. Algorithms 13 (K-PKE.KeyGen), 15 (K-PKE.Decrypt) and the end of 18 (Decaps). */
export function makeMlKem(size: 768 | 1024, seed: Buffer): MlKem {
  const { rank, du, dv } = parameterSets[size];
  const expanded = hash('sha3-512', seed, Buffer.from([rank]));
  const [rho, sigma] = [expanded.subarray(0, 32), expanded.subarray(32)];
  const noise = (counter: number): Polynomial =>
    toFrequencies(sampleNoise(shake(256, 128, sigma, Buffer.from([counter]))));
  const secret = Array.from({ length: rank }, (_, i) => noise(i));
  const shown = Array.from({ length: rank }, (_, i) => {
    const sum = noise(rank + i);
    for (let j = 0; j < rank; j++) addProduct(sum, sampleUniform(rho, j, i), secret[j]!);
    return sum;
  });
  const publicKey = Buffer.concat([...shown.map((polynomial) => pack(polynomial, 12)), rho]);
  const digest = hash('sha3-256', publicKey);
  return {
    publicKey,
    ciphertextBytes: 32 * (du * rank + dv),
    unwrap: (ciphertext) => {
      const product = new Int32Array(n);
      for (let i = 0; i < rank; i++) {
        const part = unpack(ciphertext.subarray(32 * du * i, 32 * du * (i + 1)), du);
        addProduct(product, secret[i]!, toFrequencies(part.map((value) => decompress(value, du))));
      }
      const masked = unpack(ciphertext.subarray(32 * du * rank), dv).map((value) => decompress(value, dv));
      const mask = fromFrequencies(product);
      // One bit a coefficient: near to q/2, or near to 0.
      const bits = masked.map((value, i) => Math.round((2 * modulo(value - mask[i]!)) / q) % 2);
      return hash('sha3-512', pack(bits, 1), digest).subarray(0, 32);
    },
  };
}

/** Powers of 17 in the order that the transforms below take them: by their index' seven bits, reversed. */
const powers = Int32Array.from({ length: 128 }, (_, i) => power(17, reversed(i)));

/** Odd powers in the same order: what the square of each pair's variable is replaced by. */
const roots = Int32Array.from({ length: 128 }, (_, i) => power(17, 2 * reversed(i) + 1));

/** Algorithm 9. In place. */
function toFrequencies(f: Polynomial): Polynomial {
  let i = 1;
  for (let half = 128; half >= 2; half /= 2) {
    for (let start = 0; start < n; start += 2 * half) {
      const factor = powers[i++]!;
      for (let j = start; j < start + half; j++) {
        const turned = (factor * f[j + half]!) % q;
        f[j + half] = modulo(f[j]! - turned);
        f[j] = modulo(f[j]! + turned);
      }
    }
  }
  return f;
}

/** Algorithm 10. In place; 3303 is the inverse of 128. */
function fromFrequencies(f: Polynomial): Polynomial {
  let i = 127;
  for (let half = 2; half <= 128; half *= 2) {
    for (let start = 0; start < n; start += 2 * half) {
      const factor = powers[i--]!;
      for (let j = start; j < start + half; j++) {
        const low = f[j]!;
        f[j] = modulo(low + f[j + half]!);
        f[j + half] = modulo(factor * (f[j + half]! - low));
      }
    }
  }
  return f.map((value) => (value * 3303) % q);
}

/** Algorithms 11 and 12: `sum` grows by the product of two polynomials' frequencies. */
function addProduct(sum: Polynomial, a: Polynomial, b: Polynomial): void {
  for (let i = 0; i < n; i += 2) {
    const [a0, a1, b0, b1] = [a[i]!, a[i + 1]!, b[i]!, b[i + 1]!];
    const root = roots[i / 2]! * ((a1 * b1) % q);
    sum[i] = modulo(sum[i]! + a0 * b0 + root);
    sum[i + 1] = modulo(sum[i + 1]! + a0 * b1 + a1 * b0);
  }
}

/** Algorithm 7: two candidates of twelve bits in three bytes; 280 triples never bring less than 256 below q. */
function sampleUniform(rho: Buffer, column: number, row: number): Polynomial {
  const bytes = shake(128, 840, rho, Buffer.from([column, row]));
  const candidates = unpack(bytes, 12).filter((value) => value < q);
  return candidates.slice(0, n);
}

/** Algorithm 8 with η = 2: two bits less two bits. */
function sampleNoise(bytes: Buffer): Polynomial {
  const bits = unpack(bytes, 1);
  return Int32Array.from({ length: n }, (_, i) =>
    modulo(bits[4 * i]! + bits[4 * i + 1]! - bits[4 * i + 2]! - bits[4 * i + 3]!),
  );
}

/** Algorithms 5 and 6: numbers of `width` bits, the least significant bit first. */
function pack(values: Polynomial, width: number): Buffer {
  const bytes = Buffer.alloc((values.length * width) / 8);
  values.forEach((value, i) => {
    for (let bit = 0; bit < width; bit++) {
      const at = i * width + bit;
      bytes[at >> 3]! |= ((value >> bit) & 1) << (at & 7);
    }
  });
  return bytes;
}

function unpack(bytes: Buffer, width: number): Polynomial {
  return Int32Array.from({ length: Math.floor((8 * bytes.length) / width) }, (_, i) => {
    let value = 0;
    for (let bit = 0; bit < width; bit++) {
      const at = i * width + bit;
      value |= ((bytes[at >> 3]! >> (at & 7)) & 1) << bit;
    }
    return value;
  });
}

function decompress(value: number, bits: number): number {
  return (q * value + (1 << (bits - 1))) >> bits;
}

function modulo(value: number): number {
  const rest = value % q;
  return rest < 0 ? rest + q : rest;
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result = (result * base) % q;
  return result;
}

function reversed(index: number): number {
  let result = 0;
  for (let bit = 0; bit < 7; bit++) result |= ((index >> bit) & 1) << (6 - bit);
  return result;
}

function hash(name: 'sha3-256' | 'sha3-512', ...parts: readonly Buffer[]): Buffer {
  return createHash(name).update(Buffer.concat(parts)).digest();
}

function shake(strength: 128 | 256, outputLength: number, ...parts: readonly Buffer[]): Buffer {
  return createHash(`shake${strength}`, { outputLength }).update(Buffer.concat(parts)).digest();
}
