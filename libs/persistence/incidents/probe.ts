import type { DataSource } from 'typeorm';
import type { Channel } from '../../domain/lifecycle/effects.js';
import { probeWait } from './note-weather.js';

/** Whether it is ours to probe a channel that is away: one probe at a time, of all workers, each later than the last. */
export async function claimProbe(source: DataSource, channel: Channel): Promise<boolean> {
  const [rows] = await source.query<[unknown[], number]>(
    `update incident set probes = probes + 1, probe_at = now() + ${probeWait}
     where channel = $1 and closed_at is null and until_at is null and probe_at <= now() returning 1`,
    [channel],
  );
  return rows.length > 0;
}

/** The probe was answered: from now on sends go out, and what was held goes in its turn. */
export async function noteReturn(source: DataSource, channel: Channel): Promise<void> {
  await source.query('update incident set until_at = now() where channel = $1 and closed_at is null and until_at is null', [
    channel,
  ]);
}
