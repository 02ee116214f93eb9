import { randomUUID } from 'node:crypto';
import { storeAgreement } from '../../test/support/store-agreement.js';
import { storeTeam } from '../../libs/persistence/agreements/store-team.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { deafAgreement, deafTeam, untilColdMs, untilHotMs } from '../../test/support/deaf.js';
import { eventually } from '../../test/support/eventually.js';
import { LivesInPostgres } from '../../test/support/lives-in-postgres.js';
import { testDatabase } from '../../test/support/stack.js';

const day = 86_400_000;

let lives: LivesInPostgres;
beforeAll(async () => {
  const source = await createDataSource((await testDatabase('deaf')).url).initialize();
  lives = new LivesInPostgres(source);
  await storeTeam(source, deafTeam);
  await storeAgreement(source, deafAgreement);
});
afterAll(() => lives.source.destroy());

/** A lead of its own, who lives in Spain unless the test says otherwise, and has been heard. */
async function aLead(profile: Record<string, unknown> = { country: 'ES' }): Promise<{ who: string; leadId: string }> {
  const who = randomUUID();
  const leadId = await lives.tell(who, 'profile_updated', profile);
  await lives.relay();
  lives.rings = [];
  return { who, leadId };
}

const kinds = async (leadId: string): Promise<string[]> => (await lives.events(leadId)).map(({ kind }) => kind);

describe('no lead is deaf', () => {
  it('to what a step of its track waits for, though its standing stays the same', async () => {
    const { who, leadId } = await aLead();
    await lives.tell(who, 'file_downloaded');
    await lives.relay();
    expect(lives.ringsOf(leadId)).toBe(1);
    expect(await lives.events(leadId)).toContainEqual(
      expect.objectContaining({ kind: 'MessageDue', body: expect.objectContaining({ message: 'deep-dive' }) as unknown }),
    );
  });

  it('to an edit of its profile that meets a requirement', async () => {
    const { who, leadId } = await aLead({});
    await lives.tell(who, 'form_submitted', { form: 'demo' });
    await lives.relay();
    expect(await lives.stage(leadId)).toBe('nurturing');
    await lives.tell(who, 'profile_updated', { country: 'GB' });
    await lives.relay();
    expect(await lives.stage(leadId)).toBe('marketing_qualified');
  });

  it('to a consent that is given, and to its withdrawal', async () => {
    const { who, leadId } = await aLead();
    await lives.tell(who, 'consent', { channel: 'phone', given: true });
    await lives.relay();
    expect(lives.ringsOf(leadId)).toBe(1);
    await lives.tell(who, 'form_submitted', { form: 'demo' });
    await lives.relay();
    expect(await lives.stage(leadId)).toBe('nurturing');
    await lives.tell(who, 'consent', { channel: 'phone', given: false });
    await lives.relay();
    expect(await lives.stage(leadId)).toBe('marketing_qualified');
  });

  it('to evidence that comes after the breach it disproves', async () => {
    const { who, leadId } = await aLead();
    await lives.tell(who, 'form_submitted', { form: 'demo' });
    await lives.relay();
    const opened = (await lives.events(leadId)).find(({ kind }) => kind === 'HandOffOpened');
    await eventually(async () => {
      await lives.wakes(leadId, { kind: 'due', at: Date.now() });
      expect(await kinds(leadId)).toContain('ClockBreached');
    });
    await lives.tell(who, 'touch', { channel: 'call', seconds: 90, by: 'rep' }, Date.now() - Number(opened?.body['at']));
    await lives.relay();
    expect(await kinds(leadId)).toContain('BreachWithdrawn');
  });

  it('to a standing that changed by itself and was changed back by a fact before anybody looked', async () => {
    const { who, leadId } = await aLead();
    await lives.tell(who, 'page_viewed', { path: '/pricing' }, untilColdMs - 300);
    await lives.relay();
    expect(lives.ringsOf(leadId)).toBe(1);
    const [ledger] = await lives.source.query<{ changes_at: Date }[]>('select changes_at from ledger where lead_id = $1', [
      leadId,
    ]);
    await eventually(() => expect(Date.now()).toBeGreaterThan(ledger!.changes_at.getTime()));
    await lives.tell(who, 'page_viewed', { path: '/pricing' }, day);
    await lives.relay();
    expect(lives.ringsOf(leadId)).toBe(2);
    expect(await kinds(leadId)).not.toContain('HandOffOpened');
  });

  it('to a score that rises as a penalty fades, without any fact', async () => {
    const { who, leadId } = await aLead();
    await lives.tell(who, 'page_viewed', { path: '/careers' }, untilHotMs - 400);
    await lives.tell(who, 'form_submitted', { form: 'demo' });
    await lives.relay();
    expect(await lives.stage(leadId)).toBe('nurturing');
    await eventually(async () => {
      await lives.relay();
      expect(await lives.stage(leadId)).toBe('marketing_qualified');
    });
  });

  it('to what time and facts do while nobody hears: the last ring brings all of it', async () => {
    const { who, leadId } = await aLead();
    lives.deaf = true;
    await lives.tell(who, 'file_downloaded');
    await lives.relay();
    await lives.tell(who, 'form_submitted', { form: 'demo' });
    await lives.relay();
    expect(lives.ringsOf(leadId)).toBe(1); // one in flight
    lives.deaf = false;
    await lives.wakes(leadId, { kind: 'ring', at: Date.now(), upTo: 2 });
    expect(await lives.stage(leadId)).toBe('marketing_qualified');
    await lives.relay();
    expect(lives.ringsOf(leadId)).toBe(1); // and all of it was heard
    const [ledger] = await lives.source.query<{ owed_seq: number | null }[]>('select owed_seq from ledger where lead_id = $1', [
      leadId,
    ]);
    expect(ledger!.owed_seq).toBeNull();
  });
});

describe('a lead is left in peace', () => {
  it('by facts that its own turn has heard before the relay looked', async () => {
    const { who, leadId } = await aLead();
    await lives.tell(who, 'form_submitted', { form: 'demo' });
    await lives.wakes(leadId); // a command, a timer
    await lives.relay();
    expect(lives.rings).toEqual([]);
    expect(await lives.stage(leadId)).toBe('marketing_qualified');
  });
});
