/**
 * Places where a crash matters, each with what must hold after the process was killed there and started again. `BATON_FAILPOINTS` arms some of them by
 * name, separated by commas; test/faults kills the product at every one.
 */
export const failpoints = {
  'capture.stored': 'A capture is stored and its sender has no answer. It sends the same again: no second lead, no second fact.',
  'facts.stored':
    'Facts are stored and their sender has no answer. It sends the same again: they are duplicates, and are told so.',
  'command.stored':
    'A command is stored, and the lead has not heard it. The same id sent again is the first that the lead hears.',
  'command.answered':
    'A command was decided, and its sender has no answer. The same id sent again gets the same answer; nothing happens twice.',
  'ring.planned': 'Ledgers and rings are written, not committed. The leads are still due: any relay looks at them afresh.',
  'ring.owed': 'Rings are owed, and none was sent. Any relay rings these leads some seconds later.',
  'ring.sent': 'Rings were sent. They may be sent once more: a turn that finds nothing new does no harm.',
  'turn.decided': 'A turn is written, not committed. Nothing of it has happened: it is decided again.',
  'turn.committed':
    'A turn is committed, and Temporal has not heard. The next one under another number abandons it; no reader shows it.',
  'effect.claimed': 'An effect is claimed, nothing was sent. Nobody can know that: it ends as unknown, and is never sent.',
  'effect.sent': 'A mail is sent, its receipt is not noted. It ends as unknown, and is never sent again.',
  'effect.ended': 'An effect has ended, and Temporal has not heard. The next attempt finds its end and does nothing.',
  'run.carried': 'A run is about to continue as new. The next worker decides so again: nothing that waits is lost on the way.',
} as const;

export type Failpoint = keyof typeof failpoints;

export const isFailpoint = (name: string): name is Failpoint => Object.hasOwn(failpoints, name);
