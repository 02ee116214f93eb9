/** From 0 up to 1, the same for the same words: chance that one lead's change does not move for another. FNV-1a, then a final mix. */
export function chanceOf(words: string): number {
  let hash = 2_166_136_261;
  for (let place = 0; place < words.length; place += 1) hash = Math.imul(hash ^ words.charCodeAt(place), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507);
  return ((hash ^ (hash >>> 13)) >>> 0) / 4_294_967_296;
}

/** The value at a share of an ascending list: 0 the least, close to 1 the greatest. */
export const pickAt = (ascending: number[], share: number): number => ascending[Math.floor(share * ascending.length)] ?? 0;
