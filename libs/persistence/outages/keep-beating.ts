import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Outage } from '../../domain/lifecycle/outages.js';
import { beat, firstBeat, type Part } from './beat.js';

export interface Heart {
  part: Part;
  everyMs: number;
  /** Throws when the part can't do its work, Temporal being away, say: then it does not beat, and the silence shows. */
  check: () => Promise<void>;
  log: { warn(fields: object, message: string): void };
}

export interface Beating {
  /** The first beat, and with it the end of an outage, is on record; or could not be. */
  begun: Promise<void>;
  stop(): Promise<void>;
}

/** A silence of so many heartbeats is an outage. */
const missedBeats = 6;

/** Notes again and again that a part is there, until stopped. */
export function keepBeating(source: DataSource, heart: Heart): Beating {
  const stopping = new AbortController();
  const begun = beatOnce(source, heart);
  const done = begun.then(() => beatOn(source, heart, stopping.signal));
  return {
    begun,
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

async function beatOn(source: DataSource, heart: Heart, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await pause(heart.everyMs, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) await beatOnce(source, heart);
  }
}

// What keeps it from beating needs no word here: it shows as silence, and whoever is away is named elsewhere.
async function beatOnce(source: DataSource, { part, everyMs, check, log }: Heart): Promise<void> {
  const gapMs = missedBeats * everyMs;
  try {
    await check();
    await firstBeat(source, part, gapMs);
    const outage = await beat(source, part, gapMs);
    if (outage !== null) log.warn({ part, ...inWords(outage) }, 'an outage is over');
  } catch {
    // silence
  }
}

const inWords = ({ fromAt, untilAt }: Outage): object => ({
  fromAt: new Date(fromAt).toISOString(),
  untilAt: new Date(untilAt).toISOString(),
  seconds: Math.round((untilAt - fromAt) / 1000),
});
