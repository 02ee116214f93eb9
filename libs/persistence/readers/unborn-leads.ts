/**
 * Leads that were captured and have no life yet, as the tail of a select (`lead`, `due`): a lead's first look owes it a ring, and an owed ring
 * is due again within 10 minutes, so that they all stand at the near end of due_lead, in one lane or the other.
 */
export const unbornLeads = `from due_lead due join lead on lead.lead_id = due.lead_id left join life on life.lead_id = due.lead_id
  where ((not due.bulk and due.due_at < now() + interval '15 minutes') or (due.bulk and due.due_at < now() + interval '15 minutes'))
    and life.lead_id is null and lead.merged_into is null`;
