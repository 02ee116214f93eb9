import type { Fact } from '../../domain/scoring/ledger.js';

export interface FactRow {
  id: string;
  seq: number;
  kind: string;
  occurred_at: Date;
  received_at: Date;
  data: Record<string, unknown>;
}

export function factOf({ id, seq, kind, occurred_at, received_at, data }: FactRow): Fact {
  return { id, seq, kind, occurredAt: occurred_at.getTime(), receivedAt: received_at.getTime(), data };
}
