import type { DataSource } from 'typeorm';
import type { Instant } from '../../libs/domain/calendar/instant.js';
import type { Logger } from '../../libs/process/log.js';
import type { LeadClient } from '../../libs/temporal/lead-client.js';

/** All that the API is made of, handed in from outside: main.ts brings the real parts, a spec its own. */
export interface ApiParts {
  source: DataSource;
  client: Pick<
    LeadClient,
    'command' | 'ping' | 'startFreeStuck' | 'startMove' | 'startReconcile' | 'startAudit' | 'startBacktest' | 'countTurnFaults'
  >;
  log: Logger;
  /** The first admin's; it opens the door to all other members. */
  token: string;
  /** Seals unsubscribe links. */
  unsubscribeSecret: string;
  /** Held mails that go out a second on a mail server's return. */
  mailReturnPerSecond: number;
  now: () => Instant;
}

/** What controllers inject. */
export const apiParts = Symbol('apiParts');
