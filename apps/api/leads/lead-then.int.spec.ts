import { Months } from '../../../test/support/months.js';
import { seeded } from '../../../test/support/seeded.js';
import { foldTurn } from '../../../libs/domain/lifecycle/fold-turn.js';
import { newLead, type LeadState } from '../../../libs/domain/lifecycle/lead.js';
import type { TurnResult } from '../../../libs/domain/lifecycle/turn.js';
import { leadThen } from '../../../libs/persistence/readers/lead-then.js';
import { storeAgreement } from '../../../test/support/store-agreement.js';
import { storeTeam } from '../../../libs/persistence/agreements/store-team.js';
import { apiUnderTest, type ApiUnderTest } from '../../../test/support/api-under-test.js';
import { tradeAgreement, tradeTeam } from '../../../test/support/trade.js';

const day = 86_400_000;
const start = Date.now();
let api: ApiUnderTest;
let leadId: string;
beforeAll(async () => {
  api = await apiUnderTest('then');
  await storeTeam(api.source, tradeTeam);
  await storeAgreement(api.source, tradeAgreement);
  leadId = await new Months(api.source, seeded(3), start).live(start + 90 * day, 40);
}, 120_000);
afterAll(() => api.close());

const then = (at: number) => api.get(`/v1/leads/${leadId}?at=${new Date(at).toISOString()}`);

describe('the time machine', () => {
  it('shows at each turn what that turn left, and until the next one the same', async () => {
    const turns = await api.source.query<TurnResult[]>(
      `select turn, result->'events' as events, (result->'heardSeq')::integer as "heardSeq", (result->'teamVersion')::integer as "teamVersion"
       from turn where lead_id = $1 and abandoned_by is null order by turn`,
      [leadId],
    );
    expect(turns.length).toBeGreaterThan(10);
    let state: LeadState = newLead(leadId, turns[0]?.turn ?? 0);
    for (const [n, turn] of turns.entries()) {
      state = foldTurn(state, turn);
      for (const at of new Set([turn.turn, (turns[n + 1]?.turn ?? turn.turn + 2) - 1])) {
        const shown = await leadThen(api.source.manager, leadId, at, start);
        const { stage, repId, queue, handOffs, touches, recycles, agreementVersion, teamVersion } = state;
        expect(shown).toMatchObject({
          stage,
          repId,
          queue,
          handOffs,
          touches,
          recycles,
          agreementVersion,
          teamVersion,
          turn: turn.turn,
        });
        expect(shown.clocks.map(({ id, dueAt }) => [id, dueAt])).toEqual(state.clocks.map(({ id, dueAt }) => [id, dueAt]));
        expect(shown.assessment?.band).toEqual(expect.any(String));
      }
    }
    const [life] = await api.source.query<{ state: LeadState }[]>('select state from life where lead_id = $1', [leadId]);
    expect(state).toEqual(life?.state);
  });

  it('scores by what had been received then', async () => {
    const [{ at }] = await api.source.query<[{ at: Date }]>(
      `select received_at as at from fact where lead_id = $1 and kind = 'form_submitted' order by seq limit 1`,
      [leadId],
    );
    const [before, after] = [at.getTime() - 1, at.getTime()];
    const score = async (instant: number): Promise<number> =>
      (await leadThen(api.source.manager, leadId, instant, start)).assessment?.engagement ?? 0;
    expect((await score(after)) - (await score(before))).toBeGreaterThan(40);
  });

  it('answers over HTTP', async () => {
    await api.source.query(`update fact set received_at = now() - interval '1 hour' where lead_id = $1 and seq = 1`, [leadId]);
    const { status, body } = await then(Date.now() - 1_000);
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({ leadId, stage: expect.any(String), facts: expect.any(Number) }),
    ]);
  });

  it('knows nothing of the future', async () => {
    expect(await then(Date.now() + day)).toMatchObject({
      status: 400,
      body: { code: 'request.malformed', problems: [{ path: 'at' }] },
    });
  });

  it('says since when the lead is known', async () => {
    const { status, body } = await then(start - 30 * day);
    expect([status, body['code'], body['detail']]).toEqual([
      404,
      'lead.not_yet',
      expect.stringContaining('It is known since 20'),
    ]);
  });

  it('refuses what is no instant', async () => {
    expect(await api.get(`/v1/leads/${leadId}?at=yesterday`)).toMatchObject({ status: 400, body: { code: 'request.malformed' } });
  });
});
