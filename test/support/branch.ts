import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { LeadCommand } from '../../libs/domain/lifecycle/commands.js';
import { foldTurn } from '../../libs/domain/lifecycle/fold-turn.js';
import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import type { LeadState } from '../../libs/domain/lifecycle/lead.js';
import type { TurnResult } from '../../libs/domain/lifecycle/turn.js';
import type { Profile } from '../../libs/domain/scoring/evidence.js';
import { appendFacts } from '../../libs/persistence/facts/append-facts.js';
import { captureLead } from '../../libs/persistence/facts/capture-lead.js';
import { takeTurn } from '../../libs/persistence/turn/take-turn.js';

/** A workflow's side of a life, for specs of what turns leave in Postgres: the state it folded, and the numbers it took. */
export class Branch {
  constructor(
    private readonly source: DataSource,
    readonly leadId: string,
    public state: LeadState | null = null,
    public last = 0,
  ) {}

  async turn(...inputs: LeadInput[]): Promise<TurnResult> {
    const number = Math.max(Date.now(), this.last + 1);
    const result = await takeTurn(this.source, { leadId: this.leadId, state: this.state, inputs, number });
    const before = result.state ?? this.state;
    if (before === null) throw new Error('An open turn must return the state');
    this.state = foldTurn(before, result);
    this.last = number;
    return result;
  }

  open(): Promise<TurnResult> {
    return this.turn({ kind: 'open', at: Date.now() });
  }

  /** The command as the rep who holds the lead sends it. */
  async ask(command: Record<string, unknown>): Promise<TurnResult> {
    const asked = { id: randomUUID(), repId: this.state?.repId, ...command } as unknown as LeadCommand;
    return this.turn({ kind: 'command', at: Date.now(), command: asked });
  }

  /** The first effect under way fails for good. */
  async fail(code: string): Promise<TurnResult> {
    const key = this.state?.effects[0]?.effect.key ?? 'nothing is under way';
    return this.turn({ kind: 'effectFailed', at: Date.now(), key, code, weather: false });
  }

  /** The workflow as a reset finds it: everything after this point is unknown to the copy. */
  fork(): Branch {
    return new Branch(this.source, this.leadId, this.state, this.last);
  }
}

/** A captured lead, its life not opened yet. Of the trade's terms, Spain and a demo make it hot. */
export async function capturedLead(
  source: DataSource,
  profile: Profile = {},
  email = `${randomUUID()}@buyer.example`,
): Promise<Branch> {
  const captured = await captureLead(source, { lead: { email }, profile, consent: {} }, Date.now());
  if (!captured.ok) throw new Error(JSON.stringify(captured.problem));
  return new Branch(source, captured.leadId);
}

export async function hotLead(source: DataSource, profile: Profile = {}, email?: string): Promise<Branch> {
  const lead = await capturedLead(source, { country: 'ES', ...profile }, email);
  const fact = { id: randomUUID(), kind: 'form_submitted', data: { form: 'demo' }, lead: { leadId: lead.leadId } };
  await appendFacts(source, [fact], Date.now());
  await lead.open();
  return lead;
}
