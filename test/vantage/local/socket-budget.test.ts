import { describe, expect, test } from '@jest/globals';
import { machineLimits } from '../../../src/vantage/local/machine-limits.ts';
import { socketBudget } from '../../../src/vantage/local/socket-budget.ts';

describe('the budget of sockets', () => {
  test('grants what is left, and again what was given back', () => {
    const budget = socketBudget({ descriptors: 10, sourcePorts: 8 });
    expect(budget.take(5)).toBe(5);
    expect(budget.take(5)).toBe(3);
    expect(budget.take(5)).toBe(0);
    budget.give(2);
    expect(budget.take(5)).toBe(2);
  });

  test('sinks below what is held when the machine has less, never to nothing, and recovers slowly', () => {
    const budget = socketBudget({ descriptors: Infinity, sourcePorts: Infinity });
    budget.take(100);
    budget.shrink();
    expect(budget.capacity()).toBe(90);
    budget.give(100);
    expect(budget.capacity()).toBe(91);
    budget.shrink();
    expect(budget.capacity()).toBe(1);
  });
});

describe('what the machine has', () => {
  const files: Record<string, string> = {
    '/proc/self/limits':
      'Limit  Soft Limit\nMax open files            1024                 4096                 files\n',
    '/proc/sys/net/ipv4/ip_local_port_range': '32768\t60999\n',
  };

  test('is its limits, less what is in use and what the rest of the process needs', () => {
    expect(
      machineLimits(
        (path) => files[path],
        () => 24,
      ),
    ).toEqual({ descriptors: 936, sourcePorts: 28_232 });
  });

  test('is at least one socket', () => {
    expect(
      machineLimits(
        (path) => files[path],
        () => 1024,
      ).descriptors,
    ).toBe(1);
  });

  test('is not known without /proc', () => {
    expect(
      machineLimits(
        () => undefined,
        () => 0,
      ),
    ).toEqual({
      descriptors: Infinity,
      sourcePorts: Infinity,
    });
  });
});
