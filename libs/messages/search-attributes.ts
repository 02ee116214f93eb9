/** Search attributes of a lead's workflow, all of type Keyword, upserted once per change of stage. `LeadStuck` is unset, not emptied. */
export const leadStageAttribute = 'LeadStage';
export const leadStuckAttribute = 'LeadStuck';
export const leadAttributes = [leadStageAttribute, leadStuckAttribute] as const;
