import type { DataSource } from 'typeorm';
import { capturedLead, hotLead, type Branch } from '../../../test/support/branch.js';
import { tradeDatabase } from '../../../test/support/trade-database.js';
import { leadList, type LeadFilter, type Place } from './lead-list.js';

let source: DataSource;
let eva: Branch;
let tom: Branch;
let zoe: Branch;

beforeAll(async () => {
  source = await tradeDatabase('lead-list');
  eva = await hotLead(
    source,
    { firstName: 'Eva', lastName: 'Núñez-Ruiz', company: { name: 'Acme Iberia' } },
    'eva.r@acme.example',
  );
  tom = await capturedLead(source, { name: "Tom O'Brien", company: 'Globex' }, 'tom@globex.example');
  await tom.open();
  zoe = await capturedLead(source, { name: 'Zoe' }, 'zoe@initech.example');
});
afterAll(() => source.destroy());

const found = async (filter: LeadFilter): Promise<string[]> =>
  (await leadList(source.manager, filter, null, 100)).leads.map(({ leadId }) => leadId).sort();
const ids = (...leads: Branch[]): string[] => leads.map(({ leadId }) => leadId).sort();

describe('the list of leads', () => {
  it('shows where each stands, the newest change first; a captured lead without a life is an inquiry', async () => {
    const { leads, next } = await leadList(source.manager, {}, null, 100);
    expect(next).toBeNull();
    expect(leads.map(({ leadId, name, stage, band, repId }) => ({ leadId, name, stage, band, repId }))).toEqual([
      { leadId: zoe.leadId, name: 'Zoe', stage: 'inquiry', band: null, repId: null },
      { leadId: tom.leadId, name: "Tom O'Brien", stage: 'nurturing', band: 'cold', repId: null },
      { leadId: eva.leadId, name: 'Eva Núñez-Ruiz', stage: 'marketing_qualified', band: 'hot', repId: eva.state?.repId },
    ]);
  });

  it('is narrowed by stage, band, rep and stuck, all of which must hold', async () => {
    expect(await found({ stage: 'nurturing' })).toEqual(ids(tom));
    expect(await found({ stage: 'inquiry' })).toEqual(ids(zoe));
    expect(await found({ band: 'hot' })).toEqual(ids(eva));
    expect(await found({ repId: eva.state?.repId ?? '' })).toEqual(ids(eva));
    expect(await found({ band: 'hot', stage: 'nurturing' })).toEqual([]);
    expect(await found({ queue: 'unworked' })).toEqual([]);
    expect(await found({ stuck: true })).toEqual([]);
    expect(await found({ stuck: false })).toEqual(ids(eva, tom, zoe));
  });

  it.each([
    ['a name', 'núñez'],
    ['the beginning of a name, in capitals', 'EV'],
    ['words in any order', 'acme eva'],
    ['an address', 'eva.r@acme.example'],
    ['half an address', 'eva.r@ac'],
    ['a company', 'iberia'],
    ['what would be an operator', 'eva & !ruiz:*'],
  ])('finds a lead by %s', async (_, q) => expect(await found({ q })).toEqual(ids(eva)));

  it('finds by the company that is no more than a word, by a lead without a life, and together with a filter', async () => {
    expect(await found({ q: 'globex' })).toEqual(ids(tom));
    expect(await found({ q: "o'brien" })).toEqual(ids(tom));
    expect(await found({ q: 'zoe' })).toEqual(ids(zoe));
    expect(await found({ q: 'example', stage: 'nurturing' })).toEqual(ids(tom));
  });

  it.each(['nobody', 'cme', '%', '_'])('finds nobody by %s', async (q) => expect(await found({ q })).toEqual([]));

  it('finds by an identity that no profile bears', async () => {
    await source.query(`insert into lead_identity (kind, value, lead_id) values ('externalId', 'CRM_42', $1)`, [tom.leadId]);
    expect(await found({ q: 'CRM_' })).toEqual(ids(tom));
  });
});

describe('paging while leads change', () => {
  it('shows nobody twice, and everybody who stood still once', async () => {
    const still: Branch[] = [];
    for (let n = 0; n < 4; n++) still.push(await hotLead(source));
    const seen: string[] = [];
    const page = async (after: Place | null): Promise<Place | null> => {
      const { leads, next } = await leadList(source.manager, { band: 'hot' }, after, 2);
      seen.push(...leads.map(({ leadId }) => leadId));
      return next;
    };
    const second = await page(null);
    const moved = still[3];
    expect(seen).toContain(moved?.leadId);
    await moved?.ask({ kind: 'accept' });
    await eva.ask({ kind: 'accept' });
    for (let next = await page(second); next !== null;) next = await page(next);
    expect(seen).toHaveLength(new Set(seen).size);
    expect([...seen].sort()).toEqual(ids(...still));
    expect((await leadList(source.manager, {}, null, 2)).leads.map(({ leadId }) => leadId)).toEqual([eva.leadId, moved?.leadId]);
  });
});
