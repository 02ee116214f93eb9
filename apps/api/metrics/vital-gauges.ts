import { Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { vitalSigns, type VitalSign } from '../../../libs/persistence/readers/vital-signs.js';

const freshMs = 10_000;

interface Told {
  name: string;
  help: string;
  /** The labels' names; the first takes a sign's name, the second its kind. */
  labelNames: string[];
}

const gauges: Record<VitalSign['sign'], Told> = {
  stage: {
    name: 'baton_leads',
    help: 'Leads by the stage they stand in now. Captured leads without a life yet are inquiries.',
    labelNames: ['stage'],
  },
  stuck: {
    name: 'baton_stuck_leads',
    help: 'Leads whose step failed for good, by reason. Turns that failed are told by Temporal: LeadStuck.',
    labelNames: ['reason'],
  },
  due: { name: 'baton_due_leads', help: 'Leads that the relay has to look at by now, by lane.', labelNames: ['lane'] },
  oldestDueSeconds: {
    name: 'baton_due_oldest_seconds',
    help: 'How long the longest of them has been due; 0 when none is.',
    labelNames: ['lane'],
  },
  unheardRings: { name: 'baton_unheard_rings', help: 'Rings owed that no turn is known to have heard yet.', labelNames: [] },
  effects: {
    name: 'baton_effects',
    help: 'Effects (mails) of all time by status and kind. What a reset undid does not count.',
    labelNames: ['status', 'kind'],
  },
  incidents: {
    name: 'baton_incidents_open',
    help: 'Channels that are away, or back and still busy with what was held. Alarm above 0.',
    labelNames: ['channel'],
  },
  held: { name: 'baton_held_sends', help: 'Effects (mails) held until their channel is back, by kind.', labelNames: ['kind'] },
  breached: {
    name: 'baton_clocks_breached',
    help: 'Clocks of all time that were breached, by clause and by whom: `system` if the rep had not been told. Withdrawn breaches do not count.',
    labelNames: ['clause', 'by'],
  },
  reconcile: {
    name: 'baton_reconcile_found',
    help: 'Leads about which Postgres and Temporal disagreed at the last look, by finding: orphans, unheard, late, strangers, ahead.',
    labelNames: ['finding'],
  },
  reconciledSecondsAgo: {
    name: 'baton_reconciled_seconds_ago',
    help: 'How long ago they were last compared; absent before the first time.',
    labelNames: [],
  },
  auditDifferences: {
    name: 'baton_audit_differences',
    help: 'Stored decisions and rows that are not what they were decided from, at the last audit of all lives. Alarm above 0.',
    labelNames: [],
  },
  auditedSecondsAgo: {
    name: 'baton_audited_seconds_ago',
    help: 'How long ago the last audit of all lives ended; absent before the first. It runs every night.',
    labelNames: [],
  },
  overdue: { name: 'baton_clocks_overdue', help: 'Clocks that are breached and not met yet, by clause.', labelNames: ['clause'] },
  silentSeconds: {
    name: 'baton_heartbeat_silent_seconds',
    help: 'How long a part (api, worker, relay) has not noted that it is there. Far above HEARTBEAT_MS: it is away, or Temporal is.',
    labelNames: ['part'],
  },
  outageSeconds: { name: 'baton_outage_seconds', help: 'How long each part was away, of all time.', labelNames: ['part'] },
};

/** Gauges counted in Postgres, at most every 10 seconds however often they are scraped. While Postgres is away they are silent and baton_postgres_up is 0. */
export function registerVitalGauges(registry: Registry, source: DataSource, now: () => number): void {
  const read = rarely(async () => vitalSigns(source.manager), now);
  const registers = [registry];
  for (const [sign, told] of Object.entries(gauges))
    new Gauge({
      ...told,
      registers,
      async collect() {
        show(this, told, (await read())?.filter((one) => one.sign === sign) ?? []);
      },
    });
  new Gauge({
    name: 'baton_postgres_up',
    help: '1 when what is counted in Postgres could be read.',
    registers,
    async collect() {
      this.set((await read()) === null ? 0 : 1);
    },
  });
}

function show(gauge: Gauge, { labelNames }: Told, signs: VitalSign[]): void {
  gauge.reset();
  if (labelNames.length === 0) gauge.remove();
  for (const { name, kind, value } of signs)
    gauge.set(Object.fromEntries(labelNames.map((label, n) => [label, [name, kind][n] ?? ''])), value);
}

/** Reads anew only when the last answer is 10 seconds old; scrapes at once share one read. Null when it failed. */
function rarely<T>(read: () => Promise<T>, now: () => number): () => Promise<T | null> {
  let last: { at: number; answer: Promise<T | null> } | null = null;
  return () => {
    if (last === null || now() - last.at >= freshMs) last = { at: now(), answer: read().catch(() => null) };
    return last.answer;
  };
}
