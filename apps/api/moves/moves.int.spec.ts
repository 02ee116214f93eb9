import { randomUUID } from 'node:crypto';
import { apiUnderTest, expectProblem, type ApiUnderTest, type Reply } from '../../../test/support/api-under-test.js';
import { capturedLead } from '../../../test/support/branch.js';
import { tradeAgreement, tradeTeam } from '../../../test/support/trade.js';
import { beginPreview, leadsThatFit } from '../../../libs/persistence/moves/pages.js';
import { moveView } from './moves.schemas.js';

let api: ApiUnderTest;
let version: number;
const leadIds: string[] = [];
beforeAll(async () => {
  api = await apiUnderTest('moves-api');
  await api.post('/v1/teams', tradeTeam);
  await api.putInForce(tradeAgreement);
  for (let n = 0; n < 3; n += 1) {
    const lead = await capturedLead(api.source, { country: 'ES' });
    await lead.open();
    leadIds.push(lead.leadId);
  }
  version = await api.putInForce({ ...tradeAgreement, recycle: { atMost: 1 } });
});
afterAll(() => api.close());

const ask = (body: object, of = version): Promise<Reply> => api.post(`/v1/agreements/${of}/moves`, body);
const started = (moveId: string) => api.temporal.moves.filter((move) => move.moveId === moveId).map(({ act }) => act);

describe('a move that is asked for', () => {
  it('is one move an id: previewed until it is, and never again', async () => {
    const body = { id: randomUUID(), stages: ['nurturing'], leadIds: leadIds.slice(1), undoWithin: '2h' };
    for (let n = 0; n < 2; n += 1) expect(await ask(body)).toMatchObject({ status: 202, body: { moveId: body.id } });
    expect(started(body.id)).toEqual(['preview', 'preview']); // a workflow that runs already is the same
    await api.source.query('update move set previewed_at = now() where move_id = $1', [body.id]);
    expect((await ask(body)).status).toBe(202);
    expect(started(body.id)).toEqual(['preview', 'preview']);
    for (const other of [{ bands: ['hot'] }, { leadIds }, { undoWithin: '3h' }, { stages: undefined }])
      await expectProblem(ask({ ...body, ...other }), 409, 'move.id_reused');
    const view = moveView.parse((await api.get(`/v1/moves/${body.id}`)).body);
    expect(view).toMatchObject({ by: 'admin', status: 'previewed', filter: { leadIds: 2 }, undoWithinMs: 7_200_000 });
  });

  it('is of the leads that were named', async () => {
    const id = randomUUID();
    const named = leadIds.slice(0, 2).sort();
    await ask({ id, leadIds: named });
    await beginPreview(api.source, id);
    expect(await leadsThatFit(api.source, { moveId: id, after: null, limit: 10 })).toEqual(named);
    expect((await api.get(`/v1/moves/${id}`)).body).toMatchObject({ matched: 2 });
  });

  it('is refused to another version, when it is unknown, before its preview, and while Temporal is away', async () => {
    await expectProblem(ask({}, version - 1), 409, 'agreement.not_in_force');
    for (const act of ['start', 'undo'])
      await expectProblem(api.post(`/v1/moves/${randomUUID()}/${act}`, {}), 404, 'move.unknown');
    const id = randomUUID();
    await ask({ id });
    await expectProblem(api.post(`/v1/moves/${id}/start`, {}), 409, 'move.preview_running');
    await expectProblem(api.post(`/v1/moves/${id}/undo`, {}), 409, 'move.not_moved');
    await expectProblem(ask({ undoWithin: '11 years' }), 400, 'request.malformed', 'undoWithin');
    api.temporal.isAway = true;
    await expectProblem(ask({}), 503, 'temporal.away');
    api.temporal.isAway = false;
  });
});
