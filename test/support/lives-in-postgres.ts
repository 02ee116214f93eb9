import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { relayLeads } from '../../apps/relay/relay-leads.js';
import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import { appendFacts } from '../../libs/persistence/facts/append-facts.js';
import { takeTurn } from '../../libs/persistence/turn/take-turn.js';

/** Lives without Temporal, on a real Postgres: facts come in, the real relay rings, and a ring takes the real turn, from the row and back. */
export class LivesInPostgres {
  /** Every ring, by its lead. */
  rings: string[] = [];
  /** Rings still arrive, but nobody hears them. */
  deaf = false;

  constructor(readonly source: DataSource) {}

  /** A fact comes in; answers its lead. `ago`: ms since it occurred. */
  async tell(visitor: string, kind: string, data: Record<string, unknown> = {}, ago = 0): Promise<string> {
    const now = Date.now();
    const fact = { id: randomUUID(), kind, lead: { anonymousId: visitor }, data, occurredAt: now - ago };
    const { leads, refused } = await appendFacts(this.source, [fact], now);
    if (!leads[0]) throw new Error(`The fact was refused: ${JSON.stringify(refused)}`);
    return leads[0].leadId;
  }

  /** Relays until nothing is due. */
  async relay(): Promise<void> {
    const ring = async (leadId: string): Promise<void> => {
      this.rings.push(leadId);
      if (!this.deaf) await this.wakes(leadId);
    };
    while ((await relayLeads(this.source, { ring }, 100)).leads > 0);
  }

  /** One turn, whatever for. */
  async wakes(leadId: string, ...inputs: LeadInput[]): Promise<void> {
    const at = Date.now();
    const [life] = await this.source.query<{ turn: number }[]>('select turn from life where lead_id = $1', [leadId]);
    const number = Math.max(at, (life?.turn ?? 0) + 1);
    await takeTurn(this.source, { leadId, state: null, inputs: [{ kind: 'open', at }, ...inputs], number });
  }

  ringsOf(leadId: string): number {
    return this.rings.filter((rung) => rung === leadId).length;
  }

  async stage(leadId: string): Promise<string | undefined> {
    const [life] = await this.source.query<{ stage: string }[]>('select stage from life where lead_id = $1', [leadId]);
    return life?.stage;
  }

  async events(leadId: string): Promise<{ kind: string; body: Record<string, unknown> }[]> {
    return this.source.query('select kind, body from event where lead_id = $1 and abandoned_by is null order by turn, n', [
      leadId,
    ]);
  }
}
