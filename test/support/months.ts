import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { LeadCommand } from '../../libs/domain/lifecycle/commands.js';
import type { Effect } from '../../libs/domain/lifecycle/effects.js';
import { foldTurn } from '../../libs/domain/lifecycle/fold-turn.js';
import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import type { LeadState } from '../../libs/domain/lifecycle/lead.js';
import { appendFacts } from '../../libs/persistence/facts/append-facts.js';
import { captureLead } from '../../libs/persistence/facts/capture-lead.js';
import type { TurnResult } from '../../libs/domain/lifecycle/turn.js';
import type { TakeTurnRequest } from '../../libs/messages/activities.js';
import { hasEnded } from '../../libs/domain/lifecycle/moves.js';
import { isWeather } from '../../libs/persistence/is-weather.js';
import { takeTurn } from '../../libs/persistence/turn/take-turn.js';
import type { Chance } from './seeded.js';

const hour = 3_600_000;
const day = 24 * hour;

/**
 * One lead's life over months, on a real Postgres and by the real turn, with a clock of its own that runs ahead: it reads, asks, is handed off, accepted,
 * let wait, rejected, recycled, won; mails go out, fail or are put off; commands come twice; workflows are reset.
 */
export class Months {
  leadId = '';
  turns = 0;
  private state: LeadState | null = null;
  private past: LeadState[] = [];
  private last = 0;
  private heard = 0;
  private wakeAt: number | null = null;
  private asked: LeadCommand[] = [];
  private readonly email = `${randomUUID()}@buyer.example`;
  private readonly visitor = `visitor-${randomUUID()}`;

  constructor(
    private readonly source: DataSource,
    private readonly chance: Chance,
    public now: number,
  ) {}

  /** Lives on until then, or until it has taken so many turns. */
  async live(until: number, mostTurns = 60): Promise<string> {
    if (this.leadId === '') await this.begin();
    while (this.now < until && this.turns < mostTurns) {
      const next = this.now + 1 + this.chance.below(this.chance.pick([hour, day, 6 * day]));
      while (this.wakeAt !== null && this.wakeAt <= next && this.turns < mostTurns) await this.due();
      this.now = next;
      await this.act();
    }
    return this.leadId;
  }

  // Some are known at once, some come as a visitor, and are joined to themselves when they say who they are.
  private async begin(): Promise<void> {
    if (this.chance.below(2) === 0) {
      const lead = { anonymousId: this.visitor };
      const { leads } = await appendFacts(this.source, [{ id: randomUUID(), kind: 'file_downloaded', lead, data: {} }], this.now);
      this.leadId = leads[0]?.leadId ?? '';
      await this.turn({ kind: 'open', at: this.now });
      if (this.chance.below(3) === 0) return;
    }
    await this.capture();
    await this.turn(this.state === null ? { kind: 'open', at: this.now } : this.ring());
  }

  private async capture(): Promise<void> {
    const { email, visitor: anonymousId } = this;
    const profile = { country: this.chance.pick(['ES', 'ES', 'ES', 'GB', '']), name: 'Eva' };
    if (this.chance.below(2) === 0) await this.captured({ email }, {});
    const leadId = await this.captured({ email, anonymousId }, profile);
    if (this.leadId !== '' && this.leadId !== leadId) {
      await this.turn(this.ring());
      Object.assign(this, { state: null, past: [], last: 0, heard: 0, wakeAt: null });
    }
    this.leadId = leadId;
  }

  private async captured(lead: { email: string; anonymousId?: string }, profile: Record<string, unknown>): Promise<string> {
    const captured = await captureLead(this.source, { lead, profile, consent: { email: true } }, this.now);
    if (!captured.ok) throw new Error(JSON.stringify(captured.problem));
    return captured.leadId;
  }

  private async act(): Promise<void> {
    if (this.state !== null && hasEnded(this.state.stage)) return this.tell('form_submitted', { form: 'demo', product: 'crm' });
    switch (this.chance.below(12)) {
      case 0:
      case 1:
      case 2:
        return this.tell('form_submitted', { form: 'demo', product: 'crm' });
      case 3:
        return this.tell('file_downloaded', { file: 'guide' });
      case 4:
        return this.tell('profile_updated', { country: this.chance.pick(['ES', 'GB', null]), role: 'buyer' });
      case 5:
        return this.tell('consent', { channel: 'email', given: this.chance.below(3) > 0 });
      case 6:
        return this.again();
      default:
        return this.work();
    }
  }

  private async tell(kind: string, data: Record<string, unknown>): Promise<void> {
    await this.store({ id: randomUUID(), kind, data });
    await this.turn(this.ring());
  }

  private async store(fact: { id: string; kind: string; data: Record<string, unknown> }): Promise<void> {
    const occurredAt = this.now - this.chance.below(this.chance.pick([1, hour, 3 * day]));
    await appendFacts(this.source, [{ ...fact, lead: { leadId: this.leadId }, occurredAt }], this.now);
  }

  private async work(): Promise<void> {
    const { state } = this;
    const repId = state?.repId ?? null;
    if (state === null || repId === null) return this.turn(this.ring());
    const id = randomUUID();
    const asks: LeadCommand[] = [
      { kind: 'accept', id, repId },
      { kind: 'touch', id, repId, channel: 'call' },
      { kind: 'advance', id, repId, to: 'sales_qualified' },
      { kind: 'advance', id, repId, to: 'opportunity' },
      { kind: 'reject', id, repId, reason: 'outside-profile' },
      { kind: 'outcome', id, repId, reason: this.chance.pick(['not-now', 'never', 'too-dear', 'too-dear', 'bought']) },
      { kind: 'reassign', id, toRepId: 'cleo' } as LeadCommand,
    ];
    const isNew = state.handOff?.acceptedAt === null && this.chance.below(3) > 0;
    await this.ask(isNew ? (asks[0] as LeadCommand) : this.chance.pick(asks));
  }

  private async ask(command: LeadCommand): Promise<void> {
    if (command.kind === 'touch') {
      const data = { channel: command.channel, by: 'rep', repId: command.repId, seconds: 60 };
      await this.store({ id: command.id, kind: 'touch', data });
    }
    this.asked.push(command);
    await this.turn({ kind: 'command', at: this.now, command });
  }

  // The same command once more; or the workflow is reset, and goes on from what it knew some turns ago.
  private async again(): Promise<void> {
    const back = this.past.at(-1 - this.chance.below(4));
    if (this.chance.below(2) === 0 && back !== undefined) {
      this.state = back;
      this.past = this.past.filter(({ turn }) => turn < back.turn);
      return this.turn(this.ring());
    }
    const command = this.asked.at(-1);
    return command === undefined ? undefined : this.turn({ kind: 'command', at: this.now, command });
  }

  private due(): Promise<void> {
    this.now = Math.max(this.now, this.wakeAt ?? 0);
    return this.turn({ kind: 'due', at: this.now });
  }

  private readonly ring = (): LeadInput => ({ kind: 'ring', at: this.now, upTo: 0 });

  private async turn(...inputs: LeadInput[]): Promise<void> {
    this.now = Math.max(this.now, this.last + 1);
    // Baton hears of facts by this life's clock, not by Postgres's.
    await this.source.query('update fact set received_at = $2 where lead_id = $1 and seq > $3', [
      ...[this.leadId, new Date(this.now), this.heard],
    ]);
    const result = await this.take({ leadId: this.leadId, state: this.state, inputs, number: this.now });
    const before = result.state ?? this.state;
    if (before === null) throw new Error('An open turn must return the state');
    if (this.state !== null) this.past.push(this.state);
    this.state = foldTurn(before, result);
    Object.assign(this, { last: this.now, heard: result.heardSeq, wakeAt: result.wakeAt });
    this.turns += 1;
    for (const effect of result.effects) await this.perform(effect);
  }

  // As the workflow does: weather, such as a deadlock over seats, passes.
  private async take(request: TakeTurnRequest): Promise<TurnResult> {
    try {
      return await takeTurn(this.source, request);
    } catch (error) {
      if (isWeather(error)) return this.take(request);
      throw error;
    }
  }

  private async perform({ key }: Effect): Promise<void> {
    this.now += this.chance.below(this.chance.pick([1_000, hour]));
    const lot = this.chance.below(20);
    const away = { kind: 'effectFailed', at: this.now, key, code: 'mail.unreachable', weather: true } as const;
    if (lot === 0) return this.turn(away);
    if (lot === 1) return this.turn({ ...away, code: 'mail.refused', weather: false });
    await this.source.query(`update effect set status = 'done', started_at = $3, ended_at = $3 where lead_id = $1 and key = $2`, [
      ...[this.leadId, key, new Date(this.now)],
    ]);
    return this.turn({ kind: 'effectDone', at: this.now, key, outcome: 'done' });
  }
}
