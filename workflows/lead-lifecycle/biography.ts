import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { Effect } from '../../libs/domain/lifecycle/effects.js';
import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import { isBreached, isUntold } from '../../libs/domain/lifecycle/clock-parts.js';
import type { Clock, LeadState } from '../../libs/domain/lifecycle/lead.js';
import { failureTypes } from '../../libs/messages/activities.js';
import type { LeadStatus } from '../../libs/messages/lead-lifecycle.js';
import { leadStageKey, leadStuckKey } from '../../libs/messages/search-attributes.js';
import { nextWake, type LeadRun } from './carry.js';

/** Why the lead is stuck, as a code; a turn that can't be taken comes first, since it may hide all else. */
export function stuckOf(lead: LeadRun): string | null {
  if (lead.ahead) return failureTypes.turnAhead;
  return lead.setAside.length > 0 ? failureTypes.turnFault : lead.stuck;
}

/** What people see of the lead in the Temporal UI: details always, search attributes only when they changed. */
export function tellBiography(lead: LeadRun): void {
  setCurrentDetails(detailsOf(lead));
  const { typedSearchAttributes } = workflowInfo();
  const stuck = stuckOf(lead);
  const stageMoved = lead.state !== null && typedSearchAttributes.get(leadStageKey) !== lead.stage;
  const stuckMoved = (typedSearchAttributes.get(leadStuckKey) ?? null) !== stuck;
  if (stageMoved || stuckMoved)
    upsertSearchAttributes([
      { key: leadStageKey, value: lead.stage },
      { key: leadStuckKey, value: stuck },
    ]);
}

/** One line for a turn in history: what it took in. */
export function summaryOfTurn(inputs: LeadInput[]): string {
  return inputs.map(nameOf).join(', ').slice(0, 100);
}

/** One line for an effect in history: who is told what. */
export function summaryOfEffect(effect: Effect): string {
  const words = {
    handOff: 'hand-off',
    offer: 'offer, hand-off',
    reminder: 'reminder, hand-off',
    nextTouch: 'next touch, hand-off',
    gap: 'advice, hand-off',
  };
  switch (effect.kind) {
    case 'tellRep':
      return `tell ${effect.repId}: ${words[effect.about]} ${effect.handOff}`;
    case 'tellManager':
      return `tell the manager of ${effect.repId}: hand-off ${effect.handOff}`;
    case 'sendMessage':
      return `send ${effect.message}`;
  }
}

export function statusOf(lead: LeadRun): LeadStatus {
  const { leadId, state, stage, setAside } = lead;
  const wake = nextWake(lead);
  return {
    leadId,
    stage,
    turn: state?.turn ?? 0,
    repId: state?.repId ?? null,
    queue: state?.queue ?? null,
    stuck: stuckOf(lead),
    setAside: setAside.map(nameOf),
    clocks: (state?.clocks ?? []).map((clock) => ({
      clause: clock.clause,
      dueAt: iso(clock.dueAt),
      breached: isBreached(clock),
    })),
    effects: (state?.effects ?? []).map(({ effect, status, code }) => ({ key: effect.key, status, code })),
    wakeAt: wake === null ? null : iso(wake.at),
    wakeWhy: wake?.why ?? null,
  };
}

/** The markdown that people read in the Temporal UI. */
export function detailsOf(lead: LeadRun): string {
  const { state } = lead;
  const wake = nextWake(lead);
  return [
    ...stuckLines(lead),
    state === null ? '**Opening**' : `**${lead.stage}** since ${iso(state.stageSinceAt)}${holderOf(state)}`,
    '',
    ...(state?.clocks ?? []).map(clockLine),
    ...(state?.effects ?? []).map(({ effect, status }) => `- ${summaryOfEffect(effect)}: ${status}`),
    '',
    wake === null ? 'Sleeps until something happens.' : `Wakes ${iso(wake.at)}: ${wake.why}.`,
  ].join('\n');
}

function clockLine(clock: Clock): string {
  const whose = isUntold(clock) ? ' (its rep is not told yet: the system’s time)' : '';
  return `- \`${clock.clause}\` ${isBreached(clock) ? 'BREACHED, was due' : 'due'} ${iso(clock.dueAt)}${whose}`;
}

function stuckLines(lead: LeadRun): string[] {
  const stuck = stuckOf(lead);
  if (stuck === null) return [];
  const aside = lead.setAside.length === 0 ? [] : [`Set aside: ${lead.setAside.map(nameOf).join(', ')}.`];
  const cure = lead.ahead
    ? 'Postgres was restored from before. Decide for all such leads at once: `npm run baton -- reproject --dry-run`.'
    : 'When the cause is mended, send the Update `retryNow` (no argument), or the Signal `retry`.';
  return [`### Stuck: \`${stuck}\``, ...aside, cure, ''];
}

function holderOf({ repId, queue, handOff }: LeadState): string {
  if (handOff === null) return '';
  if (repId === null && handOff.offer !== undefined)
    return `, hand-off ${handOff.number} offered to ${handOff.offer.reps.join(', ')}`;
  const holder = repId ?? (queue === null ? 'nobody' : `queue ${queue}`);
  return `, hand-off ${handOff.number} held by ${holder}`;
}

function nameOf(input: LeadInput): string {
  if (input.kind === 'command') return input.command.kind;
  if (input.kind === 'ring') return `ring ${input.upTo}`;
  return input.kind === 'effectDone' || input.kind === 'effectFailed' ? `${input.kind} ${input.key}` : input.kind;
}

const iso = (at: number): string => new Date(at).toISOString();
