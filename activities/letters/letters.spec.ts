import type { Notice } from '../../libs/persistence/effects/load-notice.js';
import { instantText } from './instant-text.js';
import { letterToLead } from './letter-to-lead.js';
import { letterToManager } from './letter-to-manager.js';
import { letterToRep } from './letter-to-rep.js';

const at = Date.UTC(2026, 10, 23, 9, 30);
const leadId = '6f1b2c5e-0000-4000-8000-000000000001';
const notice: Notice = {
  rep: {
    id: 'ana',
    name: 'Ana',
    email: 'ana@sales.example',
    calendar: 'madrid',
    hours: null,
    capacity: null,
    dailyLimit: null,
    managerEmail: null,
    traits: {},
  },
  zone: 'Europe/Madrid',
  dossier: {
    leadId,
    handOff: 2,
    openedAt: at,
    lane: 'demo',
    whyNow: { clause: 'handOffs.lanes.demo', band: 'hot', buyerStage: 'action', sentence: 'Hand-off number 2: the lead is hot.' },
    whyRep: null,
    score: {
      at,
      fit: 20,
      engagement: 41.26,
      band: 'hot',
      buyerStage: 'action',
      reasons: [
        { kind: 'fit', rule: 'spain', clause: 'scoring.fit.0', points: 20 },
        { kind: 'engagement', rule: 'demo-asked', clause: 'scoring.engagement.0', points: 41.26, count: 1, lastAt: at },
      ],
    },
    fitReasons: [],
    topics: [{ topic: 'scales', count: 3, lastAt: at }],
    sent: [{ message: 'welcome-1', at }],
    buyerStage: 'action',
    sellerStage: null,
    consent: {},
    clocks: [],
    pastHandOffs: [{ handOff: 1, repId: 'ben', reason: 'not-now', at }],
    profile: { name: 'Eva', company: { employees: 50 } },
  },
  whyRep: 'ana is next in turn of pool sdr, by handOffs.default.to.0.',
  clocks: [{ clock: 'assign', dueAt: at, breached: 'system' }],
  promised: [{ clock: 'accept', dueAt: at, breached: null }],
};
const effect = { key: 'k', repId: 'ana', handOff: 2, clause: 'handOffs.lanes.demo.to.0' } as const;

it('advice bears the agreement’s own words, and asks for no acceptance', () => {
  const gap = { ...effect, kind: 'tellRep', about: 'gap' } as const;
  const { subject, text } = letterToRep(gap, notice, 'https://baton.example', 'the buyer still compares');
  expect(text).toContain('ADVICE\nthe buyer still compares\n');
  expect(text).not.toContain('Accept it');
  expect(subject).toBe('The buyer is not where you are (hot, hand-off 2)');
});

describe('the mail of a hand-off', () => {
  const { subject, text } = letterToRep({ ...effect, kind: 'tellRep', about: 'handOff' }, notice, 'https://baton.example');

  it('says by when to accept, in the rep’s own time and in UTC', () => {
    expect(text).toContain('accept by Mon, 23 Nov 2026, 10:30 Europe/Madrid (09:30 UTC)');
  });

  it('says why now, with reasons that add up, strongest first', () => {
    expect(text).toMatch(/SCORE 61\.3 \(fit 20, engagement 41\.3\), hot\n {2}41\.3 {2}demo-asked, 1 time.*\n {2}20 {2}spain/);
  });

  it('tells the story: interests, what was sent, and that it is the second hand-off', () => {
    expect(text).toContain('scales: 3 time(s)');
    expect(text).toContain('welcome-1');
    expect(text).toContain('This is hand-off number 2 of this lead.');
  });

  it('says why it is this rep', () =>
    expect(text).toContain('WHY YOU\nana is next in turn of pool sdr, by handOffs.default.to.0.\n'));

  it('says how to answer', () => {
    expect(text).toContain(`https://baton.example/v1/leads/${leadId}\n`);
    expect(text).toContain(`curl -X POST https://baton.example/v1/leads/${leadId}/commands`);
    expect(subject).toBe('A lead is yours to accept (hot, hand-off 2)');
  });
});

it('the mail of a next touch asks for no acceptance and promises no clock', () => {
  const { text } = letterToRep({ ...effect, kind: 'tellRep', about: 'nextTouch' }, notice, 'https://baton.example');
  expect(text).not.toMatch(/Accept it|accept by/);
});

describe('the mail to a manager', () => {
  const letter = (parts: Partial<Notice>): { subject: string; text: string } =>
    letterToManager({ ...effect, kind: 'tellManager' }, { ...notice, promised: [], ...parts }, 'https://baton.example');

  it('says whose clock ran out', () => {
    const { subject, text } = letter({ clocks: [{ clock: 'accept', dueAt: at, breached: 'sales' }] });
    expect(subject).toContain('Ana');
    expect(text).toContain('accept ran out Mon, 23 Nov 2026, 10:30');
  });

  it('charges nothing to a rep who has not been told', () => {
    const { text } = letter({ clocks: [{ clock: 'accept', dueAt: at, breached: 'system' }], promised: notice.promised });
    expect(text).toContain('They have not been told of it yet, so it is not charged to them.');
    expect(text).toContain('accept ran out by Baton’s own delay, Mon, 23 Nov 2026, 10:30');
  });
});

describe('a message to a lead', () => {
  const profile: Record<string, unknown> = { name: 'Eva', 'company.employees': 50, nick: '$&', title: ' ' };
  const field = (path: string): unknown => profile[path];
  const link = 'https://baton.example/v1/unsubscribe/abc';
  const written = (text: string, url: string | null = null, to: string | null = 'eva@buyer.example') =>
    letterToLead({ to, subject: 'Hi\n{{name}}', text, field }, url);
  const textOf = (text: string, url: string | null = null) => (written(text, url) as { text: string }).text;

  it('is filled in from the profile', () => {
    expect(textOf('Hello {{name}}, all {{ company.employees }} of you')).toBe('Hello Eva, all 50 of you');
  });

  it('takes its own words for what is blank', () => expect(textOf('Hello {{title|dear}} {{name}}')).toBe('Hello dear Eva'));

  it('leaves no gap where the words are empty', () => expect(textOf('Hello {{title|}} {{name}}')).toBe('Hello Eva'));

  it('is not written with a hole, and says which', () => {
    expect(written('Hello {{title}} {{name}}')).toEqual({ skip: 'message.lacks title' });
  });

  it('is not written to nobody', () => expect(written('Hello', null, null)).toEqual({ skip: 'message.no_address' }));

  it('takes a value for what it is', () => expect(textOf('Hello {{nick}}')).toBe('Hello $&'));

  it('has a subject of one line', () => expect(written('Hello')).toMatchObject({ subject: 'Hi Eva' }));

  it('says at its end how to hear no more, and bears the link for mail programs', () => {
    expect(written('Hello\n', link)).toMatchObject({
      text: `Hello\n\n--\nNo more mails like this: ${link}\n`,
      unsubscribeUrl: link,
    });
  });

  it('says so in the words’ own place, if they have one', () =>
    expect(textOf('Stop: {{unsubscribe}}.', link)).toBe(`Stop: ${link}.`));
});

it('an instant without a zone is told in UTC alone', () => expect(instantText(at, null)).toBe('Mon, 23 Nov 2026, 09:30 UTC'));
