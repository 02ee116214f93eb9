import { randomUUID } from 'node:crypto';
import { apiUnderTest, expectProblem, type ApiUnderTest, type Reply } from '../../../test/support/api-under-test.js';
import { hotLead } from '../../../test/support/branch.js';
import { enrol, type Enrolled } from '../../../test/support/enrol.js';
import { storeAgreement } from '../../../test/support/store-agreement.js';
import { tradeAgreement, tradeTeam } from '../../../test/support/trade.js';

/** Ana and Ben have managers of their own; Cleo has none, but her pool does. */
const team = {
  ...tradeTeam,
  reps: tradeTeam.reps.map((rep) => ({ ...rep, manager: { ana: 'dana@sales.example', ben: 'zoe@sales.example' }[rep.id] })),
  pools: { sdr: { reps: ['ana', 'ben', 'cleo'], manager: 'dana@sales.example' } },
};

type Who = 'ana' | 'ben' | 'dana' | 'mona' | 'sven' | 'olga';
let api: ApiUnderTest;
const who = {} as Record<Who, Enrolled>;
/** The leads by the rep who holds them. */
const held: Record<string, string> = {};
beforeAll(async () => {
  api = await apiUnderTest('sight');
  expect((await api.post('/v1/teams', team)).status).toBe(201);
  await storeAgreement(api.source, tradeAgreement);
  who.ana = await enrol(api, { id: 'ana', roles: ['rep'], repId: 'ana' });
  who.ben = await enrol(api, { id: 'ben-h', roles: ['rep'], repId: 'ben' });
  who.dana = await enrol(api, { id: 'dana', roles: ['manager'], email: 'Dana@sales.example' });
  who.mona = await enrol(api, { id: 'mona', roles: ['marketing'] });
  who.sven = await enrol(api, { id: 'sven', roles: ['sales'] });
  who.olga = await enrol(api, { id: 'olga', roles: ['ops'] });
  for (let n = 0; n < team.reps.length; n += 1) {
    const { state, leadId } = await hotLead(api.source);
    held[String(state?.repId)] = leadId;
  }
  expect(Object.keys(held).sort()).toEqual(['ana', 'ben', 'cleo']);
});
afterAll(() => api.close());

const ask = (as: Who, rep: string, command: object): Promise<Reply> =>
  api.post(`/v1/leads/${held[rep]}/commands`, { id: randomUUID(), repId: rep, ...command }, who[as].headers);
const shown = async (as: Who, query = ''): Promise<string[]> => {
  const { body } = await api.get(`/v1/leads?${query}`, who[as].headers);
  const ids = (body['leads'] as { leadId: string }[]).map(({ leadId }) => leadId);
  return Object.keys(held)
    .filter((rep) => ids.includes(held[rep] ?? ''))
    .sort();
};

describe('whose leads a member sees', () => {
  it.each<[Who, string[] | null]>([
    ['ana', ['ana']],
    ['dana', ['ana', 'cleo']],
    ['mona', null],
    ['sven', null],
    ['olga', null],
  ])('%s: those of %j', async (as, reps) => {
    expect((await api.get('/v1/me', who[as].headers)).body).toMatchObject({ reps });
    expect(await shown(as)).toEqual(reps ?? ['ana', 'ben', 'cleo']);
  });

  it('an unborn lead is shown to those who see all', async () => {
    const { leadId } = (await api.post('/v1/leads', { email: 'unborn@x.example' })).body as { leadId: string };
    const listed = async (as: Who) => JSON.stringify((await api.get('/v1/leads', who[as].headers)).body).includes(leadId);
    expect([await listed('mona'), await listed('ana'), await listed('dana')]).toEqual([true, false, false]);
  });

  it('a filter shows no more than that', async () => {
    expect(await shown('ana', 'repId=ben')).toEqual([]);
    expect(await shown('dana', 'repId=cleo')).toEqual(['cleo']);
  });

  it.each(['', '/events', '/facts', '/score', '/dossier', '/effects', '/commands'])('GET /v1/leads/{leadId}%s', async (part) => {
    const read = (as: Who, rep: string) => api.get(`/v1/leads/${held[rep]}${part}`, who[as].headers);
    for (const [as, rep] of [
      ['ana', 'ana'],
      ['dana', 'cleo'],
      ['mona', 'ben'],
      ['olga', 'ben'],
    ] as const)
      expect([as, (await read(as, rep)).status]).toEqual([as, 200]);
    for (const [as, rep] of [
      ['ana', 'ben'],
      ['ben', 'ana'],
      ['dana', 'ben'],
    ] as const)
      await expectProblem(read(as, rep), 403, 'lead.not_yours');
    await expectProblem(api.get(`/v1/leads/${randomUUID()}${part}`, who.ana.headers), 404, 'lead.unknown');
  });

  it('a queue is its rep’s and their manager’s', async () => {
    const queue = (as: Who, rep: string) => api.get(`/v1/reps/${rep}/queue`, who[as].headers);
    for (const [as, rep] of [
      ['ana', 'ana'],
      ['dana', 'cleo'],
      ['sven', 'ben'],
    ] as const)
      expect([as, (await queue(as, rep)).status]).toEqual([as, 200]);
    await expectProblem(queue('ana', 'ben'), 403, 'rep.not_yours');
    await expectProblem(queue('dana', 'ben'), 403, 'rep.not_yours');
    await expectProblem(queue('ana', 'nobody'), 403, 'rep.not_yours');
  });
});

describe('what shows leads of all reps', () => {
  it.each(['ana', 'dana'] as Who[])('is not shown to %s, and not started by them', async (as) => {
    const refused = (reply: Promise<Reply>): Promise<unknown> => expectProblem(reply, 403, 'role.lacking');
    const { headers } = who[as];
    await refused(api.post('/v1/agreements/1/moves', { leadIds: [held['ben']] }, headers));
    for (const act of ['start', 'undo']) await refused(api.post(`/v1/moves/${randomUUID()}/${act}`, {}, headers));
    for (const path of ['moves', 'audit/runs']) await refused(api.get(`/v1/${path}/${randomUUID()}`, headers));
    await refused(api.get('/v1/audit/runs', headers));
    await refused(api.get('/v1/agreements/1/backtest', headers));
  });

  it('a manager reads figures, and no lead in them', async () => {
    for (const path of ['funnel', 'scorecard', 'incidents']) {
      const { status, body } = await api.get(`/v1/${path}`, who.dana.headers);
      expect(status).toBe(200);
      for (const leadId of Object.values(held)) expect(JSON.stringify(body)).not.toContain(leadId);
    }
  });
});

describe('what a member may ask', () => {
  it('a rep in another’s name is refused, and of a lead of another', async () => {
    await expectProblem(ask('ana', 'ben', { kind: 'accept' }), 403, 'rep.not_yours');
    await expectProblem(ask('ana', 'ben', { kind: 'accept', repId: 'ana' }), 403, 'lead.not_yours');
    await expectProblem(ask('ana', 'ana', { kind: 'reassign', repId: undefined, toRepId: 'ben' }), 403, 'role.lacking');
    await expectProblem(ask('ana', 'ben', { kind: 'retry', repId: undefined }), 403, 'lead.not_yours');
  });

  it('marketing and ops ask nothing of what sales does', async () => {
    await expectProblem(ask('mona', 'ana', { kind: 'accept' }), 403, 'role.lacking');
    await expectProblem(ask('olga', 'ana', { kind: 'accept' }), 403, 'role.lacking');
    expect((await ask('olga', 'ana', { kind: 'retry', repId: undefined })).body['code']).not.toBe('role.lacking');
  });

  it('a manager reassigns among their own reps only', async () => {
    await expectProblem(ask('dana', 'cleo', { kind: 'reassign', repId: undefined, toRepId: 'ben' }), 403, 'rep.not_yours');
    await expectProblem(ask('dana', 'ben', { kind: 'reassign', repId: undefined, toRepId: 'ana' }), 403, 'lead.not_yours');
  });

  it('is noted by the member’s id: a rep, a manager, a head of sales; what a machine told, too', async () => {
    const note = 'She starts in March.';
    expect((await ask('ana', 'ana', { kind: 'accept', note })).status).toBe(200);
    expect((await ask('dana', 'cleo', { kind: 'accept' })).status).toBe(200);
    expect((await ask('sven', 'ben', { kind: 'touch', channel: 'call', seconds: 60 })).status).toBe(200);
    const commands = async (rep: string) =>
      (await api.get(`/v1/leads/${held[rep]}/commands`, who.sven.headers)).body['commands'] as { by: string; kind: string }[];
    expect((await commands('ana'))[0]).toMatchObject({ by: 'ana', kind: 'accept', note, answer: { applied: true } });
    expect((await commands('cleo'))[0]).toMatchObject({ by: 'dana', body: { repId: 'cleo' } });
    expect((await commands('ben'))[0]).toMatchObject({ by: 'sven', kind: 'touch' });
    const fact = {
      id: 'page',
      kind: 'page_viewed',
      occurredAt: new Date().toISOString(),
      lead: { leadId: held['ben'] },
      data: {},
    };
    const site = await enrol(api, { id: 'website', roles: ['marketing'] }, { scopes: ['facts:write', 'leads:write'] });
    expect((await api.post('/v1/facts', { facts: [fact] }, site.headers)).body).toMatchObject({ accepted: 1 });
    const { body } = await api.get(`/v1/leads/${held['ben']}/facts`, who.sven.headers);
    const told = (body['facts'] as { kind: string; by: string | null }[]).map(({ kind, by }) => [kind, by]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['touch', 'sven'],
        ['page_viewed', 'website'],
      ]),
    );
  });

  it('gets the same answer again, though the lead is another’s by now', async () => {
    const reject = { id: randomUUID(), kind: 'reject', reason: 'outside-profile' };
    const lead = await hotLead(api.source);
    const rep = lead.state?.repId as string;
    const as = await enrol(api, { id: 'some-rep', roles: ['rep'], repId: rep });
    const send = () => api.post(`/v1/leads/${lead.leadId}/commands`, { repId: rep, ...reject }, as.headers);
    const first = await send();
    expect(first.status).toBe(200);
    await expectProblem(api.get(`/v1/leads/${lead.leadId}`, as.headers), 403, 'lead.not_yours');
    expect((await send()).body).toEqual(first.body);
  });
});
