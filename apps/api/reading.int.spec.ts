import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type pino from 'pino';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { createLog } from '../../libs/process/log.js';
import { capturedLead, hotLead, type Branch } from '../../test/support/branch.js';
import { tradeDatabase } from '../../test/support/trade-database.js';
import { createApi } from './create-api.js';
import { funnelView } from './funnel/funnel.schemas.js';
import { leadPage } from './lead-list/lead-list.schemas.js';
import { repQueueView } from './reps/rep-queue.schemas.js';
import { stuckPage } from './stuck/stuck.schemas.js';

const token = 'a-token-for-this-spec';
const logged: string[] = [];
let source: DataSource;
let api: NestFastifyApplication;
let hot: Branch;
let now = (): number => Date.now();

beforeAll(async () => {
  source = await tradeDatabase('reading');
  const log = createLog('api', 'info', { write: (line: string) => void logged.push(line) } as pino.DestinationStream);
  const client = {
    ping: () => Promise.resolve(),
    command: () => Promise.reject(new Error('No command is sent here')),
    startFreeStuck: () => Promise.reject(new Error('Nobody is retried here')),
    startReconcile: () => Promise.reject(new Error('Nobody is rebuilt here')),
    startMove: () => Promise.reject(new Error('Nobody is moved here')),
    startAudit: () => Promise.reject(new Error('Nothing is audited here')),
    startBacktest: () => Promise.reject(new Error('Nothing is tested here')),
    countTurnFaults: () => Promise.resolve(0),
  };
  api = await createApi({
    source,
    client,
    log,
    token,
    unsubscribeSecret: 'a-secret-for-this-spec',
    mailReturnPerSecond: 10,
    now: () => now(),
  });
  hot = await hotLead(source, { name: 'Eva Planted' });
  await hot.fail('mail.refused');
  for (let n = 0; n < 3; n++) await (await capturedLead(source)).open();
});
afterAll(async () => {
  await api.close();
  if (source.isInitialized) await source.destroy();
});

interface Reply {
  status: number;
  text: string;
  body: Record<string, unknown>;
}

async function get(url: string, authorization = `Bearer ${token}`): Promise<Reply> {
  const reply = await api.getHttpAdapter().getInstance().inject({ method: 'GET', url, headers: { authorization } });
  const isJson = String(reply.headers['content-type']).includes('json');
  return { status: reply.statusCode, text: reply.body, body: isJson ? reply.json<Record<string, unknown>>() : {} };
}

async function read<T>(url: string, schema: z.ZodType<T>): Promise<T> {
  const { status, body } = await get(url);
  expect(status).toBe(200);
  return schema.parse(body);
}

async function expectProblem(url: string, status: number, code: string, path?: string): Promise<Record<string, unknown>> {
  const reply = await get(url);
  expect([reply.status, reply.body['code']]).toEqual([status, code]);
  expect(reply.body['detail']).toMatch(/\w/);
  if (path !== undefined) expect(reply.body['problems']).toMatchObject([{ path, cure: expect.stringMatching(/\w/) as string }]);
  return reply.body;
}

describe('what people read', () => {
  it('is a list of leads that pages to its end, each lead once', async () => {
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: z.infer<typeof leadPage> = await read(`/v1/leads?limit=1${next && `&after=${next}`}`, leadPage);
      seen.push(...page.leads.map(({ leadId }) => leadId));
      next = page.next;
    }
    expect([seen.length, new Set(seen).size, seen.at(-1)]).toEqual([4, 4, hot.leadId]);
    expect((await read('/v1/leads?q=planted&stuck=true&band=hot', leadPage)).leads).toMatchObject([
      { name: 'Eva Planted', band: 'hot' },
    ]);
  });

  it('is a rep’s queue', async () => {
    const repId = hot.state?.repId ?? '';
    const { queue, ...rest } = await read(`/v1/reps/${repId}/queue`, repQueueView);
    expect(rest).toEqual({ repId, name: repId, held: 1, offered: 0 });
    expect(queue).toMatchObject([{ leadId: hot.leadId, why: { clause: 'handOffs.lanes.inbound' }, name: 'Eva Planted' }]);
  });

  it('is what is stuck, with its cure', async () => {
    const { counts, leads, next } = await read('/v1/stuck', stuckPage);
    expect(counts).toMatchObject([{ reason: 'mail.refused', leads: 1, cure: expect.stringContaining('retry') as string }]);
    expect([leads.map(({ leadId }) => leadId), next]).toEqual([[hot.leadId], null]);
    expect((await read('/v1/stuck?reason=cancelled', stuckPage)).leads).toEqual([]);
  });

  it('is a funnel, each number with its definition', async () => {
    const funnel = await read('/v1/funnel', funnelView);
    expect(funnel.now.stages).toEqual([
      { stage: 'nurturing', leads: 3 },
      { stage: 'marketing_qualified', leads: 1 },
    ]);
    expect(funnel.conversion.cohorts).toMatchObject([
      {
        leads: 4,
        reached: [
          { stage: 'inquiry', share: 1 },
          { stage: 'nurturing', leads: 3, share: 0.75 },
          { stage: 'marketing_qualified', share: 0.25 },
        ],
      },
    ]);
    expect(funnel.timeInStage.stages.map(({ stage }) => stage)).toEqual(['inquiry', 'nurturing', 'marketing_qualified']);
    for (const { definition } of [funnel.now, funnel.conversion, funnel.timeInStage])
      expect(definition.length).toBeGreaterThan(40);
  });
});

describe('what can not be read is a problem with place and cure', () => {
  it.each([
    ['/v1/leads?stage=prospect', 'stage'],
    ['/v1/leads?band=Very%20hot', 'band'],
    ['/v1/leads?repId=ana@sales.example', 'repId'],
    ['/v1/leads?stuck=Yes!', 'stuck'],
    ['/v1/leads?q=%25', 'q'],
    ['/v1/leads?limit=0', 'limit'],
    ['/v1/leads?page=2', 'page'],
    ['/v1/leads?stage=lost&stage=merged', 'stage'],
    ['/v1/reps/ana/queue?limit=5000', 'limit'],
    ['/v1/stuck?reason=%27', 'reason'],
    ['/v1/funnel?by=day', 'by'],
    ['/v1/funnel?from=yesterday', 'from'],
    ['/v1/funnel?from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z', 'to'],
    ['/v1/funnel?from=2020-01-01T00:00:00Z', 'from'],
  ])('%s', (url, path) => expectProblem(url, 400, 'request.malformed', path));

  it('an unknown rep: 404 with those there are, and the one that was meant', async () => {
    const { detail, details } = await expectProblem('/v1/reps/anna/queue', 404, 'rep.unknown');
    expect(detail).toContain('did you mean `ana`');
    expect(details).toEqual({ reps: ['ana', 'ben', 'cleo'] });
  });

  it('a cursor that is forged, of another list, or stale', async () => {
    const { next } = await read('/v1/leads?limit=1', leadPage);
    for (const url of [
      '/v1/leads?after=forged',
      `/v1/leads?after=${next}x`,
      `/v1/leads?band=hot&after=${next}`,
      `/v1/stuck?after=${next}`,
    ])
      await expectProblem(url, 400, 'cursor.unknown');
    now = () => Date.now() + 25 * 3_600_000;
    await expectProblem(`/v1/leads?after=${next}`, 400, 'cursor.stale');
    now = () => Date.now();
  });

  it.each(['/v1/leads', '/v1/reps/ana/queue', '/v1/stuck', '/v1/funnel', '/metrics'])('%s without the token', async (url) =>
    expect((await get(url, '')).status).toBe(401),
  );
});

describe('/metrics', () => {
  const later = Date.now() + 3_600_000;
  /** The value of the one line with this name and these labels; undefined when there is none. */
  function told(text: string, name: string, ...labels: string[]): number | undefined {
    const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) && labels.every((label) => line.includes(label)));
    expect(lines.length).toBeLessThan(2);
    return lines[0] === undefined ? undefined : Number(lines[0].split(' ').at(-1));
  }

  it('tells requests by route pattern, and what Postgres counts, each with its definition', async () => {
    now = () => later;
    const { text } = await get('/metrics');
    expect(told(text, 'baton_leads', 'stage="nurturing"')).toBe(3);
    expect(told(text, 'baton_stuck_leads', 'reason="mail.refused"')).toBe(1);
    expect(told(text, 'baton_due_leads', 'lane="urgent"')).toBe(4);
    expect(told(text, 'baton_unheard_rings')).toBe(0);
    expect(told(text, 'baton_postgres_up')).toBe(1);
    expect(told(text, 'baton_http_request_seconds_count', 'route="/v1/reps/:repId/queue"', 'status="200"')).toBeGreaterThan(0);
    for (const [, name] of text.matchAll(/# TYPE (baton_\w+)/g)) expect(text).toMatch(new RegExp(`# HELP ${name} .{20,}`));
    expect(text).not.toContain('lanted');
  });

  it('counts anew at most every 10 seconds', async () => {
    await (await capturedLead(source)).open();
    now = () => later + 9_999;
    expect(told((await get('/metrics')).text, 'baton_leads', 'stage="nurturing"')).toBe(3);
    now = () => later + 10_000;
    expect(told((await get('/metrics')).text, 'baton_leads', 'stage="nurturing"')).toBe(4);
  });

  it('stays while Postgres is away, and says so', async () => {
    await source.destroy();
    now = () => later + 20_000;
    const { status, text } = await get('/metrics');
    expect(status).toBe(200);
    expect(told(text, 'baton_postgres_up')).toBe(0);
    expect(text).not.toMatch(/^baton_(leads|unheard_rings|due_leads)[{ ]/m);
    expect(text).toContain('process_cpu_seconds_total');
  });
});

it('no log line bears a search', async () => {
  await get('/v1/leads?q=secret-name');
  expect(logged.length).toBeGreaterThan(0);
  expect(logged.filter((line) => line.includes('secret-name'))).toEqual([]);
});
