import type { Instant } from '../calendar/instant.js';
import type { LeadCommand } from './commands.js';

/**
 * What a turn takes in. `at` is the instant it reached the workflow, of `effectDone` the instant at which it was done; inputs and deadlines are
 * handled in the order of their instants.
 */
export type LeadInput =
  | { kind: 'open'; at: Instant }
  | { kind: 'ring'; at: Instant; upTo: number }
  | { kind: 'due'; at: Instant }
  | { kind: 'command'; at: Instant; command: LeadCommand }
  | { kind: 'effectDone'; at: Instant; key: string; outcome: EffectOutcome; why?: string }
  | { kind: 'effectFailed'; at: Instant; key: string; code: string; weather: boolean }
  | { kind: 'cancelled'; at: Instant }
  | { kind: 'retry'; at: Instant };

/**
 * `unknown`: a crash lay between the send and its receipt; it is not sent again. `skipped`: not allowed at release; `why` is a code (`consent.none`).
 * `postponed`: not yet allowed at release (hours, cap, lateness). `bounced`: the address takes no mail; nothing more is sent to it.
 * `held`: its channel is away; it is released in its turn when the incident is over.
 */
export type EffectOutcome = 'done' | 'unknown' | 'skipped' | 'postponed' | 'bounced' | 'held';
