import type { EntityManager } from 'typeorm';
import type { Who } from '../../domain/scoring/profile-of.js';
import type { KnownLead } from './place-leads.js';

/** A lead whose row this transaction has locked (or is about to insert); changed in memory and saved once. */
export interface HeldLead extends KnownLead {
  /** The number of its last fact. */
  lastSeq: number;
  /** Null: not loaded. Most facts say nothing of who the lead is, and reading that would be a tenth of their time. */
  who: Who | null;
  /** It is no longer what the row says. */
  whoChanged: boolean;
  /** And something else than a fact has said so: its facts alone don't tell who it is. */
  whoBeyondFacts: boolean;
}

export function heldLead(leadId: string, who: Who | null): HeldLead {
  return { leadId, identities: [], lastSeq: 0, who, whoChanged: false, whoBeyondFacts: false };
}

/** Loads who these held leads are, unless that is known. */
export async function loadWho(manager: EntityManager, leads: HeldLead[]): Promise<void> {
  const unknown = new Map(leads.flatMap((lead) => (lead.who === null ? [[lead.leadId, lead]] : [])));
  if (unknown.size === 0) return;
  const rows = await manager.query<(Who & { leadId: string })[]>(
    'select lead_id as "leadId", profile, consent from lead where lead_id = any($1::uuid[])',
    [[...unknown.keys()]],
  );
  for (const { leadId, profile, consent } of rows) (unknown.get(leadId) as HeldLead).who = { profile, consent };
}

export function whoIs({ who, leadId }: HeldLead): Who {
  if (who === null) throw new Error(`Who lead ${leadId} is was not loaded: loadWho must be told of all that a batch may change.`);
  return who;
}

/** `beyondFacts`: something else than a fact says so. */
export function changeWho(lead: HeldLead, who: Who, beyondFacts: boolean): void {
  lead.who = who;
  lead.whoChanged = true;
  lead.whoBeyondFacts ||= beyondFacts;
}

/** Writes back who the leads are that this transaction holds. Most facts change nothing of that: they leave the lead's row alone. */
export async function saveLeads(manager: EntityManager, leads: HeldLead[]): Promise<void> {
  const changed = leads.filter(({ whoChanged }) => whoChanged);
  if (changed.length === 0) return;
  await manager.query(
    `update lead set profile = held.profile, consent = held.consent,
       who_seq = case when held."whoBeyondFacts" then held."lastSeq" else who_seq end
     from jsonb_to_recordset($1) as held("leadId" uuid, profile jsonb, consent jsonb, "lastSeq" integer, "whoBeyondFacts" boolean)
     where lead.lead_id = held."leadId"`,
    [JSON.stringify(changed.map(({ leadId, who, lastSeq, whoBeyondFacts }) => ({ leadId, ...who, lastSeq, whoBeyondFacts })))],
  );
}
