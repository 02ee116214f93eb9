import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Effect } from '../../libs/domain/lifecycle/effects.js';

/** A lead as its rows hold it; what is not said is as good as can be. */
export interface Planned {
  profile?: object;
  consent?: object;
  status?: string;
  stage?: string;
}

/** A lead with a planned mail, as turns leave it. Gives its id. */
export async function planMail(source: DataSource, effect: Effect, lead: Planned = {}): Promise<string> {
  const leadId = randomUUID();
  const { profile = { email: 'eva@buyer.example', name: 'Eva' }, status = 'planned', stage = 'nurturing' } = lead;
  const consent = lead.consent ?? { email: { given: true, at: 1 } };
  await source.query('insert into lead (lead_id, profile, consent) values ($1, $2, $3)', [leadId, profile, consent]);
  await source.query(
    `insert into life (lead_id, turn, state, stage, heard_seq, agreement_version, team_version) values ($1, 1, '{}', $2, 0, 1, 1)`,
    [leadId, stage],
  );
  await planAnother(source, leadId, effect, status);
  return leadId;
}

/** One more mail of the same lead. */
export async function planAnother(source: DataSource, leadId: string, effect: Effect, status = 'planned'): Promise<void> {
  await source.query('insert into effect (lead_id, key, turn, kind, body, status) values ($1, $2, 1, $3, $4, $5)', [
    leadId,
    effect.key,
    effect.kind,
    JSON.stringify(effect),
    status,
  ]);
}
