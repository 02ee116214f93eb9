import type { DataSource } from 'typeorm';

export interface BareCommand {
  id: string;
  kind: string;
  repId: string;
}
export interface BareAnswer {
  commandId: string;
  applied: boolean;
}
export type BareActivities = ReturnType<typeof createBareActivities>;

export const bareTable = 'create table bare_step (id uuid primary key, command jsonb not null, at timestamptz not null)';
export const bareWakeTable = 'create table bare_wake (id uuid primary key, late_ms integer not null)';

export function createBareActivities(source: DataSource) {
  return {
    upsertStep: async (id: string, command: BareCommand): Promise<BareAnswer> => {
      await source.query(
        'insert into bare_step (id, command, at) values ($1, $2, now()) on conflict (id) do update set command = excluded.command, at = now()',
        [id, JSON.stringify(command)],
      );
      return { commandId: command.id, applied: true };
    },
    noteWake: async (id: string, wakeAt: number): Promise<void> => {
      await source.query('insert into bare_wake (id, late_ms) values ($1, $2) on conflict do nothing', [id, Date.now() - wakeAt]);
    },
  };
}
