/** A share with its 95 % interval. `count` of `of`; null value and the whole interval where there is nothing to take a share of. */
export interface Share {
  count: number;
  of: number;
  value: number | null;
  low: number;
  high: number;
}

/** The 97.5 % quantile of the standard normal distribution: two-sided 95 %. */
const z = 1.959963984540054;

/**
 * Wilson's score interval: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), 209–212.
 *   (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)
 * It stays within 0 and 1 and is honest for small n, where the textbook's p ± z·√(p(1−p)/n) is not: L. D. Brown, T. T. Cai, A. DasGupta,
 * "Interval estimation for a binomial proportion", Statistical Science 16 (2001), 101–133.
 */
export function shareOf(count: number, of: number): Share {
  if (of === 0) return { count, of, value: null, low: 0, high: 1 };
  const p = count / of;
  const middle = p + (z * z) / (2 * of);
  const reach = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  return { count, of, value: p, low: Math.max(0, (middle - reach) / whole), high: Math.min(1, (middle + reach) / whole) };
}
