import type { LeadEvent } from './events.js';

/**
 * What the workflow is told of the events: it folds them. Who was passed over, and why, is for people and stays in Postgres, so that a history
 * does not grow with the team.
 */
export const toldEvents = (events: LeadEvent[]): LeadEvent[] =>
  events.map((event) => ('whyNot' in event ? { ...event, whyNot: [] } : event));
