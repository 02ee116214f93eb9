import { afterOpenMs } from '../calendar/business-instant.js';
import type { Instant } from '../calendar/instant.js';
import type { LeadEvent } from '../lifecycle/events.js';
import { chanceOf, pickAt } from './chance.js';
import type { Act, House, HouseLead } from './house.js';
import type { PastHandOff } from './past.js';
import type { BandAnswers } from './sales-model.js';

/** Hand-offs that opened so close to each other, in the same lane, are the same one. */
const sameWithinMs = 3_600_000;

/** The hand-off of the real history that this one is, if it happened. */
export function sameHandOff({ past }: HouseLead, lane: string, openedAt: Instant): PastHandOff | null {
  const same = (one: PastHandOff): boolean => one.lane === lane && Math.abs(one.openedAt - openedAt) <= sameWithinMs;
  return past?.handOffs.find(same) ?? null;
}

/** What sales does about an event: what it really did, where the same hand-off happened; elsewhere as the model has it. */
export function answerFor(house: House, lead: HouseLead, event: LeadEvent): void {
  const { state } = lead;
  if (event.kind === 'RepTold' && state?.handOff) {
    const real = sameHandOff(lead, state.handOff.lane, state.handOff.openedAt);
    if (real === null) answerByModel(house, lead, event.repId);
    else if (lead.running?.answered !== true) answerAsThen(house, lead, real, event.repId);
    if (lead.running !== null) lead.running.answered = true;
  }
  if (event.kind === 'LeadOffered') answerOffer(house, lead, event.reps);
  if (event.kind === 'LeadAccepted' && state?.handOff && sameHandOff(lead, state.handOff.lane, state.handOff.openedAt) === null)
    workByModel(house, lead, event.repId);
}

// One of those to whom it is offered takes it, as they really did or as the model has it: who, is left to chance.
function answerOffer(house: House, lead: HouseLead, reps: string[]): void {
  const repId = reps[Math.floor(chanceOf(`${house.seed}/${lead.leadId}/${lead.state?.handOffs}/taker`) * reps.length)];
  const { handOff } = lead.state ?? {};
  if (repId === undefined || !handOff || lead.running?.answered === true) return;
  const real = sameHandOff(lead, handOff.lane, handOff.openedAt);
  if (real === null) answerByModel(house, lead, repId);
  else answerAsThen(house, lead, real, repId);
}

function answerAsThen(house: House, lead: HouseLead, { answer, advances, outcome }: PastHandOff, repId: string): void {
  const id = `${lead.leadId}/${lead.state?.handOffs}`;
  const then = (at: Instant, act: Act): void => plan(house, lead, Math.max(at, house.now), act);
  if (answer?.is === 'accepted') then(answer.at, { kind: 'accept', id: `${id}/accept`, repId });
  if (answer?.is === 'rejected') then(answer.at, { kind: 'reject', id: `${id}/reject`, repId, reason: answer.reason });
  for (const { to, at } of advances) then(at, { kind: 'advance', id: `${id}/${to}`, repId, to });
  if (outcome !== null) then(outcome.at, { kind: 'outcome', id: `${id}/outcome`, repId, reason: outcome.reason });
}

function answerByModel(house: House, lead: HouseLead, repId: string): void {
  const { model, terms } = house;
  const { accepted, rejected, unanswered } = answersOf(house, lead);
  const words = `${house.seed}/${lead.leadId}/${lead.state?.handOffs}/${lead.state?.handOff?.assignments}`;
  const dice = chanceOf(`${words}/answer`) * (accepted + rejected + unanswered);
  const at = afterOpenMs(house.team.reps[repId]?.hours ?? null, house.now, pickAt(model.answerMs, chanceOf(`${words}/when`)));
  if (dice < accepted) return plan(house, lead, at, { kind: 'accept', id: `${words}/accept`, repId });
  const rule = terms.outcomes.find(({ is }) => is === 'rejected');
  if (dice < accepted + rejected && rule !== undefined)
    plan(house, lead, at, { kind: 'reject', id: `${words}/reject`, repId, reason: rule.reason });
}

function workByModel(house: House, lead: HouseLead, repId: string): void {
  const { model, team } = house;
  const hours = team.reps[repId]?.hours ?? null;
  const words = `${house.seed}/${lead.leadId}/${lead.state?.handOffs}`;
  const after = (spans: number[], what: string): Instant =>
    afterOpenMs(hours, house.now, pickAt(spans, chanceOf(`${words}/${what}`)));
  plan(house, lead, after(model.touchMs, 'touched'), { kind: 'touch', id: `${words}/touch`, repId, channel: 'call' });
  const decidedAt = after(model.outcomeMs, 'decided');
  const outcome = drawn(house, lead, chanceOf(`${words}/outcome`));
  if (outcome === null || outcome.is === 'won') return plan(house, lead, decidedAt, { kind: 'left', won: outcome !== null });
  plan(house, lead, decidedAt, { kind: 'outcome', id: `${words}/outcome`, repId, reason: outcome.reason });
}

// A reason that the tested version no longer has can't be reported under it; nor can a sale, whose way there (demo, quote) nobody has walked.
function drawn(house: House, lead: HouseLead, dice: number): BandAnswers['outcomes'][number] | null {
  const known = house.terms.outcomes.map(({ reason }) => reason);
  const outcomes = answersOf(house, lead).outcomes.filter(({ reason }) => known.includes(reason));
  let left = dice * outcomes.reduce((sum, { count }) => sum + count, 0);
  for (const outcome of outcomes) if ((left -= outcome.count) < 0) return outcome;
  return null;
}

const answersOf = ({ model }: House, { running }: HouseLead): BandAnswers => model.bands[running?.band ?? ''] ?? model.all;

function plan(house: House, { leadId, state }: HouseLead, at: Instant, act: Act): void {
  house.agenda.put(at, { leadId, do: 'sales', handOff: state?.handOffs ?? 0, act });
}
