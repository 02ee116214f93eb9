import type { SimLead } from '../house.js';
import type { Instant } from '../time.js';

/** An invariant does not hold: which, of what lead, when, and what was seen instead. */
export class Broken extends Error {
  constructor(
    readonly invariant: string,
    readonly sentence: string,
    readonly detail: string,
    readonly lead: number,
    readonly at: Instant,
  ) {
    super(`${invariant}: ${sentence} (${detail})`);
    this.name = 'Broken';
  }
}

/** What must hold, as a name and a sentence; `fault` says what is wrong, or null. */
export interface Invariant<Moment> {
  name: string;
  sentence: string;
  fault(moment: Moment): string | null;
}

export function check<Moment>(invariants: Invariant<Moment>[], moment: Moment, { number }: SimLead, at: Instant): void {
  for (const { name, sentence, fault } of invariants) {
    const detail = fault(moment);
    if (detail !== null) throw new Broken(name, sentence, detail, number, at);
  }
}
