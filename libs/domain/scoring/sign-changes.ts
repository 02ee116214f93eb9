/** One part of a sum of decaying exponentials: `weight · e^(−rate · t)`. */
export interface Exponential {
  weight: number;
  /** Per millisecond, 0 or more. */
  rate: number;
}

/**
 * Where in (0, length) the sum of the exponentials changes its sign, ascending, to half a millisecond. Rates must be distinct and
 * ascending. All changes are found, not only the first: the sum's sign stays when it is multiplied by e^(slowest rate · t), which makes
 * the slowest part a constant; the derivative of that has one part less, and between two of its sign changes the sum is monotone.
 */
export function signChanges(sum: Exponential[], length: number): number[] {
  const [slowest, ...faster] = sum;
  if (!slowest || faster.every(({ weight }) => weight >= 0 === slowest.weight >= 0)) return [];
  const lifted = faster.map(({ weight, rate }) => ({ weight, rate: rate - slowest.rate }));
  const slope = lifted.map(({ weight, rate }) => ({ weight: weight * rate, rate }));
  const isPositive = (at: number): boolean => slowest.weight + valueAt(lifted, at) > 0;

  const changes: number[] = [];
  let from = 0;
  for (const until of [...signChanges(slope, length), length]) {
    if (isPositive(from) !== isPositive(until)) changes.push(bisect(from, until, isPositive));
    from = until;
  }
  return changes;
}

function valueAt(sum: Exponential[], at: number): number {
  let value = 0;
  for (const { weight, rate } of sum) value += weight * Math.exp(-rate * at);
  return value;
}

function bisect(from: number, until: number, isPositive: (at: number) => boolean): number {
  const before = isPositive(from);
  let low = from;
  let high = until;
  while (high - low > 0.5) {
    const middle = (low + high) / 2;
    if (isPositive(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
