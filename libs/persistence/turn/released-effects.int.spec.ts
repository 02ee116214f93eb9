import type { DataSource } from 'typeorm';
import { hotLead } from '../../../test/support/branch.js';
import { testDatabase } from '../../../test/support/stack.js';
import { tradeAgreement, tradeTeam } from '../../../test/support/trade.js';
import { storeAgreement } from '../../../test/support/store-agreement.js';
import { storeTeam } from '../agreements/store-team.js';
import { createDataSource } from '../data-source.js';

const key = 'handOff:1/notice#1';
let source: DataSource;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('released')).url).initialize();
  await storeTeam(source, tradeTeam);
  await storeAgreement(source, tradeAgreement);
});
afterAll(() => source.destroy());

const become = (leadId: string, status: string) =>
  source.query('update effect set status = $2 where lead_id = $1', [leadId, status]);
const hearsHeld = () => ({ kind: 'effectDone', at: Date.now(), key, outcome: 'held', why: 'mail.timeout' }) as const;
const ring = () => ({ kind: 'ring', at: Date.now(), upTo: 2 }) as const;
const keys = (effects: { key: string }[]): string[] => effects.map((effect) => effect.key);

describe('a held effect', () => {
  it('stays while its row is held, and is done once the row is released and the lead woken', async () => {
    const lead = await hotLead(source);
    await become(lead.leadId, 'held');
    expect(keys((await lead.turn(hearsHeld())).effects)).not.toContain(key);
    expect(keys((await lead.turn(ring())).effects)).not.toContain(key);
    await become(lead.leadId, 'planned');
    expect(keys((await lead.turn(ring())).effects)).toContain(key);
  });

  it('that is released before its lead has heard that it is held is done in the turn that hears it', async () => {
    const lead = await hotLead(source);
    await lead.turn(ring()); // the wake came first
    const { effects, events } = await lead.turn(hearsHeld());
    expect(keys(effects)).toContain(key);
    expect(events.map(({ kind }) => kind)).toEqual(['EffectHeld', 'EffectRetried']);
  });
});
