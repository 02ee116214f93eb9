import { shareOf, type Share } from './share.js';
import type { OutcomeTally } from './tally.js';

/** A share of which some cases are unknown: of the known ones, and what it is if all the unknown are against it (`worst`) or for it (`best`). */
export interface Ranged {
  known: Share;
  worst: number | null;
  best: number | null;
}

const ratio = (count: number, of: number): number | null => (of === 0 ? null : count / of);

export function winRate({ won, notWon, unknown }: OutcomeTally): Ranged {
  const all = won + notWon + unknown;
  return { known: shareOf(won, won + notWon), worst: ratio(won, all), best: ratio(won + unknown, all) };
}

/**
 * Precision and recall as C. J. van Rijsbergen, "Information Retrieval" (1979), chapter 7, has them, for "hand over whoever will buy":
 * precision = bought of those handed over, recall = handed over of those who bought.
 */
export function precisionAndRecall(handedOver: OutcomeTally, kept: OutcomeTally): { precision: Ranged; recall: Ranged } {
  const found = handedOver.won;
  const best = found + handedOver.unknown;
  return {
    precision: winRate(handedOver),
    recall: {
      known: shareOf(found, found + kept.won),
      worst: ratio(found, found + kept.won + kept.unknown),
      best: ratio(best, best + kept.won),
    },
  };
}
