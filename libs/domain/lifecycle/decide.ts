import { accept } from './commands/accept.js';
import { advance } from './commands/advance.js';
import { recordTouch } from './commands/record-touch.js';
import { contest } from './commands/contest.js';
import { reject } from './commands/reject.js';
import { reportOutcome } from './commands/report-outcome.js';
import { reassign } from './commands/reassign.js';
import { free, retry } from './commands/retry.js';
import { moveToVersion, undoVersion } from './commands/take-version.js';
import type { LeadCommand } from './commands.js';
import type { Deadline } from './deadlines.js';
import type { LeadInput } from './inputs.js';
import { onDue } from './inputs/on-due.js';
import { onEffectDone, onEffectFailed } from './inputs/on-effect.js';
import { onOpen } from './inputs/on-open.js';
import { heedSignals } from './reactions/hear.js';
import { settle } from './reactions/settle.js';
import type { Context, Story } from './story.js';
import { underItsVersion } from './version/versions.js';

/** What is decided on: an input, or a deadline that has come. */
export type Matter = LeadInput | { kind: 'deadline'; deadline: Deadline };

/**
 * Decides one matter and all that follows from it by itself; the events go to the story. Pure: the same story, matter and context give the
 * same events. Returns why a command changed nothing, else null. Throws a Refusal for a command that can't be; the story must then be dropped.
 */
export function decide(story: Story, matter: Matter, context: Context): string | null {
  const why = react(story, matter, context);
  heedSignals(story, underItsVersion(story, context));
  settle(story, context);
  return why;
}

function react(story: Story, matter: Matter, context: Context): string | null {
  switch (matter.kind) {
    case 'open':
      onOpen(story, context);
      return null;
    case 'ring':
    case 'due':
      return null; // a ring is a doorbell, and due deadlines are matters of their own
    case 'deadline':
      onDue(story, matter.deadline, context);
      return null;
    case 'command':
      return decideCommand(story, matter.command, context);
    case 'effectDone':
      onEffectDone(story, matter, context);
      return null;
    case 'effectFailed':
      onEffectFailed(story, matter, context);
      return null;
    case 'cancelled':
      story.add({ kind: 'LeadCancelled', at: context.now });
      return null;
    case 'retry':
      free(story, context);
      return null;
  }
}

function decideCommand(story: Story, command: LeadCommand, context: Context): string | null {
  switch (command.kind) {
    case 'touch':
      return recordTouch(story);
    case 'accept':
      accept(story, command, context);
      return null;
    case 'reject':
      reject(story, command, context);
      return null;
    case 'advance':
      advance(story, command, context);
      return null;
    case 'outcome':
      reportOutcome(story, command, context);
      return null;
    case 'reassign':
      reassign(story, command, context);
      return null;
    case 'retry':
      retry(story, context);
      return null;
    case 'contest':
      contest(story, command, context);
      return null;
    case 'takeVersion':
      return moveToVersion(story, command, context);
    case 'undoVersion':
      return undoVersion(story, command, context);
  }
}
