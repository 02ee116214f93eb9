import { setCurrentDetails } from '@temporalio/workflow';
import type { MoveInput } from '../../libs/messages/move-leads.js';

const verbs = { preview: 'previewed', move: 'sent their move', undo: 'sent its undoing' } as const;

/** What people see in the Temporal UI. */
export function tellProgress({ moveId, act, carried }: MoveInput, isDone: boolean): void {
  setCurrentDetails(
    [
      `**${carried?.leads ?? 0}** leads were ${verbs[act]}${isDone ? '. Done.' : ' so far.'}`,
      ...unansweredIn(carried?.unanswered ?? 0),
      '',
      `What would become of each, and what did: \`GET /v1/moves/${moveId}\``,
    ].join('\n'),
  );
}

const unansweredIn = (leads: number): string[] =>
  leads === 0 ? [] : ['', `**${leads}** of them did not answer, and wait: see why, and start the same again.`];
