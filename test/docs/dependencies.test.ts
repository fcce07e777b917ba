import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

interface PackageFile {
  readonly dependencies: Record<string, string>;
  readonly optionalDependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly bundleDependencies: string[];
}

const own = JSON.parse(readFileSync('package.json', 'utf8')) as PackageFile;
const shipped = Object.keys({ ...own.dependencies, ...own.optionalDependencies });
const reasons = readFileSync('docs/dependencies.md', 'utf8');

describe('the dependencies', () => {
  test('travel in the package, all of them (docs/decisions/0005)', () => {
    expect(own.bundleDependencies.toSorted()).toEqual(shipped.toSorted());
  });

  test('have a written reason each', () => {
    const named = [...shipped, ...Object.keys(own.devDependencies)];
    expect(named.filter((name) => !name.startsWith('@types/') && !reasons.includes(name))).toEqual([]);
  });
});
