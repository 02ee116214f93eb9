/** Search attributes of a lead's workflow, all of type Keyword, upserted once per change of stage. `LeadStuck` is unset, not emptied. */
export const leadStageAttribute = 'LeadStage';
export const leadStuckAttribute = 'LeadStuck';
export const leadAttributes = [leadStageAttribute, leadStuckAttribute] as const;

/** The same as typed keys, in the shape that client and workflow take. */
export const leadStageKey = { name: leadStageAttribute, type: 'KEYWORD' } as const;
export const leadStuckKey = { name: leadStuckAttribute, type: 'KEYWORD' } as const;
