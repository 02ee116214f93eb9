import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { hotLead, type Branch } from '../../../test/support/branch.js';
import { storeAgreement } from '../../../test/support/store-agreement.js';
import { tradeAgreement } from '../../../test/support/trade.js';
import { tradeDatabase } from '../../../test/support/trade-database.js';
import { loadAdvice } from '../effects/load-advice.js';
import { appendFacts } from '../facts/append-facts.js';
import { storeCommand, type CommandToStore, type StoredCommand } from '../facts/store-command.js';
import { repQueue } from '../readers/rep-queue.js';

let source: DataSource;
let lead: Branch;
beforeAll(async () => {
  source = await tradeDatabase('follow-up');
  lead = await hotLead(source, { name: 'Eva' });
  await lead.ask({ kind: 'accept' });
});
afterAll(() => source.destroy());

const call = (result: string): CommandToStore => ({
  command: { id: randomUUID(), kind: 'touch', repId: lead.state?.repId ?? '', channel: 'call' },
  by: 'ana',
  touch: { result },
});
const store = (toStore: CommandToStore): Promise<StoredCommand> => storeCommand(source, lead.leadId, toStore, Date.now());
const ring = async (): Promise<string[]> =>
  (await lead.turn({ kind: 'ring', at: Date.now(), upTo: 99 })).events.map(({ kind }) => kind);
const nextTouch = async () => (await repQueue(source.manager, lead.state?.repId ?? '', 10, Date.now())).queue[0]?.nextTouch;

describe('the result of a call', () => {
  it('is refused when the agreement of the lead does not know it, with the word that was meant; nothing is stored', async () => {
    const toStore = call('buzy');
    expect(await store(toStore)).toMatchObject({
      kind: 'refused',
      problem: { path: 'result', message: 'The agreement knows no result `buzy` of a call:', cure: 'did you mean `busy`?' },
    });
    expect(await source.query('select 1 from command where id = $1', [toStore.command.id])).toEqual([]);
  });

  it('of a wrong number holds the follow-up, and its rep sees what it waits for', async () => {
    expect(await store(call('wrong-number'))).toMatchObject({ kind: 'stored' });
    expect(await ring()).toContain('CadenceHeld');
    expect(await nextTouch()).toMatchObject({ step: 'call', needs: 'phone', dueAt: null });
  });

  it('goes on once a fact says the number', async () => {
    const fact = { id: randomUUID(), kind: 'profile_updated', lead: { leadId: lead.leadId }, data: { phone: '+34600000001' } };
    await appendFacts(source, [fact], Date.now());
    expect(await ring()).toContain('CadenceStepAgain');
    expect(await nextTouch()).toMatchObject({ needs: null });
  });
});

it('the clock of an incomplete lead is a row of marketing’s, met by the hand-off', async () => {
  const late = await hotLead(source, { country: 'Select' });
  expect(late.state).toMatchObject({ stage: 'nurturing', clocks: [] }); // the trade has no such clause
  const terms = { ...tradeAgreement, requirements: { marketing_qualified: [{ field: 'name', is: 'present' }] } };
  await storeAgreement(source, { ...terms, missing: { within: '2d', by: 'marketing' } });
  const unnamed = await hotLead(source);
  const rows = () =>
    source.query('select clock_id, by, ended_by, breached_at, until from clock where lead_id = $1 and clock = $2', [
      unnamed.leadId,
      'missing',
    ]);
  const row = { clock_id: 'handOff:1/missing#1', by: 'marketing', breached_at: null, until: 'complete' };
  expect(await rows()).toEqual([{ ...row, ended_by: null }]);
  const fact = { id: randomUUID(), kind: 'profile_updated', lead: { leadId: unnamed.leadId }, data: { name: 'Eva' } };
  await appendFacts(source, [fact], Date.now());
  await unnamed.turn({ kind: 'ring', at: Date.now(), upTo: 99 });
  expect(await rows()).toEqual([{ ...row, ended_by: 'met' }]);
  expect(unnamed.state?.stage).toBe('marketing_qualified');
});

it('the advice of a gap is in the agreement of the lead', async () => {
  expect(await loadAdvice(source.manager, lead.leadId, 'interest-attention')).toBe('the buyer has cooled down');
  expect(await loadAdvice(source.manager, lead.leadId, 'action-interest')).toBeNull();
});
