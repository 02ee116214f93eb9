import { randomUUID } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import pino from 'pino';
import type { DataSource } from 'typeorm';
import type { ReconcileProgress } from '../../libs/messages/reconcile.js';
import { NoAnswer } from '../../libs/temporal/no-answer.js';
import type { LeadCensus } from '../../libs/temporal/lead-census.js';
import { hotLead } from '../../test/support/branch.js';
import { tradeDatabase } from '../../test/support/trade-database.js';
import { reprojectLeads } from './reproject-leads.js';

const ahead = 20;
const strangers = [randomUUID(), randomUUID()];

let source: DataSource;
const leadIds: string[] = [];
beforeAll(async () => {
  source = await tradeDatabase('reproject');
  for (let n = 0; n < ahead; n += 1) leadIds.push((await hotLead(source)).leadId);
}, 60_000);
afterAll(() => source.destroy());

/**
 * Temporal as it knows all leads, each with a turn and a command more, and strangers. Every other lead takes its signal at once, the rest later. Calls of these
 * names fail, once they were made so often.
 */
function censusOf(failing: Partial<Record<keyof LeadCensus, number>> = {}): LeadCensus {
  const calls: string[] = [];
  const ended = new Set<string>();
  const goneOn = new Set<string>();
  const called = async (name: keyof LeadCensus): Promise<void> => {
    calls.push(name);
    if (calls.filter((one) => one === name).length === failing[name]) throw new NoAnswer('UNAVAILABLE');
  };
  const far = 9_999_999_999_999;
  return {
    running: async () => [...leadIds, ...strangers].filter((leadId) => !ended.has(leadId)),
    look: async (leadId) => ({ isRunning: !ended.has(leadId), stuck: null }),
    countAhead: async () => 0,
    lastTurn: async (leadId) => (goneOn.has(leadId) ? 1 : far),
    whatIsGone: async () => {
      await called('whatIsGone');
      return { firstTurn: far, commands: [{ id: randomUUID(), kind: 'accept' }], effects: [] };
    },
    reproject: async (leadId) => {
      await called('reproject');
      if (leadIds.indexOf(leadId) % 2 === 0) goneOn.add(leadId);
    },
    terminate: async (leadId) => {
      await called('terminate');
      ended.add(leadId);
    },
    close: async () => undefined,
  };
}

interface Attempt {
  mend: boolean;
  heartbeatDetails?: unknown;
  /** The worker ends with this heartbeat. */
  endsAt?: number;
}

/** One attempt; gives the heartbeats, and what came of it. */
async function attempt(census: LeadCensus, { mend, heartbeatDetails, endsAt }: Attempt) {
  const logger = new DefaultLogger('ERROR');
  const environment = new MockActivityEnvironment(heartbeatDetails === undefined ? {} : { heartbeatDetails }, { logger });
  const beats: unknown[] = [];
  environment.on('heartbeat', (details: unknown) => {
    if (beats.push(details) === endsAt) environment.cancel('WORKER_SHUTDOWN');
  });
  const work = reprojectLeads({ source, leads: null as never, census, log: pino({ level: 'silent' }) });
  const request = { reconciliationId: randomUUID(), kind: 'reproject' as const, mend };
  const [end] = await Promise.allSettled([environment.run(() => work(request))]);
  return { end, beats, progress: (end as PromiseFulfilledResult<ReconcileProgress>).value };
}

function expectAll(progress: ReconcileProgress, mend: boolean): void {
  expect(progress).toMatchObject({
    looked: ahead,
    found: { ahead, strangers: 2 },
    repaired: mend ? { ahead, strangers: 2 } : { ahead: 0, strangers: 0 },
    lost: { commands: ahead, leads: 2 },
  });
  expect(new Set(progress.lost?.commandIds.map(({ leadId }) => leadId)).size).toBe(ahead);
}

describe('leads that are ahead', () => {
  it.each([
    ['a lead was not told', true, { reproject: 10 }],
    ['a history was not read', true, { whatIsGone: 12 }],
    ['a stranger was not ended', true, { terminate: 2 }],
    ['a history was not read, of a dry run', false, { whatIsGone: 12 }],
  ])('are counted once, also by the attempt after one that ended as %s', async (_why, mend, failing) => {
    const temporal = censusOf(failing);
    const first = await attempt(temporal, { mend });
    expect(first.end).toMatchObject({ status: 'rejected', reason: { type: 'weather' } });
    const { progress } = await attempt(temporal, { mend, heartbeatDetails: first.beats.at(-1) });
    expectAll(progress, mend);
  });

  it('are gone on with when the worker ends in the midst of a page', async () => {
    const temporal = censusOf();
    const first = await attempt(temporal, { mend: true, endsAt: ahead + 10 });
    expect(first.end).toMatchObject({ status: 'rejected', reason: { name: 'CancelledFailure' } });
    const last = first.beats.at(-1) as { progress: ReconcileProgress };
    expect(last.progress.repaired.ahead).toBeLessThan(ahead);
    expectAll((await attempt(temporal, { mend: true, heartbeatDetails: last })).progress, true);
  });

  it('are told of one by one, so that a long page is not taken for a dead one', async () => {
    const { beats } = await attempt(censusOf(), { mend: true });
    const counts = beats.map((beat) => (beat as { progress: ReconcileProgress }).progress.repaired.ahead);
    expect(new Set(counts).size).toBe(ahead + 1);
  });
});
