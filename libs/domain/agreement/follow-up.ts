import type { Span } from '../calendar/instant.js';
import type { BuyerStage, SellerStage } from '../scoring/standing.js';

/**
 * What a touch's result does to the cadence: `stop` ends it; `next` goes on to its next step; `again` repeats the step after a while; `needs` holds it
 * until the profile says something new of that field.
 */
export type ResultDocument = 'stop' | 'next' | { again: string } | { needs: string };

export type ResultRule = { clause: string } & (
  { do: 'stop' } | { do: 'next' } | { do: 'again'; after: Span } | { do: 'needs'; field: string }
);

/** The two cycles have drifted apart while sales holds the lead: its rep is advised, in the agreement's own words. */
export interface GapDocument {
  when: { sellerStage: SellerStage; buyerStage: BuyerStage };
  do: 'advise';
  say: string;
}

export interface GapRule {
  clause: string;
  /** `action-interest`: the seller's stage and the buyer's. Names the gap for good, wherever it stands in the list. */
  id: string;
  sellerStage: SellerStage;
  buyerStage: BuyerStage;
  say: string;
}
