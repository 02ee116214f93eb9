import type { DataSource } from 'typeorm';
import { hotLead } from '../../../test/support/branch.js';
import { storeAgreement } from '../../../test/support/store-agreement.js';
import { tradeDatabase } from '../../../test/support/trade-database.js';
import { tradeAgreement, tradeTeam } from '../../../test/support/trade.js';
import { storeTeam } from '../agreements/store-team.js';
import { repQueue } from '../readers/rep-queue.js';
import { seesLead } from '../readers/sees-lead.js';

let source: DataSource;
beforeAll(async () => {
  source = await tradeDatabase('offers');
  const { default: shared, lanes } = tradeAgreement.handOffs;
  const to = [{ pool: 'sdr', strategy: 'first-come' as const, wait: '20min' }, { queue: 'unrouted' }];
  await storeAgreement(source, { ...tradeAgreement, handOffs: { lanes, default: { ...shared, to } } });
});
afterAll(() => source.destroy());

const offered = async (leadId: string): Promise<string[]> =>
  (await source.query<{ rep_id: string }[]>('select rep_id from offer where lead_id = $1 order by rep_id', [leadId])).map(
    ({ rep_id }) => rep_id,
  );
const queueOf = async (repId: string, leadId: string) =>
  (await repQueue(source.manager, repId, 50, Date.now())).queue.filter((lead) => lead.leadId === leadId);
const seatsOf = (leadId: string) =>
  source.query<{ rep_id: string }[]>(
    'select rep_id from seat where lead_id = $1 and released_turn is null and abandoned_by is null',
    [leadId],
  );

describe('a lead that is offered to a pool', () => {
  it('stands in the queue of each of them, held by none', async () => {
    const { leadId } = await hotLead(source, { name: 'Eva' });
    expect(await offered(leadId)).toEqual(['ana', 'ben', 'cleo']);
    for (const repId of ['ana', 'ben', 'cleo']) {
      const { held, offered: among } = await repQueue(source.manager, repId, 50, Date.now());
      expect([held, among]).toEqual([0, 1]);
      expect(await queueOf(repId, leadId)).toMatchObject([{ isOffered: true, stage: 'marketing_qualified', name: 'Eva' }]);
    }
    expect(await seatsOf(leadId)).toEqual([]);
  });

  it('leaves the others’ queues with the turn in which one accepts, who has the seat; they may still see who was first', async () => {
    const lead = await hotLead(source);
    const { leadId } = lead;
    await lead.ask({ kind: 'accept', repId: 'ben' });
    const [answer] = (await lead.ask({ kind: 'accept', repId: 'ana' })).answers;
    expect(answer).toMatchObject({ applied: false, refusal: { code: 'lead.taken', details: { repId: 'ben' } } });
    expect(await queueOf('ben', leadId)).toMatchObject([{ isOffered: false }]);
    expect(await queueOf('ana', leadId)).toEqual([]);
    expect(await seatsOf(leadId)).toEqual([{ rep_id: 'ben' }]);
    expect(await seesLead(source.manager, leadId, ['ana'])).toBe(true);
    await lead.ask({ kind: 'reassign', repId: undefined, toRepId: 'cleo' });
    expect(await seesLead(source.manager, leadId, ['ana'])).toBe(false);
  });

  it('is as the branch says that stands: who took it in one that was undone did not', async () => {
    const lead = await hotLead(source);
    const again = lead.fork();
    await lead.ask({ kind: 'reassign', repId: undefined, toRepId: 'cleo' });
    expect(await offered(lead.leadId)).toEqual([]);
    again.last = lead.last;
    await again.ask({ kind: 'accept', repId: 'ana' });
    expect(await offered(lead.leadId)).toEqual(['ana', 'ben', 'cleo']);
    expect(await seatsOf(lead.leadId)).toEqual([{ rep_id: 'ana' }]);
  });
});

describe('a lead that nobody of the first pool takes', () => {
  let twice: DataSource;
  beforeAll(async () => {
    twice = await tradeDatabase('offers-twice');
    const dan = { id: 'dan', name: 'Dan', email: 'dan@sales.example' };
    await storeTeam(twice, {
      ...tradeTeam,
      reps: [...tradeTeam.reps, dan],
      pools: { ...tradeTeam.pools, seniors: { reps: ['dan'] } },
    });
    const { default: shared, lanes } = tradeAgreement.handOffs;
    const to = ['sdr', 'seniors'].map((pool) => ({ pool, strategy: 'first-come' as const, wait: '20min' }));
    await storeAgreement(twice, { ...tradeAgreement, handOffs: { lanes, default: { ...shared, to } } });
  });
  afterAll(() => twice.destroy());

  it('is offered to the next one, and each pool’s promise has a row of its own', async () => {
    const lead = await hotLead(twice);
    lead.last = Date.now() + 20 * 60_000;
    await lead.turn({ kind: 'due', at: lead.last });
    expect(lead.state?.handOff?.offer).toMatchObject({ pool: 'seniors', reps: ['dan'] });
    const rows = await twice.query<{ clock_id: string; ended_by: string | null }[]>(
      `select clock_id, ended_by from clock where lead_id = $1 and clock = 'accept' order by started_at`,
      [lead.leadId],
    );
    expect(rows).toEqual([
      { clock_id: 'handOff:1/accept#offer1', ended_by: 'stopped' },
      { clock_id: 'handOff:1/accept#offer2', ended_by: null },
    ]);
  });
});
