import type { DataSource } from 'typeorm';
import type { DueBell } from '../../libs/persistence/facts/due-bell.js';
import type { Logger } from '../../libs/process/log.js';
import type { LeadClient } from '../../libs/temporal/lead-client.js';
import { createPace } from './pace.js';
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

const lookEveryMs = 500;

/** Relays until stopped. */
export function startRelay({ source, client, bell, log }: RelayParts): Relay {
  let running = true;
  const pace = createPace();

  const round = async (): Promise<Relayed | null> => {
    try {
      if (!source.isInitialized) await source.initialize();
      const relayed = await relayLeads(source, client, pace.batch());
      const { unrung, faulty } = relayed;
      if (unrung > 0) log.warn({ unrung }, 'Temporal took no rings; they stay owed');
      for (const { leadId, error: err } of faulty)
        log.error({ leadId, err }, 'a lead could not be scored; it is tried again in 10 min');
      return relayed;
    } catch (err) {
      log.warn({ err }, 'a round failed; facts wait in Postgres');
      return null;
    }
  };

  const loop = async (): Promise<void> => {
    while (running) {
      const relayed = await round();
      const pauseMs = pace.after(relayed);
      if (pauseMs > 0) await bell.pause(pauseMs);
      else if (relayed?.leads === 0) await bell.wait(lookEveryMs);
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
