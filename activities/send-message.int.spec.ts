import type { DataSource } from 'typeorm';
import { MailRefused, type Mail } from '../libs/channels/channel.js';
import { readUnsubscribeToken } from '../libs/channels/unsubscribe-token.js';
import type { SendMessage } from '../libs/domain/lifecycle/effects.js';
import { storeAgreement } from '../test/support/store-agreement.js';
import { storeTeam } from '../libs/persistence/agreements/store-team.js';
import { createDataSource } from '../libs/persistence/data-source.js';
import { appendFacts } from '../libs/persistence/facts/append-facts.js';
import { createLog } from '../libs/process/log.js';
import { planAnother, planMail } from '../test/support/plan-mail.js';
import { testDatabase } from '../test/support/stack.js';
import { tradeAgreement, tradeTeam } from '../test/support/trade.js';
import { createActivities, type Activities } from './index.js';

const unsubscribeSecret = 'a-secret-for-this-spec';
const contact = { email: { atMost: 1, per: '7d' } };
const mailOf = (message: string, more: Partial<SendMessage> = {}): SendMessage => ({
  ...{ kind: 'sendMessage', key: `track:welcome#1/step:send:${message}`, message, clause: 'nurture.tracks.welcome' },
  ...more,
});
const welcome = mailOf('welcome-1');
const deepDive = mailOf('deep-dive');
const answer = mailOf('winback-1', { key: 'handOff:1/hold:winback-1', as: 'answer' });
const taken: Mail[] = [];
let bounces = false;

let source: DataSource;
let activities: Activities;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('send-message')).url).initialize();
  await storeTeam(source, tradeTeam);
  await storeAgreement(source, { ...tradeAgreement, contact });
  const mail = {
    send: async (sent: Mail) => {
      if (bounces) throw new MailRefused('mail.refused', true);
      taken.push(sent);
      return { receipt: '250 taken' };
    },
    probe: async () => undefined,
    close: async () => undefined,
  };
  const log = createLog('test', 'silent');
  activities = createActivities({ source, mail, log, publicUrl: 'https://baton.example', unsubscribeSecret });
});
afterAll(() => source.destroy());
beforeEach(() => {
  taken.length = 0;
  bounces = false;
});

const send = (leadId: string, effect: SendMessage) => activities.sendMessage({ leadId, effect });
const statusOf = async (leadId: string, { key }: SendMessage): Promise<string> =>
  (await source.query('select status from effect where lead_id = $1 and key = $2', [leadId, key]))[0].status;

describe('the cap', () => {
  it('holds for two mails that are released at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const leadId = await planMail(source, welcome);
      await planAnother(source, leadId, deepDive);
      const outcomes = await Promise.all([welcome, deepDive].map((effect) => send(leadId, effect)));
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['done', 'postponed']);
    }
    expect(taken).toHaveLength(10);
  });

  it('leaves the second planned, and lets it go when the stretch is over', async () => {
    const leadId = await planMail(source, welcome);
    await planAnother(source, leadId, deepDive);
    await send(leadId, welcome);
    expect(await send(leadId, deepDive)).toMatchObject({ outcome: 'postponed' });
    expect(await statusOf(leadId, deepDive)).toBe('planned');
    await source.query(`update effect set started_at = now() - interval '7 days 1 second' where lead_id = $1`, [leadId]);
    expect(await send(leadId, deepDive)).toMatchObject({ outcome: 'done' });
  });

  it('is not for an answer to what the lead asked for, and does not count it', async () => {
    const leadId = await planMail(source, answer);
    await planAnother(source, leadId, welcome);
    expect(await send(leadId, answer)).toMatchObject({ outcome: 'done' });
    expect(await send(leadId, welcome)).toMatchObject({ outcome: 'done' });
    expect(taken[0]?.unsubscribeUrl).toBeUndefined();
  });
});

describe('consent', () => {
  it('need not have been given for an answer', async () => {
    const leadId = await planMail(source, answer, { consent: {} });
    expect(await send(leadId, answer)).toMatchObject({ outcome: 'done' });
  });

  it('stops an answer, too, once it is withdrawn', async () => {
    const leadId = await planMail(source, answer, { consent: { email: { given: false, at: 2 } } });
    expect(await send(leadId, answer)).toMatchObject({ outcome: 'skipped', why: 'consent.withdrawn' });
  });
});

it('a mail of marketing is not sent while sales holds the lead', async () => {
  const leadId = await planMail(source, welcome, { stage: 'marketing_qualified' });
  expect(await send(leadId, welcome)).toMatchObject({ outcome: 'skipped', why: 'lead.not_nurtured' });
});

it('a mail of marketing bears a link that names the lead and nothing else', async () => {
  const leadId = await planMail(source, welcome);
  await send(leadId, welcome);
  const [, token = ''] = /^https:\/\/baton\.example\/v1\/unsubscribe\/([\w-]+)$/.exec(taken[0]?.unsubscribeUrl ?? '') ?? [];
  expect(readUnsubscribeToken(token, unsubscribeSecret)).toEqual({ leadId, channel: 'email' });
  expect(taken[0]?.text).toContain(token);
});

describe('an address that takes no mail', () => {
  const bounced = async (): Promise<string> => {
    const leadId = await planMail(source, welcome);
    await planAnother(source, leadId, answer);
    bounces = true;
    expect(await send(leadId, welcome)).toMatchObject({ outcome: 'bounced', why: 'mail.bounced' });
    bounces = false;
    return leadId;
  };

  it('ends the mail, is a fact, and gets no other', async () => {
    const leadId = await bounced();
    expect(await statusOf(leadId, welcome)).toBe('failed');
    const facts = await source.query(`select data from fact where lead_id = $1 and kind = 'mail_bounced'`, [leadId]);
    expect(facts).toEqual([{ data: { channel: 'email', address: 'eva@buyer.example' } }]);
    expect(await send(leadId, answer)).toMatchObject({ outcome: 'skipped', why: 'mail.bounced' });
    expect(await send(leadId, welcome)).toMatchObject({ outcome: 'skipped', why: 'mail.bounced' });
    expect(taken).toEqual([]);
  });

  it('is forgotten once the lead has another', async () => {
    const leadId = await bounced();
    await source.query(`update lead set profile = '{"email": "new@buyer.example", "name": "Eva"}' where lead_id = $1`, [leadId]);
    expect(await send(leadId, answer)).toMatchObject({ outcome: 'done' });
  });

  it('is forgiven once a consent is given after it', async () => {
    const leadId = await bounced();
    const fact = { id: `again:${leadId}`, kind: 'consent', lead: { leadId }, data: { channel: 'email', given: true } };
    await appendFacts(source, [fact], Date.now() + 1_000);
    expect(await send(leadId, answer)).toMatchObject({ outcome: 'done' });
  });

  it('may be told by a provider, as a fact', async () => {
    const leadId = await planMail(source, welcome);
    const data = { address: 'EVA@buyer.example' };
    await appendFacts(source, [{ id: `told:${leadId}`, kind: 'mail_bounced', lead: { leadId }, data }], Date.now());
    expect(await send(leadId, welcome)).toMatchObject({ outcome: 'skipped', why: 'mail.bounced' });
  });
});
