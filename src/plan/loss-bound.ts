/** The arithmetic behind `missProbability`: how much loss the controls leave possible, and what that takes. */

/** One-sided, so that the true loss is under the bound in 95 runs of 100. */
export const confidence = 0.95;

/**
 * The one-sided 95 % Clopper–Pearson upper bound of the loss, when `lost` of `asked` controls went
 * unanswered: the largest loss under which so few would have been lost with a chance of 5 %. Without a
 * control nothing is known: 1. (C. J. Clopper, E. S. Pearson, Biometrika 26, 1934.)
 */
export function lossBound(lost: number, asked: number): number {
  if (asked <= 0 || lost >= asked) return 1;
  if (lost === 0) return 1 - (1 - confidence) ** (1 / asked);
  let [low, high] = [lost / asked, 1];
  // 60 halvings end below the last bit of a double; the upper end is returned, never too small a bound.
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (binomialAtMost(lost, asked, middle) > 1 - confidence) low = middle;
    else high = middle;
  }
  return high;
}

/** The chance of at most `k` events in `n` trials of chance `p` each. */
export function binomialAtMost(k: number, n: number, p: number): number {
  if (k >= n || p <= 0) return 1;
  if (p >= 1) return 0;
  // Summed downwards from k by the ratio of neighbouring terms: stable, and short since terms fall off fast.
  const odds = p / (1 - p);
  let term = Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
  if (term === 0) return k > n * p ? 1 : 0;
  let sum = term;
  for (let i = k; i > 0; i--) {
    term *= i / ((n - i + 1) * odds);
    sum += term;
    if (i < n * p && term < sum * 1e-17) break;
  }
  return Math.min(1, sum);
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** Stirling's series beyond a small sum: exact to about 1e-12. */
function logFactorial(n: number): number {
  if (n < 32) {
    let sum = 0;
    for (let i = 2; i <= n; i++) sum += Math.log(i);
    return sum;
  }
  const series = 1 / (12 * n) - 1 / (360 * n ** 3) + 1 / (1260 * n ** 5);
  return n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + series;
}

/**
 * The fewest controls, none of them lost, whose bound keeps `attempts` silent attempts within `limit`:
 * 299 for two attempts and 1e-4, 64 for three, 29 for four.
 */
export function controlsNeeded(attempts: number, limit: number): number {
  if (limit >= 1) return 1;
  return Math.ceil(Math.log(1 - confidence) / Math.log1p(-(limit ** (1 / attempts))));
}

/** The fewest attempts that bring a loss of `loss` within `limit`; Infinity when none do. */
export function attemptsNeeded(loss: number, limit: number): number {
  if (limit >= 1 || loss <= 0) return 1;
  if (loss >= 1) return Infinity;
  return Math.max(1, Math.ceil(Math.log(limit) / Math.log(loss) - 1e-9));
}
