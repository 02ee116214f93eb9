import type { LeadEvent } from './events.js';
import type { Stage } from './moves.js';

/** The stage that a lead enters by this event; null: it moves no lead. Every life begins as an inquiry. */
export function enteredStage(event: LeadEvent): Stage | null {
  if (event.kind === 'LeadOpened') return 'inquiry';
  return event.kind === 'StageChanged' ? event.to : null;
}
