import type { LeadEvent } from '../events.js';
import type { LeadState } from '../lead.js';

type EventOf<K extends LeadEvent['kind']> = Extract<LeadEvent, { kind: K }>;

/** One small function per kind of event: the state after it. Never mutates, never decides. */
export type Evolvers<K extends LeadEvent['kind']> = { [Kind in K]: (state: LeadState, event: EventOf<Kind>) => LeadState };
