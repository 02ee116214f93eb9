import { randomUUID } from 'node:crypto';
import pino from 'pino';
import type { DataSource } from 'typeorm';
import {
  auditSchedule,
  auditType,
  auditWorkflowId,
  noAuditProgress,
  type AuditInput,
  type AuditProgress,
} from '../../libs/messages/audit.js';
import { leadTaskQueue } from '../../libs/messages/lead-lifecycle.js';
import { auditRun } from '../../libs/persistence/readers/audit-runs.js';
import { hotLead } from '../../test/support/branch.js';
import { startLeadWorker, type LeadWorker } from '../../test/support/lead-worker.js';
import { recordRun } from '../../test/support/record-story.js';
import { scriptTurns } from '../../test/support/scripted-turns.js';
import { tradeDatabase } from '../../test/support/trade-database.js';
import { createAuditActivities } from './create-audit-activities.js';

const logged: string[] = [];
const log = pino({ level: 'error' }, { write: (line: string) => void logged.push(line) });
let source: DataSource;
let worker: LeadWorker;
let altered: string;
beforeAll(async () => {
  source = await tradeDatabase('auditing');
  worker = await startLeadWorker('auditing', { ...scriptTurns(), ...createAuditActivities({ source, log }) });
  for (let n = 0; n < 55; n++) await hotLead(source);
  altered = (await hotLead(source)).leadId;
}, 120_000);
afterAll(async () => {
  await worker.stop();
  await source.destroy();
});

async function run(input: Partial<AuditInput> = {}, story?: string): Promise<AuditProgress & { auditRunId: string }> {
  const auditRunId = randomUUID();
  await worker.leads.startAudit({ by: 'olga', leadId: null, ...input, auditRunId });
  const workflowId = auditWorkflowId(auditRunId);
  const progress = await worker.client.workflow.getHandle<() => Promise<AuditProgress>>(workflowId).result();
  if (story !== undefined) await recordRun(worker, { workflow: 'audit', workflowId, story });
  return { ...progress, auditRunId };
}

describe('an audit', () => {
  it('goes through all lives, page by page, and finds nothing where nothing was altered', async () => {
    const { auditRunId, ...progress } = await run({}, 'clean');
    expect(progress).toEqual({ ...noAuditProgress, audited: 56, turns: 56, reproduced: 56 });
    expect(await auditRun(source.manager, auditRunId, 10)).toMatchObject({ status: 'done', lives: 56, by: 'olga', found: [] });
  });

  it('tells what was altered, and logs the lead without a word of who it is', async () => {
    await source.query(
      `update event set body = jsonb_set(body, '{repId}', '"nobody"') where lead_id = $1 and kind = 'LeadAssigned'`,
      [altered],
    );
    const { auditRunId, differences } = await run({}, 'one-difference');
    expect(differences).toBe(1);
    const found = await auditRun(source.manager, auditRunId, 10);
    expect(found?.found).toMatchObject([{ leadId: altered, kind: 'event', field: 'body.repId', stored: '"nobody"' }]);
    expect(found?.found[0]?.sentence).toContain('its inputs give');
    expect(logged.join()).toContain(altered);
    expect(logged.join()).not.toContain('buyer.example');
  });

  it('looks at one lead alone when asked', async () => {
    expect(await run({ leadId: altered })).toMatchObject({ audited: 1, differences: 1 });
  });

  it('may be started by hand with nothing, and is every night by its Schedule', async () => {
    const handle = await worker.client.workflow.start(auditType, { workflowId: randomUUID(), taskQueue: leadTaskQueue });
    expect(await handle.result()).toMatchObject({ audited: 56 });
    const { info, action } = await worker.client.schedule.getHandle(auditSchedule).describe();
    expect([action.workflowType, info.nextActionTimes[0]?.getUTCHours()]).toEqual([auditType, 3]);
  });

  it('tells of a life that is lost', async () => {
    const lost = (await hotLead(source)).leadId;
    await source.query('delete from life where lead_id = $1', [lost]);
    const { auditRunId, differences, audited } = await run();
    expect({ differences, audited }).toEqual({ differences: 2, audited: 57 });
    const found = (await auditRun(source.manager, auditRunId, 10))?.found;
    expect(found?.filter(({ leadId }) => leadId === lost)).toMatchObject([{ kind: 'life', turn: null, stored: null }]);
  });
});
