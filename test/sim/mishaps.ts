import type { SimLead } from './house.js';
import type { Instant } from './time.js';

/** Ops reset the workflow: it goes on from the state after an earlier turn, and does again what was under way then. Its rows still know more. */
export function resetLead(lead: SimLead, back: number, at: Instant): void {
  const to = lead.turns[lead.turns.length - 1 - back];
  if (to === undefined || lead.state === null) return;
  lead.state = to.state;
  lead.running = to.state.effects.flatMap(({ effect, status }) => (status === 'running' ? [{ effect, endsAt: at + 1_000 }] : []));
  // What had reached the workflow since is applied again: its rings, if nothing else.
  lead.inbox = [{ kind: 'ring', at, upTo: lead.facts.length }];
}

/** The worker died between the last turn's commit and its completion: the same inputs are taken again, under a new number. */
export function turnAgain(lead: SimLead, at: Instant): void {
  const last = lead.turns.at(-1);
  if (last === undefined || lead.turns.length < 2) return;
  resetLead(lead, 1, at);
  lead.inbox.unshift(...last.inputs);
}
