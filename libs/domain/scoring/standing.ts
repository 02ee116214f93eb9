/** AIDA, in order. The buyer's cycle and the seller's both run through it. */
export const aida = ['attention', 'interest', 'desire', 'action'] as const;
export type BuyerStage = (typeof aida)[number];
export type SellerStage = (typeof aida)[number];

export const channels = ['email', 'phone'] as const;
export type Channel = (typeof channels)[number];

/**
 * All that a fact can change about a lead's place in the terms. Two equal standings never need a ring.
 * `truths` has one character ('1' or '0') for each of `terms.conditions`, in order.
 */
export interface Standing {
  band: string;
  buyerStage: BuyerStage;
  truths: string;
}
