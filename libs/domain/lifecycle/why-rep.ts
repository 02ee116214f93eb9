import type { LeadEvent, PassedOver } from './events.js';

/** An event that says where a hand-off went: to a rep, to several as an offer, into a hold, or into a queue. */
export type Routed = Extract<LeadEvent, { kind: 'LeadAssigned' | 'LeadOffered' | 'LeadHeld' | 'LeadQueued' }>;
export const routedKinds = ['LeadAssigned', 'LeadOffered', 'LeadHeld', 'LeadQueued'] as const satisfies Routed['kind'][];

/** Why a hand-off is where it is, and why not with any other rep who came into question. */
export interface WhyRep {
  /** Null: nobody has it yet. */
  repId: string | null;
  by: Extract<Routed, { kind: 'LeadAssigned' }>['by'] | null;
  /** The rung of the ladder, or the clause that gave it on. */
  clause: string;
  pool: string | null;
  strategy: string | null;
  whyNot: PassedOver[];
  sentence: string;
}

export function whyRep(event: Routed): WhyRep {
  const { clause, whyNot = [] } = event;
  const passed = passedOver(whyNot);
  if (event.kind === 'LeadOffered') {
    const { pool, reps } = event;
    const sentence = `Offered to ${reps.join(', ')} of pool ${pool} by ${clause}: the first who accepts has it.${passed}`;
    return { repId: null, by: null, clause, pool, strategy: 'first-come', whyNot, sentence };
  }
  if (event.kind !== 'LeadAssigned') {
    const place = event.kind === 'LeadHeld' ? 'Held' : `In queue ${event.queue}`;
    return { repId: null, by: null, clause, pool: null, strategy: null, whyNot, sentence: `${place} by ${clause}.${passed}` };
  }
  const { repId, by, pool = null, strategy = null } = event;
  return { repId, by, clause, pool, strategy, whyNot, sentence: `${chosen(event)}${passed}` };
}

const words: Record<string, string> = { 'round-robin': 'next in turn', 'least-loaded': 'the least loaded' };

function chosen({ repId, by, clause, pool = null, strategy = null }: Extract<Routed, { kind: 'LeadAssigned' }>): string {
  if (by === 'taken' && pool !== null) return `${repId} was the first of pool ${pool} to accept it, by ${clause}.`;
  if (by === 'taken') return `${repId} took it before it was anybody’s.`;
  if (by === 'command') return `It was given to ${repId} by hand.`;
  const again = by === 'escalation' ? ', after an escalation' : '';
  return pool === null
    ? `${clause} names ${repId}${again}.`
    : `${repId} is ${words[strategy ?? ''] ?? 'next'} of pool ${pool}, by ${clause}${again}.`;
}

/** Longer lists are for the API, not for a mail. */
const mostNamed = 6;

function passedOver(whyNot: PassedOver[]): string {
  if (whyNot.length === 0) return '';
  const named = whyNot.slice(0, mostNamed).map(({ repId, why }) => `${repId} (${why})`);
  const more = whyNot.length > mostNamed ? ` and ${whyNot.length - mostNamed} more` : '';
  return ` Passed over: ${named.join(', ')}${more}.`;
}
