import { setTimeout as pause } from 'node:timers/promises';
import { isWeather } from '../libs/persistence/is-weather.js';

/** Of the 30 s that an attempt may take. A worker that ends grants its activities as long, so that none is cancelled in the midst of it. */
const withinMs = 25_000;
const longestPauseMs = 2_000;

/**
 * Notes in Postgres what became of an act that was begun at `begunAt`, again and again while Postgres is away: what is not noted counts as unknown, for ever.
 * Gives up while the attempt can still tell why.
 */
export async function untilNoted<T>(begunAt: number, note: () => Promise<T>): Promise<T> {
  for (let pauseMs = 200; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      return await note();
    } catch (error) {
      if (!isWeather(error) || Date.now() + pauseMs > begunAt + withinMs) throw error;
    }
    await pause(pauseMs);
  }
}
