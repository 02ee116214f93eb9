import { randomUUID } from 'node:crypto';
import type { AgreementDocument } from '../libs/domain/agreement/document.js';
import type { Mail } from '../libs/embedded/mail-store.js';
import { eventually } from './support/eventually.js';
import { LeadOverHttp } from './support/lead-over-http.js';
import { startBaton, type Baton } from './support/start-baton.js';
import { tradeAgreement, tradeTeam } from './support/trade.js';

const agreement: AgreementDocument = {
  ...tradeAgreement,
  contact: { email: { atMost: 2, per: '30d' } },
  outcomes: (tradeAgreement.outcomes ?? []).map(({ track: _, ...outcome }) => outcome),
  nurture: {
    while: { sales: 'quiet' },
    tracks: [
      {
        id: 'night',
        when: { field: 'name', is: 'Owl' },
        steps: [{ send: 'welcome-1' }, { wait: '1s' }, { send: 'deep-dive' }, { send: 'last-nudge' }],
      },
      {
        id: 'welcome',
        when: { band: 'cold' },
        steps: [{ send: 'welcome-1' }, { waitFor: { signal: 'download' }, within: '30d', met: [{ send: 'deep-dive' }] }],
      },
    ],
  },
};

const team = { ...tradeTeam, messages: { ...tradeTeam.messages, 'deep-dive': { subject: 'deep-dive', text: 'Dear {{name}}' } } };

let baton: Baton;
beforeAll(async () => {
  baton = await startBaton({ name: 'nurture', agreement, team });
}, 60_000);
afterEach(() => baton.mail.normal());
afterAll(() => baton.stop());

const named = (name?: string) => ({
  email: `${randomUUID()}@buyer.example`,
  profile: { country: 'ES', ...(name ? { name } : {}) },
});
const mailsTo = (email: string): Mail[] => baton.mail.mails.all().filter(({ to }) => to === email);
const mailTo = (email: string, subject: string): Promise<Mail> =>
  eventually(
    async () => mailsTo(email).find((mail) => mail.subject === subject) ?? Promise.reject(new Error(`no ${subject} yet`)),
    {
      timeoutMs: 15_000,
    },
  );
const linkIn = ({ headers }: Mail): string => (headers['list-unsubscribe'] ?? '').slice(1, -1);
const endOf = (lead: LeadOverHttp, key: string) =>
  eventually(async () => {
    const ends = (await lead.events()).filter(
      (event) => event['key'] === key && ['EffectDone', 'EffectDropped'].includes(event.kind),
    );
    return ends[0] ?? Promise.reject(new Error(`${key} has not ended`));
  });

describe('a nurture mail', () => {
  it('bears a one-click way out, which stops the very next one and says so', async () => {
    const person = named('Eva');
    const lead = await LeadOverHttp.capture(baton, person);
    const first = await mailTo(person.email, 'welcome-1');
    expect(first.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    expect(first.text).toContain(linkIn(first));

    const clicked = await fetch(linkIn(first), {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    });
    expect(clicked.status).toBe(200);
    expect((await lead.read()).consent.email.given).toBe(false);

    await lead.does('file_downloaded');
    const end = await endOf(lead, 'track:welcome#1/step:waitFor:download/met/send:deep-dive');
    expect(end).toMatchObject({ kind: 'EffectDone', outcome: 'skipped', why: 'consent.withdrawn' });
    expect(mailsTo(person.email).map(({ subject }) => subject)).toEqual(['welcome-1']);
  });

  it('has a link that nobody can guess', async () => {
    const person = named('Eva');
    await LeadOverHttp.capture(baton, person);
    const link = linkIn(await mailTo(person.email, 'welcome-1'));
    const guessed = await fetch(
      link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      { method: 'POST' },
    );
    expect([guessed.status, await guessed.json()]).toEqual([404, expect.objectContaining({ code: 'unsubscribe.unknown' })]);
    const page = await fetch(link);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<button>Unsubscribe</button>')]);
  });

  it('is not sent with a hole, and says which', async () => {
    const person = named();
    const lead = await LeadOverHttp.capture(baton, person);
    expect((await mailTo(person.email, 'welcome-1')).text).toContain('Hello there');
    await lead.does('file_downloaded');
    const end = await endOf(lead, 'track:welcome#1/step:waitFor:download/met/send:deep-dive');
    expect(end).toMatchObject({ outcome: 'skipped', why: 'message.lacks name' });
  });

  it('above the cap waits, and is dropped when sales takes the lead', async () => {
    const person = named('Owl');
    const lead = await LeadOverHttp.capture(baton, person);
    await mailTo(person.email, 'deep-dive');
    const key = 'track:night#1/step:send:last-nudge';
    await eventually(async () => expect((await lead.events()).map(({ kind }) => kind)).toContain('MessagePostponed'));
    await lead.does('form_submitted', { form: 'demo' });
    await lead.reaches('marketing_qualified');
    expect(await endOf(lead, key)).toMatchObject({ kind: 'EffectDropped', why: 'the lead is marketing_qualified' });
    expect(mailsTo(person.email).map(({ subject }) => subject)).toEqual(['deep-dive', 'welcome-1']);
  });

  it('whose address takes no mail ends, marks the address, and leaves the lead free', async () => {
    baton.mail.refuse(550, '5.1.1 no such user');
    const person = named('Eva');
    const lead = await LeadOverHttp.capture(baton, person);
    expect(await endOf(lead, 'track:welcome#1/step:send:welcome-1')).toMatchObject({ outcome: 'bounced', why: 'mail.bounced' });
    baton.mail.normal();
    await lead.does('file_downloaded');
    const next = await endOf(lead, 'track:welcome#1/step:waitFor:download/met/send:deep-dive');
    expect(next).toMatchObject({ outcome: 'skipped', why: 'mail.bounced' });
    expect((await lead.read()).stuck).toBeNull();
    expect(mailsTo(person.email)).toEqual([]);
  });
});
