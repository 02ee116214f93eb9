import type { DataSource } from 'typeorm';
import type { DueBell } from '../../libs/persistence/facts/due-bell.js';
import type { Logger } from '../../libs/process/log.js';
import type { LeadClient } from '../../libs/temporal/lead-client.js';
import { relayLeads, type Relayed } from './relay-leads.js';

export interface RelayParts {
  source: DataSource;
  client: Pick<LeadClient, 'ring'>;
  bell: DueBell;
  log: Logger;
}

export interface Relay {
  /** Ends after the round in progress. */
  stop(): Promise<void>;
}

const batch = 100;
const lookEveryMs = 500;
const longestPauseMs = 10_000;

/** Relays until stopped. When Temporal or Postgres is away it pauses, longer each time, and probes with a single lead. */
export function startRelay({ source, client, bell, log }: RelayParts): Relay {
  let running = true;
  let troubles = 0;

  const round = async (): Promise<Relayed | null> => {
    try {
      if (!source.isInitialized) await source.initialize();
      const relayed = await relayLeads(source, client, troubles > 0 ? 1 : batch);
      if (relayed.unrung === 0) return relayed;
      log.warn({ unrung: relayed.unrung, troubles }, 'Temporal took no rings; they stay owed');
    } catch (err) {
      log.warn({ err, troubles }, 'a round failed; facts wait in Postgres');
    }
    return null;
  };

  const loop = async (): Promise<void> => {
    while (running) {
      const relayed = await round();
      troubles = relayed ? 0 : troubles + 1;
      if (!relayed) await bell.pause(Math.min(lookEveryMs * 2 ** (troubles - 1), longestPauseMs));
      else if (relayed.leads === 0) await bell.wait(lookEveryMs);
    }
  };

  const done = loop();
  return {
    async stop() {
      running = false;
      await bell.close();
      await done;
    },
  };
}
