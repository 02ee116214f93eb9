import type { DataSource } from 'typeorm';
import type { Effect } from '../../domain/lifecycle/effects.js';
import { planAnother, planMail } from '../../../test/support/plan-mail.js';
import { testDatabase } from '../../../test/support/stack.js';
import { createDataSource } from '../data-source.js';
import { claimEffect } from '../effects/claim-effect.js';
import { endEffect } from '../effects/end-effect.js';
import { meetWeather } from '../effects/meet-weather.js';
import { incidents } from '../readers/incidents.js';
import { noteWorks, opensAfter } from './note-weather.js';
import { claimProbe, noteReturn } from './probe.js';
import { releaseNext } from './release-next.js';

const told = { repId: 'ana', handOff: 1, clause: 'c' };
const notice: Effect = { kind: 'tellRep', key: 'handOff:1/notice#1', about: 'handOff', ...told };
const reminder: Effect = { kind: 'tellManager', key: 'handOff:1/accept/notify:100%', ...told };
const mail: Effect = { kind: 'sendMessage', key: 'track:welcome#1/step:send:a', message: 'a', clause: 'c', as: 'nurture' };

let source: DataSource;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('incidents')).url).initialize();
});
afterAll(() => source.destroy());
beforeEach(async () => {
  await source.query(
    'update effect set held_by = null, held_rank = null; delete from incident; delete from channel; delete from due_lead',
  );
});

const claim = (leadId: string, effect: Effect) => claimEffect(source, leadId, effect.key);
const held = { ours: false, ended: { outcome: 'held', why: 'mail.timeout' } };

/** A send that mail does not take. */
async function fails(effect: Effect = notice): Promise<{ leadId: string; held: string | null }> {
  const leadId = await planMail(source, effect);
  expect(await claim(leadId, effect)).toEqual({ ours: true });
  return { leadId, held: await meetWeather(source, leadId, effect.key, 'mail.timeout') };
}

async function opened(): Promise<string> {
  for (let n = 1; n < opensAfter; n += 1) expect((await fails()).held).toBeNull();
  const last = await fails();
  expect(last.held).toBe('mail.timeout');
  return last.leadId;
}

async function holds(effect: Effect): Promise<string> {
  const leadId = await planMail(source, effect);
  expect(await claim(leadId, effect)).toMatchObject(held);
  return leadId;
}

const statusOf = async (leadId: string, { key }: Effect): Promise<string> =>
  (await source.query('select status from effect where lead_id = $1 and key = $2', [leadId, key]))[0].status;
const due = async (): Promise<string[]> =>
  (await source.query('select lead_id from due_lead where wake')).map((row: { lead_id: string }) => row.lead_id);
/** As if so many seconds had gone by since the last release. */
const passes = (seconds: number) =>
  source.query(
    `update incident set until_at = until_at - make_interval(secs => $1), released_at = released_at - make_interval(secs => $1)`,
    [seconds],
  );
const release = async (perSecond: number): Promise<void> => {
  await passes(1);
  await releaseNext(source, 'mail', perSecond);
};
const one = async () => (await incidents(source.manager, 10))[0];

describe('a channel', () => {
  it('is away after several different sends in a row: one incident, and the send is held', async () => {
    await opened();
    expect(await incidents(source.manager, 10)).toMatchObject([
      {
        channel: 'mail',
        status: 'away',
        code: 'mail.timeout',
        until: null,
        sends: { notice: { held: 1 }, nurture: { held: 0 } },
      },
    ]);
    await holds(mail);
    expect(await one()).toMatchObject({ sends: { notice: { held: 1 }, nurture: { held: 1 } } });
  });

  it('is not away because of one send that fails again and again', async () => {
    const { leadId } = await fails();
    for (let n = 0; n < 2 * opensAfter; n += 1) {
      expect(await claim(leadId, notice)).toEqual({ ours: true });
      expect(await meetWeather(source, leadId, notice.key, 'mail.deferred')).toBeNull();
    }
    expect(await incidents(source.manager, 10)).toEqual([]);
  });

  it('begins to count anew when it takes a send', async () => {
    for (let n = 1; n < opensAfter; n += 1) await fails();
    await noteWorks(source.manager, 'mail');
    expect((await fails()).held).toBeNull();
    expect(await incidents(source.manager, 10)).toEqual([]);
  });

  it('opens one incident, whoever finds out at once', async () => {
    const all = await Promise.all(Array.from({ length: 4 * opensAfter }, () => fails().catch(() => null)));
    expect(all.length).toBe(4 * opensAfter);
    expect(await incidents(source.manager, 10)).toHaveLength(1);
  });
});

describe('a probe', () => {
  it('is one at a time, of all workers, each later than the last', async () => {
    await opened();
    await source.query('update incident set probe_at = now()');
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimProbe(source, 'mail')));
    expect(claims.filter(Boolean)).toHaveLength(1);
    await source.query('update incident set probe_at = now(), probes = 5');
    expect(await claimProbe(source, 'mail')).toBe(true);
    const [wait] = await source.query('select round(extract(epoch from probe_at - now())) as seconds from incident');
    expect(Number(wait.seconds)).toBe(32);
  });
});

describe('the return', () => {
  it('releases by urgency and by pace, wakes the leads, and closes the incident', async () => {
    await opened();
    const nurtured = await holds(mail);
    const reminded = await holds(reminder);
    const noticed = [await holds(notice), await holds(notice)];
    await noteReturn(source, 'mail');
    await release(2);
    expect(await one()).toMatchObject({ status: 'returning', sends: { notice: { held: 1, underWay: 2 } } });
    await release(2);
    expect(await one()).toMatchObject({ sends: { notice: { held: 0, underWay: 3 }, reminder: { held: 1 } } });
    await release(2);
    expect(await statusOf(reminded, reminder)).toBe('held'); // the notices are on their way
    await source.query(`update effect set status = 'done' where key = $1`, [notice.key]);
    await release(2);
    expect([await statusOf(reminded, reminder), await statusOf(nurtured, mail)]).toEqual(['planned', 'held']);
    await source.query(`update effect set released_at = now() - interval '1 minute' where lead_id = $1`, [reminded]);
    await release(2); // a lead at fault keeps nobody back for long
    expect(await statusOf(nurtured, mail)).toBe('planned');
    await release(2);
    expect(await one()).toMatchObject({ status: 'over', closedAt: expect.any(Date) as Date });
    expect(await due()).toEqual(expect.arrayContaining([nurtured, reminded, ...noticed]));
  });

  it('releases each once, however many workers do it', async () => {
    await opened();
    for (let n = 0; n < 11; n += 1) await holds(mail);
    await source.query(`update effect set status = 'done' where key = $1`, [notice.key]);
    await noteReturn(source, 'mail');
    await passes(1);
    await Promise.all(Array.from({ length: 6 }, () => releaseNext(source, 'mail', 5)));
    expect(await one()).toMatchObject({ sends: { nurture: { held: 6, underWay: 5 } } });
  });

  it('lets go what was never held, and keeps what is held until its turn comes', async () => {
    const first = await opened();
    await noteReturn(source, 'mail');
    expect(await claim(first, notice)).toMatchObject(held);
    const leadId = await planMail(source, notice);
    expect(await claim(leadId, notice)).toEqual({ ours: true });
    await endEffect(source, leadId, notice.key, { status: 'done', receipt: '250' });
  });

  it('that was none goes on as the same incident', async () => {
    await opened();
    await noteReturn(source, 'mail');
    await opened();
    const all = await incidents(source.manager, 10);
    expect(all).toMatchObject([{ status: 'away', until: null, sends: { notice: { held: 2 } } }]);
    expect(await claim(await planMail(source, notice), notice)).toMatchObject(held);
  });

  it('does not wait for an effect whose branch was undone', async () => {
    const leadId = await opened();
    await planAnother(source, leadId, mail);
    await source.query('update effect set abandoned_by = 9 where lead_id = $1', [leadId]);
    await noteReturn(source, 'mail');
    await release(5);
    expect(await one()).toMatchObject({ status: 'over' });
  });
});
