import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../libs/embedded/project-root.js';
import { childEnv } from '../libs/process/env.js';
import { hurried } from './support/hurried.js';
import { LeadOverHttp } from './support/lead-over-http.js';
import { startBaton, type Baton } from './support/start-baton.js';

let baton: Baton;
afterEach(() => baton.stop());

const begin = async (trade: string, hurry: Parameters<typeof hurried>[1]): Promise<void> => {
  baton = await startBaton({ name: trade, ...hurried(trade, hurry) });
};

async function onTerminal(...args: string[]): Promise<string> {
  const env = childEnv({ BATON_URL: baton.url, BATON_TOKEN: baton.headTokens.sales });
  return (await promisify(execFile)('node', [join(projectRoot, 'dist/apps/cli/main.js'), ...args], { env })).stdout;
}

const person = (domain = 'buyer.example'): string => `${randomUUID()}@${domain}`;
const capture = (email: string, profile: object, consent: object = { email: true, phone: true }): Promise<LeadOverHttp> =>
  LeadOverHttp.capture(baton, { email, profile, consent });

/** The holder does these one after the other, and each is applied. */
async function work(lead: LeadOverHttp, ...commands: object[]): Promise<void> {
  for (const command of commands)
    expect({ command, ...(await lead.askAsHolder(command)) }).toMatchObject({ command, status: 200, body: { applied: true } });
}

const call = (result: string, seconds = 120): object => ({ kind: 'touch', channel: 'call', result, seconds });
const meeting = (result?: string): object => ({ kind: 'touch', channel: 'meeting', ...(result === undefined ? {} : { result }) });
const advance = (to: string): object => ({ kind: 'advance', to });
const outcome = (reason: string): object => ({ kind: 'outcome', reason });
const accept = { kind: 'accept' };

/** How nobody answered: what escalated by which clause, and what broke. */
async function story(lead: LeadOverHttp): Promise<{ escalated: [unknown, string][]; broken: unknown[][] }> {
  const events = await lead.events();
  return {
    escalated: events.flatMap(({ kind, share, do: act }): [unknown, string][] =>
      kind === 'Escalated' ? [[share, (act as { kind: string }).kind]] : [],
    ),
    broken: events.filter(({ kind }) => kind === 'ClockBreached').map(({ clock, by, repId }) => [clock, by, repId]),
  };
}
const mailTo = (address: string): string[] => baton.mail.mails.all().flatMap(({ to, text }) => (to === address ? [text] : []));
const kindsOf = async (lead: LeadOverHttp): Promise<string[]> => (await lead.events()).map(({ kind }) => kind);

it('a maker of machine parts: owners by list, a contested rejection, an incomplete enquiry, and nobody answers', async () => {
  await begin('machine-parts', { lane: 'enquiry', clock: 'accept', within: '3s' });
  const plant = {
    country: 'DE',
    company: { name: 'Big Excavators' },
    role: 'purchasing',
    piecesPerYear: 800,
    industry: 'construction',
  };

  const owned = await capture(person('big-excavators.example'), plant);
  await owned.does('form_submitted', { form: 'quote-request', partNumber: 'HZ-40' });
  const held = await owned.until(({ repId }) => repId !== null, 'its owner');
  expect([held.repId, held.handOff.lane]).toEqual(['key-accounts', 'named-account']);
  await work(owned, accept, call('needs-clear'), advance('sales_qualified'), advance('opportunity'));
  await owned.does('quote_sent');
  await owned.until(({ sellerStage }) => sellerStage === 'action', 'the quote');
  await work(owned, outcome('ordered'));
  await owned.reaches('customer');
  expect((await owned.events()).filter(({ kind, clock }) => kind === 'ClockMet' && clock === 'quote')).toHaveLength(1);

  const dealt = await capture(person('fluid-shop.example'), { ...plant, company: { name: 'Fluid Shop' } });
  await dealt.does('form_submitted', { form: 'quote-request' });
  const first = (await dealt.until(({ repId }) => repId !== null, 'the desk')).repId;
  await work(dealt, { kind: 'reject', reason: 'quantity-too-small' });
  await dealt.reaches('nurturing');
  const contest = { id: randomUUID(), kind: 'contest' };
  expect(await baton.heads.marketing('POST', `/v1/leads/${dealt.leadId}/commands`, contest)).toMatchObject({ status: 200 });
  const second = (await dealt.until(({ repId }) => repId !== null, 'the other desk')).repId;
  expect([first, second].sort()).toEqual(['desk-1', 'desk-2']);
  await work(dealt, accept, outcome('trial-order'));
  expect(await dealt.read()).toMatchObject({ stage: 'nurturing', track: { track: 'next-budget' } });

  const email = person('farm.example');
  const farm = { ...plant, company: {}, industry: 'agriculture' };
  const alone = await capture(email, farm);
  await alone.does('form_submitted', { form: 'quote-request' });
  await alone.hasEvent('LeadIncomplete');
  const asked = (await alone.events()).filter(({ kind }) => kind === 'TrackStarted' || kind === 'LeadIncomplete');
  expect(asked.at(-1)).toMatchObject({ kind: 'TrackStarted', track: 'complete-enquiry' });
  await capture(email, { ...farm, company: { name: 'Green Farm' } });
  await alone.until(({ queue }) => queue === 'unworked', 'the queue', 60_000);
  const { escalated, broken } = await story(alone);
  expect(escalated).toEqual([
    [0.5, 'remind'],
    [1, 'notify'],
    [1.5, 'reassign'],
    [4, 'queue'],
  ]);
  expect(broken).toContainEqual(['accept', 'sales', expect.stringMatching(/^(north|south|key-accounts)$/)]);
  expect(mailTo('greta@parts.example').length).toBeGreaterThan(0);

  const { status, body: card } = await baton.heads.sales('GET', '/v1/scorecard?per=month');
  const answers = card.acceptance.periods.flatMap(({ versions }: { versions: object[] }) => versions);
  expect([status, answers]).toMatchObject([200, [{ handedOver: 3, contested: 1, accepted: 2, rejected: 0, undecided: 1 }]]);
  const quotes = card.promises.promises.find(({ clock }: { clock: string | null }) => clock === 'quote');
  expect(quotes).toMatchObject({ clause: 'promises.5', sentence: 'Sales keeps at least 85% of its clock quote, every month.' });
  expect(await onTerminal('scorecard', '--per', 'month')).toContain('Sales keeps at least 85% of its clock quote, every month.');
}, 180_000);

it('a private clinic: rung up within minutes of a missed call, no letter without consent, and nobody picks up', async () => {
  await begin('clinic', { lane: 'call-me', clock: 'accept', within: '3s' });
  const patient = { service: 'implants', insurance: 'private', language: 'en', postcode: '28010', phone: '+34910000001' };

  const silent = person();
  const missed = await capture(silent, patient, { phone: true });
  await missed.does('call_missed');
  const told = await missed.until(({ handOff }) => Boolean(handOff?.noticedAt), 'the notice');
  expect(['lucia', 'nadia']).toContain(told.repId);
  const ringUp = (await missed.events()).find(({ kind, clock }) => kind === 'ClockStarted' && clock === 'ringUp');
  const [fact] = (await missed.read('/facts')).facts.filter(({ kind }: { kind: string }) => kind === 'call_missed');
  expect(ringUp).toMatchObject({ startedAt: fact.occurredAt, clause: 'handOffs.lanes.missed-call.clocks.ringUp' });
  await work(missed, accept, call('no-answer', 0), call('connected'));
  expect(await kindsOf(missed)).toEqual(expect.arrayContaining(['CadenceStarted', 'CadenceEnded']));
  await work(missed, advance('sales_qualified'), meeting(), advance('opportunity'), outcome('treated'));
  await missed.reaches('customer');
  expect(mailTo(silent)).toEqual([]);

  const later = await capture(person(), { ...patient, phone: '+34910000002' }, { phone: true });
  await later.does('call_missed');
  await later.reaches('marketing_qualified');
  await work(later, accept, call('wrong-number', 0));
  await later.hasEvent('CadenceHeld');
  const { repId } = await later.read();
  await work(later, outcome('thinks-it-over'));
  await later.reaches('nurturing');
  await later.does('call_missed');
  expect(await later.reaches('marketing_qualified')).toMatchObject({ repId });

  const unheard = await capture(person(), { ...patient, phone: '+34910000003' }, { phone: true });
  await unheard.does('form_submitted', { form: 'call-me', service: 'implants' });
  await unheard.until(({ queue }) => queue === 'call-list', 'the call list', 60_000);
  const { escalated, broken } = await story(unheard);
  expect(escalated).toEqual([
    [0.5, 'remind'],
    [1, 'reassign'],
    [4, 'queue'],
  ]);
  expect(broken).toContainEqual(['accept', 'sales', expect.stringMatching(/\w/)]);
}, 180_000);

it('a chain of co-working houses: the first host who comes, no offer without a tour, and nobody comes', async () => {
  await begin('coworking', { lane: 'tour', clock: 'accept', within: '3s' });
  const visitor = { house: 'harbour', seats: 2, plan: 'fixed-desk' };

  const walked = await capture(person(), visitor);
  await walked.does('walked_in', { house: 'harbour' });
  await walked.hasEvent('LeadOffered');
  const offered = (await walked.events()).find(({ kind }) => kind === 'LeadOffered');
  expect(offered).toMatchObject({ pool: 'hosts', reps: ['rita', 'hugo'] });
  expect(await walked.ask({ kind: 'accept', repId: 'hugo' })).toMatchObject({ status: 200, body: { lead: { repId: 'hugo' } } });
  expect(await walked.ask({ kind: 'accept', repId: 'rita' })).toMatchObject({ status: 409, body: { code: 'lead.taken' } });
  await work(walked, { kind: 'touch', channel: 'message' }, advance('sales_qualified'));
  expect(await walked.askAsHolder(advance('opportunity'))).toMatchObject({
    status: 409,
    body: { code: 'lead.requirements_missing' },
  });
  await work(walked, meeting('tour'), advance('opportunity'));
  await walked.does('offer_sent');
  await work(walked, outcome('moved-in'));
  await walked.reaches('customer');

  const back = await capture(person(), visitor);
  await back.does('walked_in', { house: 'harbour' });
  await back.hasEvent('LeadOffered');
  await back.ask({ kind: 'accept', repId: 'rita' });
  await work(back, { kind: 'touch', channel: 'message' }, outcome('looks-around'));
  expect(await back.read()).toMatchObject({ stage: 'nurturing', track: { track: 'still-looking' } });
  await back.does('form_submitted', { form: 'tour', house: 'harbour' });
  expect(await back.reaches('marketing_qualified')).toMatchObject({ handOff: { number: 2 } });

  const ignored = await capture(person(), { ...visitor, house: 'old-mill' });
  await ignored.does('form_submitted', { form: 'tour', house: 'old-mill' });
  await ignored.until(({ queue }) => queue === 'front-desk', 'the front desk', 60_000);
  const { escalated, broken } = await story(ignored);
  expect(escalated).toEqual([
    [1, 'notify'],
    [3, 'queue'],
  ]);
  expect(broken).toEqual([['accept', 'sales', null]]);
  expect(mailTo('clara@desks.example').length).toBeGreaterThan(0);
}, 180_000);
