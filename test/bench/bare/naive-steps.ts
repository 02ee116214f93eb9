import type { DataSource } from 'typeorm';

export interface NaiveFact {
  id: string;
  kind: string;
  occurredAt: string;
  data: object;
}
export interface NaiveCommand {
  id: string;
  kind: string;
  [more: string]: unknown;
}
export type NaiveActivities = ReturnType<typeof createNaiveActivities>;

export const naiveTables = `
  create table naive_fact (id text primary key, lead_id uuid not null, kind text not null, occurred_at timestamptz not null, data jsonb not null);
  create table naive_command (id uuid primary key, lead_id uuid not null, body jsonb not null, stage text not null, at timestamptz not null default now());`;

export function createNaiveActivities(source: DataSource) {
  return {
    writeFact: async (leadId: string, { id, kind, occurredAt, data }: NaiveFact): Promise<void> => {
      await source.query(
        'insert into naive_fact (id, lead_id, kind, occurred_at, data) values ($1, $2, $3, $4, $5) on conflict do nothing',
        [id, leadId, kind, occurredAt, JSON.stringify(data)],
      );
    },
    writeCommand: async (leadId: string, command: NaiveCommand, stage: string): Promise<void> => {
      await source.query('insert into naive_command (id, lead_id, body, stage) values ($1, $2, $3, $4) on conflict do nothing', [
        command.id,
        leadId,
        JSON.stringify(command),
        stage,
      ]);
    },
    breach: async (_leadId: string, _clock: string): Promise<void> => undefined,
  };
}
