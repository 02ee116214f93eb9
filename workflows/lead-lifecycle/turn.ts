import type { Effect } from '../../libs/domain/lifecycle/effects.js';
import { foldTurn } from '../../libs/domain/lifecycle/fold-turn.js';
import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import { newLead } from '../../libs/domain/lifecycle/lead.js';
import type { TurnResult } from '../../libs/domain/lifecycle/turn.js';
import { tellBiography } from './biography.js';
import type { LeadRun } from './carry.js';
import { decide } from './decide.js';
import type { Inbox } from './inbox.js';
import { putAside, takeBack } from './set-aside.js';

/** At or before its own turn a deadline would wake the lead for ever; then it waits this long. */
const breathMs = 1_000;

/**
 * Takes a turn with all that waits, folds what it decided, answers, and tells the biography. Gives the effects to perform.
 * If the turn fails by a fault, its inputs are tried one by one, and the faulty ones are set aside: the others need not suffer.
 * A lead that is ahead of Postgres has all of them set aside: none can be decided until it is settled which of the two counts.
 */
export async function takeTurn(lead: LeadRun, inbox: Inbox): Promise<Effect[]> {
  const inputs = takeBack(lead, inbox.take());
  const result = await decide(lead, inputs);
  const effects = result === null ? await oneByOne(lead, inbox, inputs) : settle(lead, inbox, result);
  tellBiography(lead);
  return effects;
}

async function oneByOne(lead: LeadRun, inbox: Inbox, inputs: LeadInput[]): Promise<Effect[]> {
  const rest = inputs.filter(({ kind }) => kind !== 'open');
  const tried = rest.length === 0 ? inputs : rest;
  const effects: Effect[] = [];
  for (const input of tried) {
    // A single input has just been tried.
    const result = inputs.length === 1 || lead.ahead ? null : await decide(lead, [input]);
    if (result === null) putAside(lead, inbox, input);
    else effects.push(...settle(lead, inbox, result));
  }
  return effects;
}

/** The turn has committed: from here on the workflow only takes note. */
function settle(lead: LeadRun, inbox: Inbox, result: TurnResult): Effect[] {
  lead.state = foldTurn(result.state ?? lead.state ?? newLead(lead.leadId, result.turn), result);
  lead.stage = result.stage;
  lead.stuck = result.stuck;
  lead.ahead = false;
  lead.mayReproject = false;
  lead.ended = result.ended;
  lead.wakeAt = result.wakeAt === null || result.wakeAt > result.turn ? result.wakeAt : result.turn + breathMs;
  lead.wakeWhy = result.wakeWhy;
  for (const answer of result.answers) inbox.answer(answer);
  return result.effects;
}
