import type { AgreementDocument } from '../libs/domain/agreement/document.js';
import type { Call } from './support/call.js';
import { eventually } from './support/eventually.js';
import { LeadOverHttp } from './support/lead-over-http.js';
import { startBaton, type Baton } from './support/start-baton.js';
import { tradeAgreement, tradeTeam } from './support/trade.js';

const first: AgreementDocument = { ...tradeAgreement, signs: { nurture: 'marketing' } };
const fewerRecycles: AgreementDocument = { ...first, recycle: { atMost: 1 } };
const goesOn: AgreementDocument = { ...fewerRecycles, nurture: { ...first.nurture, while: { sales: 'continue' } } };

let baton: Baton;
let mona: Call;
let sven: Call;
beforeAll(async () => {
  baton = await startBaton({ name: 'agreement-life', agreement: first, team: tradeTeam });
  ({ marketing: mona, sales: sven } = baton.heads);
}, 60_000);
afterAll(() => baton.stop());

/** The version under which a lead lives that opens now. */
async function nextLead(): Promise<number> {
  const lead = await LeadOverHttp.capture(baton);
  const { agreementVersion } = await lead.until(({ turn }) => turn > 0, 'its first turn');
  return agreementVersion;
}

async function proposed(
  document: AgreementDocument,
  body: object = {},
): Promise<{ path: string; version: number; hash: string }> {
  const { version } = (await mona('POST', '/v1/agreements', document)).body;
  const path = `/v1/agreements/${version}`;
  const { status, body: view } = await mona('POST', `${path}/propose`, body);
  expect([status, view.state]).toEqual([200, 'proposed']);
  return { path, version, hash: view.hash };
}

it('one signature is not enough: leads that open after the date still run the old version; after the second, the next lead runs the new one', async () => {
  const effectiveAt = new Date(Date.now() + 2_000).toISOString();
  const { path, version, hash } = await proposed(fewerRecycles, { effectiveAt });
  expect((await mona('POST', `${path}/signatures`, { hash })).status).toBe(201);
  await eventually(() => expect(Date.now()).toBeGreaterThan(Date.parse(effectiveAt)));
  expect(await nextLead()).toBe(1);

  expect((await mona('POST', `${path}/signatures`, { hash })).body.code).toBe('signature.given_already');
  expect((await mona('POST', `${path}/signatures`, { hash, side: 'sales' })).body.code).toBe('signature.other_side');
  expect((await sven('POST', `${path}/signatures`, { hash: '0'.repeat(64) })).body.code).toBe('signature.other_document');
  expect((await baton.call('POST', `${path}/signatures`, { hash })).body.code).toBe('signature.no_side');
  expect(await nextLead()).toBe(1);

  const { status, body } = await sven('POST', `${path}/signatures`, { hash });
  expect([status, body.state]).toEqual([201, 'inForce']);
  expect(await nextLead()).toBe(version);
});

it('a version that is signed for a date runs from its date', async () => {
  const { version: old } = (await baton.call('GET', '/v1/agreements/current')).body;
  const effectiveAt = new Date(Date.now() + 3_000).toISOString();
  const { path, version, hash } = await proposed({ ...fewerRecycles, recycle: { atMost: 2 } }, { effectiveAt });
  for (const head of [mona, sven]) await head('POST', `${path}/signatures`, { hash });
  const { body } = await baton.call('GET', path);
  expect([body.state, body.inForceAt]).toEqual(['signed', effectiveAt]);
  expect((await baton.call('GET', '/v1/agreements/current')).body.version).toBe(old);
  await eventually(async () => expect((await baton.call('GET', path)).body.state).toBe('inForce'));
  expect(await nextLead()).toBe(version);
});

it('a change of nurture goes with marketing’s signature alone', async () => {
  const { path, version, hash } = await proposed({ ...goesOn, recycle: { atMost: 2 } });
  expect((await baton.call('GET', path)).body.mustSign).toEqual([{ side: 'marketing', parts: ['nurture'], signed: false }]);
  expect((await sven('POST', `${path}/signatures`, { hash })).body.code).toBe('signature.not_needed');
  expect((await mona('POST', `${path}/signatures`, { hash })).body.state).toBe('inForce');
  expect(await nextLead()).toBe(version);
});
