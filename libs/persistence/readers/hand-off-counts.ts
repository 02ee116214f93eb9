import type { EntityManager } from 'typeorm';
import { noHandOffs, type HandOffCounts } from '../../domain/scorecard/counts.js';
import type { MeasuredPeriod } from '../../domain/scorecard/periods-of.js';
import { boundsOf, periodOf, type InPeriod } from './counted-by-period.js';

/** $1 to $3: see boundsOf. A hand-off's last answer counts, in whichever period it came; a join counts only where there was none. */
export const handOffQuery = `
  with opened as (
    select ${periodOf('at')} as period, agreement_version, lead_id, (body->>'handOff')::integer as hand_off, jsonb_array_length(body->'lacks') as lacks
    from event where kind = 'HandOffOpened' and abandoned_by is null and at >= $2 and at < $3),
  decided as (
    select distinct on (opened.lead_id, opened.hand_off) opened.lead_id, opened.hand_off, said.kind, said.body->>'reason' as reason
    from opened join event as said on said.lead_id = opened.lead_id
    where said.kind in ('LeadAccepted', 'LeadRejected', 'RejectionContested', 'LeadMerged') and said.abandoned_by is null
      and (said.kind = 'LeadMerged' or (said.body->>'handOff')::integer = opened.hand_off)
    order by opened.lead_id, opened.hand_off, said.kind = 'LeadMerged', said.turn desc, said.n desc)
  select period, agreement_version as "agreementVersion", kind, reason, count(*)::integer as "handOffs",
    (count(*) filter (where lacks = 0))::integer as complete, (count(*) filter (where lacks > 0))::integer as incomplete
  from opened left join decided using (lead_id, hand_off) group by period, agreement_version, kind, reason order by reason`;

interface Row extends InPeriod {
  kind: 'LeadAccepted' | 'LeadRejected' | 'RejectionContested' | 'LeadMerged' | null;
  reason: string | null;
  handOffs: number;
  complete: number;
  incomplete: number;
}

/** What became of the hand-offs that opened in each period, by the version they opened under. Periods and versions without any are left out. */
export async function handOffCounts(
  manager: EntityManager,
  periods: MeasuredPeriod[],
): Promise<(InPeriod & { counts: HandOffCounts })[]> {
  const counted = new Map<string, InPeriod & { counts: HandOffCounts }>();
  for (const row of await manager.query<Row[]>(handOffQuery, boundsOf(periods))) {
    const { period, agreementVersion } = row;
    const key = `${period} ${agreementVersion}`;
    const before = counted.get(key)?.counts ?? noHandOffs;
    counted.set(key, { period, agreementVersion, counts: added(before, row) });
  }
  return [...counted.values()];
}

function added(before: HandOffCounts, { kind, reason, handOffs, complete, incomplete }: Row): HandOffCounts {
  if (kind === 'RejectionContested') return { ...before, contested: before.contested + handOffs };
  const of = (...kinds: Row['kind'][]): number => (kinds.includes(kind) ? handOffs : 0);
  return {
    ...before,
    handedOver: before.handedOver + handOffs,
    accepted: before.accepted + of('LeadAccepted'),
    rejected: before.rejected + of('LeadRejected'),
    rejectedBy: kind === 'LeadRejected' ? [...before.rejectedBy, { reason: reason ?? '', handOffs }] : before.rejectedBy,
    undecided: before.undecided + of(null),
    merged: before.merged + of('LeadMerged'),
    complete: before.complete + complete,
    incomplete: before.incomplete + incomplete,
    unknown: before.unknown + handOffs - complete - incomplete,
  };
}
