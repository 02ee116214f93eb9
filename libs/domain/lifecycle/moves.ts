/** A lead's place in the lifecycle. The last four are ends; `customer` is the end everyone hopes for. */
export const stages = [
  'inquiry',
  'nurturing',
  'marketing_qualified',
  'sales_accepted',
  'sales_qualified',
  'opportunity',
  'customer',
  'lost',
  'disqualified',
  'merged',
  'erased',
] as const;
export type Stage = (typeof stages)[number];

/** Which stage may follow which. `erased` has no door yet: its row is here so that the graph is whole. */
export const moves: Record<Stage, readonly Stage[]> = {
  inquiry: ['nurturing', 'marketing_qualified', 'disqualified', 'merged', 'erased'],
  nurturing: ['marketing_qualified', 'disqualified', 'merged', 'erased'],
  marketing_qualified: ['sales_accepted', 'nurturing', 'lost', 'disqualified', 'merged', 'erased'],
  sales_accepted: ['sales_qualified', 'nurturing', 'lost', 'disqualified', 'merged', 'erased'],
  sales_qualified: ['opportunity', 'nurturing', 'lost', 'disqualified', 'merged', 'erased'],
  opportunity: ['customer', 'nurturing', 'lost', 'disqualified', 'merged', 'erased'],
  customer: ['erased'],
  lost: ['nurturing', 'merged', 'erased'],
  disqualified: ['nurturing', 'merged', 'erased'],
  merged: ['erased'],
  erased: [],
};

/** Stages in which the lead's workflow ends. `lost` and `disqualified` are not deaf: `reopen` may bring the lead back. */
export const ends: readonly Stage[] = ['customer', 'lost', 'disqualified', 'merged', 'erased'];
export const hasEnded = (stage: Stage): boolean => ends.includes(stage);

/** Stages in which sales holds the lead. */
export const salesStages: readonly Stage[] = ['marketing_qualified', 'sales_accepted', 'sales_qualified', 'opportunity'];
export const isWithSales = (stage: Stage): boolean => salesStages.includes(stage);
