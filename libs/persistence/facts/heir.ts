/**
 * SQL: the lead in which the one of table `lead` goes on; itself, if it was never joined to another. Who was joined may have taken over others before, so
 * that the way there is followed to its end. A lead that was not joined costs no look.
 */
export const heirOf = (lead: string): string => `case when ${lead}.merged_into is null then ${lead}.lead_id else (
    with recursive heir as (
      select next.lead_id, next.merged_into from lead as next where next.lead_id = ${lead}.merged_into
      union
      select next.lead_id, next.merged_into from heir join lead as next on next.lead_id = heir.merged_into
    )
    select heir.lead_id from heir where heir.merged_into is null) end`;
