import type { DataSource } from 'typeorm';
import type { LeadEvent } from '../../libs/domain/lifecycle/events.js';
import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import { sources, whereDecided } from './where-decided.js';

/** One step of a lead's walk. */
export interface Step {
  at: Date;
  what: string;
  words: string;
  /** The file that did it. */
  by: string;
  /** An event of a turn, told below it. */
  within?: boolean;
}

interface TurnRow {
  turn: number;
  taken_at: Date;
  prev: number;
  inputs: LeadInput[];
  result: { events: LeadEvent[]; wakeAt: number | null; wakeWhy: string | null };
  abandoned_by: number | null;
}

/** A lead's walk, in the order it happened: facts, the assessment, turns with their events, effects. Throws if there is no such lead. */
export async function traceLead(source: DataSource, leadId: string): Promise<Step[]> {
  const [lead] = await source.query<unknown[]>('select 1 from lead where lead_id = $1', [leadId]);
  if (lead === undefined) throw new Error(`There is no lead ${leadId} in this database. Capture one: POST /v1/leads.`);
  const told = await Promise.all([facts, assessment, commands, turns, effects].map((tell) => tell(source, leadId)));
  return told.flat().sort((a, b) => a.at.getTime() - b.at.getTime());
}

async function facts(source: DataSource, leadId: string): Promise<Step[]> {
  const rows = await source.query<{ seq: number; kind: string; received_at: Date }[]>(
    'select seq, kind, received_at from fact where lead_id = $1 order by seq',
    [leadId],
  );
  return rows.map(({ seq, kind, received_at: at }) => ({ at, what: 'fact', words: `${seq} ${kind}`, by: sources.fact }));
}

async function assessment(source: DataSource, leadId: string): Promise<Step[]> {
  const rows = await source.query<AssessedRow[]>(
    'select seq, rings, owed_seq, assessment, changes_at from ledger where lead_id = $1',
    [leadId],
  );
  return rows.flatMap(({ seq, rings, owed_seq: owed, assessment: score, changes_at: changesAt }): Step[] => {
    const at = new Date(score.at);
    const points = `fit ${score.fit.toFixed(1)}, engagement ${score.engagement.toFixed(1)}, ${score.band}, ${score.buyerStage}`;
    const changes = changesAt === null ? 'stays so' : `changes by itself ${changesAt.toISOString()}`;
    const owes = owed === null ? '' : `, one owed up to ${owed}`;
    return [
      { at, what: 'assessed', words: `up to fact ${seq}: ${points}; ${changes}`, by: sources.assessment },
      { at, what: 'rung', words: `${rings} time(s) so far${owes}`, by: sources.ring },
    ];
  });
}

interface AssessedRow {
  seq: number;
  rings: number;
  owed_seq: number | null;
  assessment: { at: number; fit: number; engagement: number; band: string; buyerStage: string };
  changes_at: Date | null;
}

async function commands(source: DataSource, leadId: string): Promise<Step[]> {
  const rows = await source.query<
    { kind: string; received_at: Date; answer: { applied: boolean; refusal?: { code: string } } | null }[]
  >('select kind, received_at, answer from command where lead_id = $1 order by received_at', [leadId]);
  const said = (answer: (typeof rows)[number]['answer']): string =>
    answer === null ? 'not answered yet' : (answer.refusal?.code ?? (answer.applied ? 'applied' : 'changed nothing'));
  return rows.map(({ kind, received_at: at, answer }) => ({
    at,
    what: 'command',
    words: `${kind}: ${said(answer)}`,
    by: sources.command,
  }));
}

async function turns(source: DataSource, leadId: string): Promise<Step[]> {
  const rows = await source.query<TurnRow[]>(
    'select turn, taken_at, prev, inputs, result, abandoned_by from turn where lead_id = $1 order by turn',
    [leadId],
  );
  return rows.flatMap(({ turn, taken_at: at, inputs, result, abandoned_by: abandonedBy }) => {
    const heard = inputs.map((input) => (input.kind === 'command' ? input.command.kind : input.kind)).join(', ');
    const wakes = result.wakeAt === null ? '' : `; wakes ${new Date(result.wakeAt).toISOString()}: ${result.wakeWhy ?? ''}`;
    const fate = abandonedBy === null ? '' : ` (abandoned by turn ${abandonedBy})`;
    return [
      { at, what: 'turn', words: `${turn} hears ${heard}${fate}${wakes}`, by: sources.turn },
      ...result.events.map((event) => ({ at, what: 'event', words: tell(event), by: whereDecided(event.kind), within: true })),
    ];
  });
}

function tell(event: LeadEvent): string {
  const clause = 'clause' in event && event.clause !== undefined ? ` by ${event.clause}` : '';
  const moved = event.kind === 'StageChanged' ? ` ${event.from} to ${event.to}` : '';
  const key = event.kind === 'EffectPlanned' ? ` ${event.effect.key}` : 'key' in event ? ` ${event.key}` : '';
  return `${event.kind}${moved}${key}${clause}`;
}

async function effects(source: DataSource, leadId: string): Promise<Step[]> {
  const rows = await source.query<
    { key: string; kind: keyof typeof sources.effects; status: string; attempts: number; at: Date | null }[]
  >(
    'select key, kind, status, attempts, coalesce(ended_at, started_at) as at from effect where lead_id = $1 and started_at is not null',
    [leadId],
  );
  return rows.map(({ key, kind, status, attempts, at }) => ({
    at: at ?? new Date(),
    what: 'effect',
    words: `${key} ${status} after ${attempts} attempt(s)`,
    by: sources.effects[kind],
  }));
}
