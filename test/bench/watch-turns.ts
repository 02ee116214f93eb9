import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

/** Notes when turns became visible to others, to about 10 ms. */
export interface TurnWatch {
  /** On the clock of `performance`; null: not seen. */
  seenAt(leadId: string, turn: number): number | null;
  stop(): Promise<void>;
}

export function watchTurns(source: DataSource): TurnWatch {
  const seen = new Map<string, { turn: number; at: number }[]>();
  let watching = true;
  const watch = async (): Promise<void> => {
    while (watching) {
      const rows = await source.query<{ lead_id: string; turn: number }[]>(
        `select lead_id, turn from life where updated_at > now() - interval '3 seconds'`,
      );
      const at = performance.now();
      for (const { lead_id, turn } of rows) {
        const turns = seen.get(lead_id) ?? [];
        if ((turns.at(-1)?.turn ?? 0) < turn) turns.push({ turn, at });
        seen.set(lead_id, turns);
      }
      await pause(10);
    }
  };
  const done = watch();
  return {
    seenAt: (leadId, turn) => seen.get(leadId)?.find((one) => one.turn >= turn)?.at ?? null,
    async stop() {
      watching = false;
      await done;
    },
  };
}
