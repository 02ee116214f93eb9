import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Effect } from '../libs/domain/lifecycle/effects.js';
import { MailAway, MailRefused, MailUnclear, type Mail } from '../libs/channels/channel.js';
import { storeAgreement } from '../test/support/store-agreement.js';
import { storeTeam } from '../libs/persistence/agreements/store-team.js';
import { meetWeather } from '../libs/persistence/effects/meet-weather.js';
import { createDataSource } from '../libs/persistence/data-source.js';
import { createLog } from '../libs/process/log.js';
import { testDatabase } from '../test/support/stack.js';
import { planMail, type Planned } from '../test/support/plan-mail.js';
import { tradeAgreement, tradeTeam } from '../test/support/trade.js';
import { createActivities, type Activities } from './index.js';

const key = 'track:welcome#1/step:send:welcome-1';
const effect = { kind: 'sendMessage', key, message: 'welcome-1', clause: 'nurture.tracks.welcome' } satisfies Effect;
const unsubscribeSecret = 'a-secret-for-this-spec';
const taken: Mail[] = [];
let behave: () => Promise<void> = async () => undefined;

let source: DataSource;
let activities: Activities;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('mail-once')).url).initialize();
  await storeTeam(source, {
    ...tradeTeam,
    messages: { ...tradeTeam.messages, 'welcome-1': { subject: 'welcome-1', text: 'Hello {{name}}' } },
  });
  await storeAgreement(source, tradeAgreement);
  const mail = {
    send: async (sent: Mail) => {
      await behave();
      taken.push(sent);
      return { receipt: '250 taken' };
    },
    probe: async () => undefined,
    close: async () => undefined,
  };
  activities = createActivities({
    source,
    mail,
    log: createLog('test', 'silent'),
    publicUrl: 'http://localhost:3000',
    unsubscribeSecret,
  });
});
afterAll(() => source.destroy());
beforeEach(() => {
  taken.length = 0;
  behave = async () => undefined;
});

const planned = (lead: Planned = {}): Promise<string> => planMail(source, effect, lead);
const send = (leadId: string) => activities.sendMessage({ leadId, effect });
const rowOf = async (leadId: string) =>
  (await source.query('select status, code, attempts, receipt from effect where lead_id = $1', [leadId]))[0];
const blink = Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
const throwing = (error: Error) => async () => {
  throw error;
};

describe('a planned message', () => {
  it('is sent once, filled in from the profile, and asked again it answers what was', async () => {
    const leadId = await planned();
    expect(await send(leadId)).toMatchObject({ outcome: 'done' });
    expect(await send(leadId)).toMatchObject({ outcome: 'done' });
    expect(taken).toMatchObject([{ to: 'eva@buyer.example', subject: 'welcome-1', text: expect.stringMatching(/^Hello Eva\n/) }]);
    expect(await rowOf(leadId)).toEqual({ status: 'done', code: null, attempts: 1, receipt: '250 taken' });
  });

  it('bears the same Message-ID for the same purpose, and another for another lead', async () => {
    const [one, other] = [await planned(), await planned()];
    const ids: string[] = [];
    for (const leadId of [one, one, other]) {
      await source.query(`update effect set status = 'planned' where lead_id = $1`, [leadId]);
      await send(leadId);
      ids.push(taken.at(-1)?.messageId ?? '');
    }
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
    expect(ids[0]).not.toContain(one);
  });

  it('goes back when the provider is away, so that the next attempt sends it', async () => {
    const leadId = await planned();
    behave = throwing(new MailAway('mail.timeout'));
    await expect(send(leadId)).rejects.toMatchObject({ type: 'weather', nonRetryable: false, details: ['mail.timeout'] });
    expect(await rowOf(leadId)).toMatchObject({ status: 'planned', code: 'mail.timeout' });
    behave = async () => undefined;
    expect(await send(leadId)).toMatchObject({ outcome: 'done' });
    expect(taken).toHaveLength(1);
  });

  it('goes back also when Postgres blinks just then: that it did not go is known', async () => {
    const leadId = await planned();
    behave = async () => {
      jest.spyOn(source, 'transaction').mockRejectedValueOnce(blink);
      throw new MailAway('mail.timeout');
    };
    await expect(send(leadId)).rejects.toMatchObject({ type: 'weather', details: ['mail.timeout'] });
    expect(await rowOf(leadId)).toMatchObject({ status: 'planned' });
    behave = async () => undefined;
    expect(await send(leadId)).toMatchObject({ outcome: 'done' });
    expect(taken).toHaveLength(1);
  });

  it('is done, and not unknown, when Postgres blinks as it has gone', async () => {
    const leadId = await planned();
    behave = async () => void jest.spyOn(source.manager, 'update').mockRejectedValueOnce(blink);
    expect(await send(leadId)).toMatchObject({ outcome: 'done' });
    expect(await rowOf(leadId)).toMatchObject({ status: 'done', receipt: '250 taken' });
  });

  it('is not given back by an attempt whose claim is over', async () => {
    const leadId = await planned({ status: 'sending' });
    await source.query('update effect set started_at = now() where lead_id = $1', [leadId]);
    expect(await meetWeather(source, leadId, key, 'mail.timeout', new Date(Date.now() - 31_000))).toBeNull();
    expect(await rowOf(leadId)).toMatchObject({ status: 'sending' });
    await meetWeather(source, leadId, key, 'mail.timeout', new Date(Date.now() + 1_000));
    expect(await rowOf(leadId)).toMatchObject({ status: 'planned' });
  });

  it('has failed when it is refused for good, and may be tried again by retry', async () => {
    const leadId = await planned();
    behave = throwing(new MailRefused('mail.refused'));
    await expect(send(leadId)).rejects.toMatchObject({ type: 'effect.refused', nonRetryable: true, details: ['mail.refused'] });
    expect(await rowOf(leadId)).toMatchObject({ status: 'failed', code: 'mail.refused' });
    behave = async () => undefined;
    expect(await send(leadId)).toMatchObject({ outcome: 'done' });
  });

  it('is never sent again when nobody knows whether it went out', async () => {
    const leadId = await planned();
    behave = throwing(new MailUnclear());
    expect(await send(leadId)).toMatchObject({ outcome: 'unknown' });
    behave = async () => undefined;
    expect(await send(leadId)).toMatchObject({ outcome: 'unknown' });
    expect(taken).toEqual([]);
  });

  it('is never sent again when the attempt before died in the midst of it', async () => {
    const leadId = await planned({ status: 'sending' });
    expect(await send(leadId)).toMatchObject({ outcome: 'unknown' });
    expect(taken).toEqual([]);
  });

  it.each([
    ['without consent', { consent: {} }, 'consent.none'],
    ['with consent withdrawn', { consent: { email: { given: false, at: 2 } } }, 'consent.withdrawn'],
    ['without an address', { profile: { name: 'Eva' } }, 'message.no_address'],
    ['to two people', { profile: { name: 'Eva', email: 'a@one.example, b@two.example' } }, 'message.no_address'],
    ['rather than sent with a hole', { profile: { email: 'eva@buyer.example' } }, 'message.lacks name'],
  ])('is skipped %s', async (_how, lead, why) => {
    const leadId = await planned(lead);
    expect(await send(leadId)).toMatchObject({ outcome: 'skipped', why });
    expect(taken).toEqual([]);
    expect(await rowOf(leadId)).toMatchObject({ status: 'skipped', code: why });
  });

  it('is skipped when a reset has undone the branch that planned it', async () => {
    const leadId = await planned();
    await source.query('update effect set abandoned_by = 9 where lead_id = $1', [leadId]);
    expect(await send(leadId)).toMatchObject({ outcome: 'skipped', why: 'effect.abandoned' });
    expect(taken).toEqual([]);
  });

  it('whose words are gone is a fault that shows, with a code and no address', async () => {
    const leadId = await planned();
    const failed = activities.sendMessage({ leadId, effect: { ...effect, message: 'gone' } });
    await expect(failed).rejects.toMatchObject({ type: 'effect.refused', message: 'Error', details: ['effect.fault'] });
  });
});

describe('a turn that Postgres cannot take', () => {
  const request = { leadId: randomUUID(), state: null, inputs: [], number: 1 };

  it('is a fault when the lead is not there, and says no more than a code', async () => {
    await expect(activities.takeTurn(request)).rejects.toMatchObject({
      type: 'turn.fault',
      nonRetryable: true,
      message: 'Error',
    });
  });

  it('is weather when a row is locked for longer than a statement may take', async () => {
    const leadId = await planned();
    const other = source.createQueryRunner();
    await other.startTransaction();
    await other.query('lock table life in access exclusive mode');
    const hasty = await createDataSource(source.options.type === 'postgres' ? (source.options.url ?? '') : '', {
      statementTimeoutMs: 50,
    }).initialize();
    const { takeTurn } = createActivities({
      source: hasty,
      mail: { send: throwing(new Error()) as never, probe: async () => undefined, close: async () => undefined },
      log: createLog('test', 'silent'),
      publicUrl: '',
      unsubscribeSecret,
    });
    await expect(takeTurn({ ...request, leadId })).rejects.toMatchObject({ type: 'weather', nonRetryable: false });
    await other.rollbackTransaction();
    await other.release();
    await hasty.destroy();
  });
});
