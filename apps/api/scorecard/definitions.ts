import type { Measure } from '../../../libs/domain/agreement/promises.js';

/** What each number counts. They stand beside the numbers in the answer. */
export const definitions: Record<Measure, string> = {
  volume:
    'Hand-offs that opened in the period, by the version of the agreement they opened under. A lead that comes back and is handed over again counts again, but one whose rejection was contested only by the hand-off that followed.',
  acceptance:
    'Of the hand-offs that opened in the period: those that a rep accepted, in this period or later, those that a rep rejected, by reason, and those that nobody has answered yet. Where marketing contested a rejection, the hand-off that followed counts instead (contested). The share is accepted of accepted and rejected. A lead that was joined to another unanswered (merged) counts for neither.',
  completeness:
    'Of the hand-offs that opened in the period: those whose lead, at that instant, met every requirement of any stage that asks the profile alone. The share is complete of complete and incomplete; unknown are hand-offs from before Baton noted it.',
  kept: 'Clocks whose deadline lies in the period, where credits have moved it, by clock and by whose promise it is. Kept: met by the deadline; a breach that late evidence withdrew is kept. Broken: charged to `by`. System: it ran out before the rep had been told, which is charged to Baton and to nobody else. Stopped: nobody was held to it any more when it was due. The share is kept of kept and broken.',
  outcomes:
    'Of the hand-offs that a rep accepted in the period: those of which sales has said how they ended (inTime), those that broke the clock that runs until the outcome, reported since or not (late), and those still open. The share is inTime of inTime and late. Without such a clock nothing is late.',
};

export const promiseDefinition =
  'Each promise of each version that was in force in the period, measured by the numbers of that version. Undecided: the period runs (running), what is open can tip it (open), there was nothing to keep it by (nothing), or a promised number and a version that was in force for a part of the period only (part).';
