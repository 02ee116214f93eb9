import type { Chance } from '../support/seeded.js';

/** What `make` makes in so many cases of a hundred, else nothing: to be spread into a document. */
export function maybe<T extends object>(chance: Chance, percent: number, make: () => T): T | Record<string, never> {
  return chance.below(100) < percent ? make() : {};
}

/** Whether a look that costs much is taken at this instant: at one in so many, the same each time, however the life is shortened. */
export const isLookedAt = (at: number, oneIn: number): boolean =>
  mixed(Math.floor(at / 4_294_967_296) ^ (at % 4_294_967_296)) % oneIn === 0;

/** Each of them about as often as not, in their order. */
export const some = <T>(chance: Chance, of: readonly T[]): T[] => of.filter(() => chance.below(2) === 0);

/** The same number, from 0 up to `limit`, for the same words: chance that does not move when steps are left out of a life. */
export function lot(words: string, limit: number): number {
  let hash = 2_166_136_261;
  for (let place = 0; place < words.length; place += 1) hash = Math.imul(hash ^ words.charCodeAt(place), 16_777_619);
  return mixed(hash) % limit;
}

function mixed(number: number): number {
  const hash = Math.imul(number ^ (number >>> 15), 2_246_822_507);
  return (hash ^ (hash >>> 13)) >>> 0;
}
