import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Client } from '@temporalio/client';
import type { AgreementDocument } from '../libs/domain/agreement/document.js';
import type { Mail } from '../libs/embedded/mail-store.js';
import { projectRoot } from '../libs/embedded/project-root.js';
import { leadWorkflowId } from '../libs/messages/lead-lifecycle.js';
import { childEnv } from '../libs/process/env.js';
import { eventually } from './support/eventually.js';
import { LeadOverHttp } from './support/lead-over-http.js';
import { openTemporal } from './support/open-temporal.js';
import { startBaton, type Baton } from './support/start-baton.js';
import { tradeAgreement, tradeTeam } from './support/trade.js';

// Forty hours in half a minute: what takes an hour in earnest takes 0.8 s here.
const outageMs = 26_000;
const acceptMs = 10_000;
const { default: lanes, ...rules } = tradeAgreement.handOffs;
const agreement: AgreementDocument = {
  ...tradeAgreement,
  contact: { email: {}, late: { after: '22s', do: 'skip' } },
  outcomes: (tradeAgreement.outcomes ?? []).map(({ track: _, ...outcome }) => outcome),
  nurture: {
    while: { sales: 'quiet' },
    tracks: [
      { id: 'once', when: { field: 'name', is: 'Owl' }, steps: [{ send: 'winback-1' }] },
      { id: 'twice', when: { field: 'name', is: 'Eva' }, steps: [{ send: 'welcome-1' }, { wait: '18s' }, { send: 'deep-dive' }] },
    ],
  },
  handOffs: {
    ...rules,
    default: {
      ...lanes,
      clocks: { accept: { from: 'noticed', until: 'accepted', within: '10s', hours: 'always', by: 'sales' } },
      escalation: (lanes?.escalation ?? []).slice(0, 2),
    },
  },
};

let baton: Baton;
let temporal: Client;
beforeAll(async () => {
  baton = await startBaton({ name: 'mail-outage', agreement, team: tradeTeam });
  await baton.start('worker-2');
  temporal = openTemporal(baton);
}, 60_000);
afterAll(async () => {
  await temporal.connection.close();
  await baton.stop();
});

type Urgency = 'notice' | 'reminder' | 'nurture';
const urgencies: Urgency[] = ['notice', 'reminder', 'nurture'];
interface Incident {
  status: 'away' | 'returning' | 'over';
  code: string;
  since: string;
  until: string;
  hours: number;
  sends: Record<Urgency, Record<'held' | 'sent' | 'unknown' | 'skipped' | 'failed' | 'underWay', number>>;
  onReturn: { seconds: number; sends: Record<Urgency, { send: number; move: number; skip: number }> } | null;
}

const incidents = async (): Promise<Incident[]> => (await baton.call('GET', '/v1/incidents')).body.incidents;
const incident = async (): Promise<Incident> => {
  const [one] = await incidents();
  if (one === undefined) throw new Error('There is no incident');
  return one;
};
const many = <T>(count: number, make: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, make));
const named = (name: string) => () => LeadOverHttp.capture(baton, { profile: { country: 'ES', name } });
const handedOff = () => LeadOverHttp.handedOff(baton);
const urgencyOf = ({ to, subject }: Mail): Urgency => {
  if (subject.startsWith('A lead is yours')) return 'notice';
  return to.endsWith('@sales.example') ? 'reminder' : 'nurture';
};

/** The last that was told of the incident while mail was away. */
async function untilReturn(): Promise<Incident> {
  let last = await incident();
  await eventually(
    async () => {
      const now = await incident();
      if (now.status === 'away') last = now;
      expect(now.status).not.toBe('away');
    },
    { timeoutMs: 90_000, everyMs: 100 },
  );
  return last;
}

const untilOver = (): Promise<Incident> =>
  eventually(
    async () => {
      const now = await incident();
      expect([now.status, ...urgencies.map((urgency) => now.sends[urgency].underWay)]).toEqual(['over', 0, 0, 0]);
      return now;
    },
    { timeoutMs: 60_000, everyMs: 100 },
  );

/** No breach is charged to a rep before they had been told and had had the time that they were promised. */
async function expectFairBreaches(lead: LeadOverHttp): Promise<void> {
  const events = await lead.events();
  const told = events.filter(({ kind }) => kind === 'RepTold');
  for (const { by, repId, at } of events.filter(({ kind }) => kind === 'ClockBreached')) {
    if (by === 'system') continue;
    const since = told.filter((event) => event['repId'] === repId).map(({ toldAt }) => Date.parse(String(toldAt)));
    expect(Date.parse(at)).toBeGreaterThanOrEqual(Math.min(...since) + acceptMs);
  }
}

const breaches = async (lead: LeadOverHttp, by: string): Promise<number> =>
  (await lead.events()).filter((event) => event.kind === 'ClockBreached' && event['by'] === by).length;

describe('forty hours without mail', () => {
  it('are one incident, end as the preview said, most urgent first, and are charged to nobody who was not told', async () => {
    const toldBefore = await many(6, handedOff);
    for (const lead of toldBefore) await lead.until(({ handOff }) => Boolean(handOff?.noticedAt), 'its rep to be told');
    const mailedBefore = baton.mail.mails.all().length;

    baton.mail.close();
    const [untold, rejected, twice, once, withdrawn] = await Promise.all([
      many(8, handedOff),
      many(2, handedOff),
      many(8, named('Eva')),
      many(4, named('Owl')),
      many(2, named('Eva')),
    ]);
    const held = { notice: { held: 10 }, reminder: { held: 12 }, nurture: { held: 14 } };
    await eventually(async () => expect(await incident()).toMatchObject({ status: 'away', sends: held }), { timeoutMs: 25_000 });
    for (const lead of rejected) expect((await lead.askAsHolder({ kind: 'reject', reason: 'not-a-buyer' })).status).toBe(200);
    const scraped = await fetch(`${baton.url}/metrics`, { headers: { authorization: `Bearer ${baton.token}` } });
    expect(await scraped.text()).toMatch(/^baton_incidents_open\{channel="mail".*\} 1$/m);

    const { since } = await incident();
    await eventually(async () => expect(Date.now() - Date.parse(since)).toBeGreaterThan(outageMs), { timeoutMs: 60_000 });
    for (const lead of withdrawn) await lead.does('consent', { channel: 'email', given: false });
    baton.mail.normal();
    const before = await untilReturn();
    const after = await untilOver();

    expect(await incidents()).toHaveLength(1);
    expect(before.onReturn?.sends).toEqual({
      notice: { send: 8, move: 0, skip: 0 },
      reminder: { send: 12, move: 0, skip: 0 },
      nurture: { send: 8, move: 0, skip: 6 },
    });
    for (const urgency of urgencies) {
      const foreseen = before.onReturn?.sends[urgency] ?? { send: 0, move: 0, skip: 0 };
      const { sent, skipped } = before.sends[urgency];
      expect(after.sends[urgency]).toEqual({
        ...{ held: 0, unknown: 0, failed: 0, underWay: foreseen.move },
        ...{ sent: sent + foreseen.send, skipped: skipped + foreseen.skip },
      });
    }
    expect([after.sends.notice.skipped, after.sends.nurture.skipped]).toEqual([rejected.length, 10 + 6]);

    const mails = baton.mail.mails.all().slice(0, -mailedBefore).toReversed();
    expect(mails.map(urgencyOf)).toEqual([
      ...Array(8).fill('notice'),
      ...Array(12).fill('reminder'),
      ...Array(8).fill('nurture'),
    ]);
    const toLeads = mails.filter((mail) => urgencyOf(mail) === 'nurture').map(({ to, subject }) => `${to} ${subject}`);
    expect(new Set(toLeads.map((line) => line.split(' ')[0])).size).toBe(twice.length);
    expect(toLeads.every((line) => line.endsWith(' deep-dive'))).toBe(true);

    const leads = [...toldBefore, ...untold, ...rejected, ...twice, ...once, ...withdrawn];
    for (const lead of leads) {
      expect((await lead.read()).stuck).toBeNull();
      await expectFairBreaches(lead);
    }
    for (const lead of untold) {
      expect(Date.parse((await lead.read()).handOff.noticedAt)).toBeGreaterThanOrEqual(Date.parse(after.until));
      expect(await breaches(lead, 'system')).toBe(1);
    }
    for (const lead of toldBefore) expect(await breaches(lead, 'sales')).toBe(1);
  }, 240_000);

  it('are named as hours lost to the provider, over HTTP and on the terminal', async () => {
    const { hours, since, until } = await incident();
    expect(hours).toBeCloseTo((Date.parse(until) - Date.parse(since)) / 3_600_000, 3);
    const env = childEnv({ BATON_URL: baton.url, BATON_TOKEN: baton.token });
    const told = await promisify(execFile)('node', [join(projectRoot, 'dist/apps/cli/main.js'), 'incidents'], { env });
    expect(told.stdout).toContain(`mail was away since ${since} until ${until}: ${hours} h lost to the provider`);
    expect(told.stdout).toContain('hand-off notices: 8 sent, 2 skipped');
  });

  it('leave short histories', async () => {
    const { leads } = (await baton.call('GET', '/v1/leads?limit=100')).body as { leads: { leadId: string }[] };
    const lengths = leads.map(async ({ leadId }) => {
      const { historyLength } = await temporal.workflow.getHandle(leadWorkflowId(leadId)).describe();
      return historyLength;
    });
    expect(Math.max(...(await Promise.all(lengths)))).toBeLessThan(100);
  });
});
