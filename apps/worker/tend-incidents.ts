import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { MailChannel } from '../../libs/channels/channel.js';
import { claimProbe, noteReturn } from '../../libs/persistence/incidents/probe.js';
import { releaseNext } from '../../libs/persistence/incidents/release-next.js';
import type { Logger } from '../../libs/process/log.js';

export interface IncidentParts {
  source: DataSource;
  mail: MailChannel;
  log: Logger;
  /** Held sends released a second on a return. */
  returnPerSecond: number;
}

export interface Tending {
  /** Ends after the look in progress. */
  stop(): Promise<void>;
}

const lookEveryMs = 500;

/** Looks after a channel that is away: probes it, and on its return releases what was held. Every worker does; Postgres lets one at a time act. */
export function tendIncidents({ source, mail, log, returnPerSecond }: IncidentParts): Tending {
  const stopping = new AbortController();

  const look = async (): Promise<void> => {
    if (await claimProbe(source, 'mail')) await probe();
    await releaseNext(source, 'mail', returnPerSecond);
  };

  const probe = async (): Promise<void> => {
    try {
      await mail.probe();
    } catch {
      return log.warn({ channel: 'mail' }, 'mail is away: its sends are held, see GET /v1/incidents');
    }
    await noteReturn(source, 'mail');
    log.info({ channel: 'mail', returnPerSecond }, 'mail answers again: what was held goes out');
  };

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await look().catch((err: unknown) => log.warn({ err }, 'incidents were not looked after'));
      await pause(lookEveryMs, null, { signal: stopping.signal }).catch(() => null);
    }
  };

  const done = loop();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}
