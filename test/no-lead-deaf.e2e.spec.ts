import { randomUUID } from 'node:crypto';
import { deafAgreement, deafTeam, untilHotMs } from './support/deaf.js';
import { LeadOverHttp } from './support/lead-over-http.js';
import { startBaton, type Baton } from './support/start-baton.js';

let baton: Baton;
beforeAll(async () => {
  baton = await startBaton({ name: 'deaf', agreement: deafAgreement, team: deafTeam, relays: 3 });
}, 60_000);
afterAll(() => baton.stop());

async function nurtured(body: object = {}): Promise<LeadOverHttp> {
  const lead = await LeadOverHttp.capture(baton, body);
  await lead.reaches('nurturing');
  return lead;
}

describe('no lead is deaf, over HTTP with three relays', () => {
  it('to what a step of its track waits for, though its standing stays the same', async () => {
    const lead = await nurtured();
    await lead.does('file_downloaded');
    await lead.hasEvent('MessageDue');
  });

  it('to an edit of its profile that meets a requirement', async () => {
    const lead = await nurtured({ profile: {} });
    await lead.does('form_submitted', { form: 'demo' });
    await lead.until(({ heardFacts }) => heardFacts === 3, 'three facts heard');
    await lead.does('profile_updated', { country: 'ES' });
    await lead.reaches('marketing_qualified');
  });

  it('to a consent that is withdrawn', async () => {
    const lead = await nurtured({ consent: { phone: true } });
    await lead.does('form_submitted', { form: 'demo' });
    await lead.until(({ heardFacts }) => heardFacts === 3, 'three facts heard');
    await lead.does('consent', { channel: 'phone', given: false });
    await lead.reaches('marketing_qualified');
  });

  it('to a penalty that fades, without any fact', async () => {
    const lead = await nurtured();
    const hotAt = Date.now() + 3_000;
    const occurredAt = new Date(hotAt - untilHotMs).toISOString();
    const fact = { id: randomUUID(), kind: 'page_viewed', occurredAt, lead: { leadId: lead.leadId }, data: { path: '/careers' } };
    await baton.call('POST', '/v1/facts', { facts: [fact] });
    await lead.does('form_submitted', { form: 'demo' });
    const { stageSinceAt } = await lead.reaches('marketing_qualified');
    expect(Date.parse(stageSinceAt)).toBeGreaterThanOrEqual(hotAt - 5);
  });

  it('to evidence that comes after the breach it disproves', async () => {
    const lead = await nurtured();
    await lead.does('form_submitted', { form: 'demo' });
    await lead.hasEvent('ClockBreached');
    const opened = (await lead.events()).find(({ kind }) => kind === 'HandOffOpened');
    const data = { channel: 'call', seconds: 90, by: 'rep' };
    const fact = { id: randomUUID(), kind: 'touch', occurredAt: opened?.at, lead: { leadId: lead.leadId }, data };
    await baton.call('POST', '/v1/facts', { facts: [fact] });
    await lead.hasEvent('BreachWithdrawn');
  });
});
