import type { EntityManager } from 'typeorm';
import type { Stage } from '../../domain/lifecycle/moves.js';
import type { Profile } from '../../domain/scoring/evidence.js';
import { nameOf } from './name-of.js';
import { leadsOf } from './sees-lead.js';
import { unbornLeads } from './unborn-leads.js';
import { identityPattern, looksLikeIdentity, wordQuery } from './word-query.js';

/** Which leads: all that is given must hold. */
export interface LeadFilter {
  stage?: Stage;
  band?: string;
  repId?: string;
  queue?: string;
  /** Stuck or not, or stuck for this reason. */
  stuck?: boolean | string;
  /** Words of name, e-mail and company, or the beginning of an identity. */
  q?: string;
  /** Only leads of these reps; null or left out: of all. */
  sight?: string[] | null;
}

/** Where a page ended: the instant to the microsecond, as Postgres writes it, and the lead that settles ties. */
export interface Place {
  at: string;
  leadId: string;
}

export interface ListedLead {
  leadId: string;
  name: string | null;
  stage: Stage;
  band: string | null;
  repId: string | null;
  queue: string | null;
  stuck: string | null;
  /** Its last turn; before the first, its capture. */
  changedAt: Date;
  createdAt: Date;
}

/** Newest change first. `next`: where to go on, or null on the last page. */
export interface LeadPage {
  leads: ListedLead[];
  next: Place | null;
}

type Row = Omit<ListedLead, 'name'> & { profile: Profile; place: string };

/**
 * A page of leads. A lead that changes while somebody pages moves to the top: it is never shown twice, and whoever wants it asks from the top again.
 */
export async function leadList(
  manager: EntityManager,
  filter: LeadFilter,
  after: Place | null,
  limit: number,
): Promise<LeadPage> {
  const rows = await manager.query<Row[]>(...listQuery(filter, after, limit));
  const leads = rows.slice(0, limit).map(({ place: _, profile, ...lead }) => ({ ...lead, name: nameOf(profile) }));
  const last = rows[limit - 1];
  return { leads, next: rows.length > limit && last ? { at: last.place, leadId: last.leadId } : null };
}

/** The query and its parameters; a spec looks at its plan. */
export function listQuery(filter: LeadFilter, after: Place | null, limit: number): [sql: string, parameters: unknown[]] {
  const parameters: unknown[] = [limit + 1];
  const given = (value: unknown): string => `$${parameters.push(value)}`;
  const place = after && `(${given(after.at)}::timestamptz, ${given(after.leadId)}::uuid)`;
  const found = filter.q === undefined ? null : foundBy(filter.q, given);
  const arm = (select: string, changedAt: string, leadId: string, conditions: string[]): string =>
    `(${[select, ...conditions, ...(found ? [`${leadId} in (${found})`] : []), ...(place ? [`(${changedAt}, ${leadId}) < ${place}`] : [])].join(' and ')}
      order by ${changedAt} desc, ${leadId} desc limit $1)`;
  const lives = arm(
    'select lead_id, updated_at as changed_at, stage, band, rep_id, queue, stuck from life where true',
    'updated_at',
    'lead_id',
    lifeConditions(filter, given),
  );
  const unborn = arm(
    `select lead.lead_id, lead.created_at, 'inquiry', null, null, null, null ${unbornLeads}`,
    'lead.created_at',
    'lead.lead_id',
    [],
  );
  const arms = mayBeUnborn(filter) ? `${lives} union all ${unborn}` : lives;
  const sql = `select listed.lead_id as "leadId", stage, band, rep_id as "repId", queue, stuck, changed_at as "changedAt", changed_at::text as place,
      lead.created_at as "createdAt", lead.profile
    from (select * from (${arms}) as arms order by changed_at desc, lead_id desc limit $1) as listed join lead on lead.lead_id = listed.lead_id
    order by changed_at desc, listed.lead_id desc`;
  return [sql, parameters];
}

function lifeConditions(
  { stage, band, repId, queue, stuck, sight = null }: LeadFilter,
  given: (value: unknown) => string,
): string[] {
  return [
    ...(stage === undefined ? [] : [`stage = ${given(stage)}`]),
    ...(band === undefined ? [] : [`band = ${given(band)}`]),
    ...(repId === undefined ? [] : [`rep_id = ${given(repId)}`]),
    ...(queue === undefined ? [] : [`queue = ${given(queue)}`]),
    ...(typeof stuck === 'boolean' ? [`stuck is ${stuck ? 'not ' : ''}null`] : []),
    ...(sight === null ? [] : [`lead_id in (${leadsOf(given(sight))})`]),
    ...(typeof stuck === 'string' ? [`stuck is not null and stuck = ${given(stuck)}`] : []),
  ];
}

/** Lead ids by words; by the beginning of an identity as well, when it looks like one. */
function foundBy(typed: string, given: (value: unknown) => string): string {
  const byWords = wordQuery(typed);
  const words = byWords && `select lead_id from lead where lead_words(profile) @@ to_tsquery('simple', ${given(byWords)})`;
  if (words !== null && !looksLikeIdentity(typed)) return words;
  const identities = `select lead_id from lead_identity where value like ${given(identityPattern(typed))}`;
  return words === null ? identities : `${words} union ${identities}`;
}

const mayBeUnborn = ({ stage = 'inquiry', band, repId, queue, stuck = false, sight = null }: LeadFilter): boolean =>
  stage === 'inquiry' && stuck === false && sight === null && [band, repId, queue].every((value) => value === undefined);
