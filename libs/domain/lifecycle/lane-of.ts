import type { Lane, Terms } from '../agreement/terms.js';
import type { HandOff } from './lead.js';

/**
 * The lane of the running hand-off. A version that the lead took since may have neither it nor another that fits: then nothing more is promised, what
 * runs goes on, and a lead without a rep is unrouted, where people look.
 */
export function laneOf({ lane: id, clause }: Pick<HandOff, 'lane' | 'clause'>, terms: Terms): Lane {
  const none = { id, clause, when: { any: [] }, ladder: [], clocks: [], escalation: [], cadence: null };
  return terms.lanes.find((lane) => lane.id === id) ?? none;
}
