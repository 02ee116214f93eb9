import { randomUUID } from 'node:crypto';
import type { Team } from '../../libs/domain/agreement/team.js';
import type { Terms } from '../../libs/domain/agreement/terms.js';
import type { Instant } from '../../libs/domain/calendar/instant.js';
import { contactWindow } from '../../libs/domain/contact/contact-window.js';
import type { LeadCommand } from '../../libs/domain/lifecycle/commands.js';
import { outagesSince } from '../../libs/domain/lifecycle/credit.js';
import { deadlines } from '../../libs/domain/lifecycle/deadlines.js';
import { isNurtureMail, type Effect } from '../../libs/domain/lifecycle/effects.js';
import type { LeadEvent } from '../../libs/domain/lifecycle/events.js';
import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import { newLead, type LeadState } from '../../libs/domain/lifecycle/lead.js';
import type { Outage } from '../../libs/domain/lifecycle/outages.js';
import { salesEvidence, salesWanted } from '../../libs/domain/lifecycle/sales-evidence.js';
import type { Answer } from '../../libs/domain/lifecycle/turn.js';
import type { Version } from '../../libs/domain/lifecycle/version/version.js';
import type { Load, World } from '../../libs/domain/lifecycle/world.js';
import { unheardOf } from '../../libs/domain/lifecycle/world-of.js';
import type { Fact } from '../../libs/domain/scoring/ledger.js';
import type { Consent, Profile } from '../../libs/domain/scoring/evidence.js';
import { decideTurn, ledgerOf, rulesBefore } from './versions-of-life.js';
import { loadsNow, moveSeat, pacesNow, type Seat } from './seats-of-life.js';
import { releaseMail } from './release-mail.js';
import { start } from './terms-for-scoring.js';
import { tradeTeamCompiled, tradeTerms } from './trade.js';

/** Commands as specs write them: the id is made up unless it matters. */
export type Asked = LeadCommand extends infer C ? (C extends { id: string } ? Omit<C, 'id'> & { id?: string } : never) : never;

type Assigned = Extract<LeadEvent, { kind: 'LeadAssigned' }>;
const isAssigned = (event: LeadEvent): event is Assigned => event.kind === 'LeadAssigned';

/**
 * One lead's life over the pure core, with a clock that the spec moves: `given(lead).after('2h')` in code. Effects succeed at once unless
 * `mailFails`. Every turn checks that the state is plain JSON.
 */
export class Life {
  now: Instant = start;
  state: LeadState = newLead('6f1b2c5e-0000-4000-8000-000000000001', start);
  events: LeadEvent[] = [];
  facts: Fact[] = [];
  profile: Profile = { country: 'ES', email: 'eva@buyer.example' };
  /** Leads of one team share `loads` and `seats`. */
  loads: Record<string, Load> = {};
  seats: Seat[] = [];
  consent: Consent = { email: { given: true, at: start } };
  /** Nurture mails that went: what the effects' rows hold. */
  sent: { key: string; at: Instant }[] = [];
  /** When Baton was away. */
  outages: Outage[] = [];
  merged: string | null = null;
  /** `held`: an incident is open. */
  mail: 'works' | 'away' | 'refused' | 'held' = 'works';
  private released: string[] = [];

  /** Every version of the agreement so far, the first first. The last is in force. */
  agreed: Terms[];

  constructor(
    terms: Terms = tradeTerms(),
    readonly team: Team = tradeTeamCompiled(),
  ) {
    this.agreed = [terms];
    this.state = { ...this.state, agreementVersion: 1 };
  }

  /** Of the version that the lead lives under. */
  get terms(): Terms {
    return this.termsOf(this.state.agreementVersion);
  }
  set terms(terms: Terms) {
    this.agreed[this.state.agreementVersion - 1] = terms;
  }

  /** Another version comes into force. Nothing happens by that alone. */
  agrees(terms: Terms): this {
    this.agreed.push(terms);
    return this;
  }

  /** Facts arrive, then the lead is rung (or opened). */
  hears(...facts: { kind: string; data?: Record<string, unknown>; ago?: number }[]): this {
    for (const { kind, data = {}, ago = 0 } of facts) {
      this.facts.push({
        id: randomUUID(),
        seq: this.facts.length + 1,
        kind,
        data,
        occurredAt: this.now - ago,
        receivedAt: this.now,
      });
    }
    return this.turn([
      this.state.turn === 0 ? { kind: 'open', at: this.now } : { kind: 'ring', at: this.now, upTo: this.facts.length },
    ]);
  }

  whoseMail(mail: Life['mail']): this {
    this.mail = mail;
    return this;
  }

  /** Mail is back: the incident releases these effects, all that are held unless said otherwise, and wakes the lead. */
  returns(keys = this.state.effects.flatMap(({ effect, status }) => (status === 'held' ? [effect.key] : []))): this {
    this.mail = 'works';
    this.released = keys;
    this.turn([{ kind: 'ring', at: this.now, upTo: this.facts.length }]);
    this.released = [];
    return this;
  }

  asksForDemo(): this {
    return this.hears({ kind: 'form_submitted', data: { form: 'demo', product: 'crm' } });
  }

  /** Sends a command and returns its answer. A touch's fact is stored first, as the API does. */
  asks(asked: Asked, touch: Record<string, unknown> = { seconds: 60 }): Answer {
    const command = { id: randomUUID(), ...asked } as LeadCommand;
    if (command.kind === 'touch') {
      const data = { channel: command.channel, by: 'rep', repId: command.repId, ...touch };
      this.facts.push({
        id: command.id,
        seq: this.facts.length + 1,
        kind: 'touch',
        data,
        occurredAt: this.now,
        receivedAt: this.now,
      });
    }
    const answers: Answer[] = [];
    this.turn([{ kind: 'command', at: this.now, command }], answers);
    const answer = answers[0];
    if (answer === undefined) throw new Error('The command was not answered');
    return answer;
  }

  /** Time passes; the lead wakes at each of its deadlines. */
  passes(ms: number): this {
    const end = this.now + ms;
    for (let next = deadlines(this.state)[0]; next !== undefined && next.at <= end; next = deadlines(this.state)[0]) {
      this.now = Math.max(this.now, next.at);
      this.turn([{ kind: 'due', at: this.now }]);
    }
    this.now = end;
    return this;
  }

  turn(inputs: LeadInput[], answers: Answer[] = []): this {
    const number = Math.max(this.now, this.state.turn + 1);
    const { state: before, terms, now } = this;
    const turn = { state: before, inputs, number, now, terms, world: this.world(inputs) };
    const known = this.agreed.map((_, n) => n + 1).filter((version) => version !== before.agreementVersion);
    const others = (): Version[] => known.map((version) => this.version(version, inputs));
    const { state, result } = decideTurn(turn, this.agreed.length, others);
    if (JSON.stringify(state) !== JSON.stringify(JSON.parse(JSON.stringify(state))))
      throw new Error('The state is not plain JSON');
    moveSeat(this, this.state.repId, state.repId, result.events.findLast(isAssigned)?.pool ?? null);
    this.state = state;
    this.events.push(...result.events);
    answers.push(...result.answers);
    for (const effect of result.effects) this.turn([this.performed(effect)]);
    return this;
  }

  /** Kinds of the events since the count of events given. */
  kinds(since = 0): string[] {
    return this.events.slice(since).map(({ kind }) => kind);
  }

  find<K extends LeadEvent['kind']>(kind: K): Extract<LeadEvent, { kind: K }>[] {
    return this.events.filter((event): event is Extract<LeadEvent, { kind: K }> => event.kind === kind);
  }

  private version(version: number, inputs: LeadInput[]): Version {
    const terms = this.termsOf(version);
    return { terms, world: this.world(inputs, version), baselineRules: rulesBefore(this.state.baseline, this.facts, terms) };
  }

  private termsOf(version: number): Terms {
    const terms = this.agreed[version - 1];
    if (terms === undefined) throw new Error(`There is no version ${version}`);
    return terms;
  }

  private performed(effect: Effect): LeadInput {
    const done = { kind: 'effectDone', at: this.now, key: effect.key } as const;
    const released = isNurtureMail(effect) ? releaseMail(effect, { ...this, terms: this.terms, stage: this.state.stage }) : 'go';
    if (released !== 'go') return { ...done, outcome: released };
    if (isNurtureMail(effect) && this.mail === 'works') this.sent.push({ key: effect.key, at: this.now });
    if (this.mail === 'works') return { ...done, outcome: 'done' };
    if (this.mail === 'held') return { ...done, outcome: 'held', why: 'mail.unreachable' };
    const weather = this.mail === 'away';
    return { ...done, kind: 'effectFailed', code: weather ? 'mail.unreachable' : 'mail.refused', weather };
  }

  private world(inputs: LeadInput[], version = this.state.agreementVersion): World {
    const terms = this.termsOf(version);
    const unheard = unheardOf(this.facts, this.state, terms);
    return {
      agreementVersion: version,
      teamVersion: 1,
      team: this.team,
      evidence: { profile: this.profile, consent: this.consent, ledger: ledgerOf(this.facts, terms) },
      seq: this.facts.length,
      ...unheard,
      ...salesEvidence(salesWanted(this.state, terms, { ...['', ...this.agreed] } as Record<number, Terms>), this.facts),
      loads: loadsNow(this),
      paces: pacesNow(this),
      released: this.released,
      contact: {
        window: contactWindow(this.profile, terms.contact),
        sent: this.sent.filter(({ at }) => at > this.now - (terms.contact.cap?.perMs ?? 0)),
      },
      outages: outagesSince(this.state, inputs, unheard.touches, this.now) === null ? [] : this.outages,
      mergedIntoLeadId: this.merged,
    };
  }
}

export const aLead = (): Life => new Life();
/** Handed to Ana, who has been told. */
export const handedOff = (): Life => aLead().asksForDemo();
export function accepted(): Life {
  const life = handedOff();
  life.asks({ kind: 'accept', repId: 'ana' });
  return life;
}
export function qualifiedBySales(): Life {
  const life = accepted();
  life.asks({ kind: 'touch', repId: 'ana', channel: 'call' });
  life.asks({ kind: 'advance', repId: 'ana', to: 'sales_qualified' });
  return life;
}
export function opportunity(): Life {
  const life = qualifiedBySales();
  life.asks({ kind: 'advance', repId: 'ana', to: 'opportunity' });
  return life;
}
export function ended(reason: 'bought' | 'too-dear' | 'never'): Life {
  const life = opportunity();
  life.asks({ kind: 'outcome', repId: 'ana', reason });
  return life;
}
