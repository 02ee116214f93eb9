import { randomUUID } from 'node:crypto';
import { apiUnderTest, expectProblem, unsubscribeSecret, type ApiUnderTest } from '../../../test/support/api-under-test.js';
import { unsubscribeToken } from '../../../libs/channels/unsubscribe-token.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiUnderTest('unsubscribe');
});
afterAll(() => api.close());

const nobody = { authorization: '' };
const oneClick = { ...nobody, 'content-type': 'application/x-www-form-urlencoded' };
const linkOf = (leadId: string): string => `/v1/unsubscribe/${unsubscribeToken({ leadId, channel: 'email' }, unsubscribeSecret)}`;
const click = (link: string) => api.post(link, 'List-Unsubscribe=One-Click', oneClick);

async function captured(): Promise<string> {
  const { body } = await api.post('/v1/leads', { email: `${randomUUID()}@buyer.example`, consent: { email: true } });
  return body['leadId'] as string;
}
const withdrawals = async (leadId: string): Promise<unknown[]> =>
  api.source.query(`select data from fact where lead_id = $1 and kind = 'consent' and data->>'given' = 'false'`, [leadId]);
const consentOf = async (leadId: string): Promise<boolean> =>
  (await api.source.query(`select consent->'email'->>'given' = 'true' as given from lead where lead_id = $1`, [leadId]))[0].given;

describe('the link in a mail', () => {
  it('opens a page without a token, which asks and changes nothing', async () => {
    const leadId = await captured();
    const { status, type, headers } = await api.get(linkOf(leadId), nobody);
    expect([status, type, headers['cache-control']]).toEqual([200, expect.stringContaining('text/html'), 'no-store']);
    expect(await consentOf(leadId)).toBe(true);
  });

  it('takes back the consent in one click, as a fact, once however often it is clicked', async () => {
    const leadId = await captured();
    const replies = await Promise.all(Array.from({ length: 5 }, () => click(linkOf(leadId))));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await consentOf(leadId)).toBe(false);
    expect(await withdrawals(leadId)).toEqual([{ data: { channel: 'email', given: false, by: 'unsubscribe' } }]);
  });

  it.each([
    [
      'as a form with parts',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    ],
    ['with nothing at all', 'application/x-www-form-urlencoded', ''],
  ])('takes it back when the click comes %s', async (_how, contentType, body) => {
    const leadId = await captured();
    expect((await api.post(linkOf(leadId), body, { ...nobody, 'content-type': contentType })).status).toBe(200);
    expect(await consentOf(leadId)).toBe(false);
  });

  it('works again after the lead has changed its mind', async () => {
    const leadId = await captured();
    await click(linkOf(leadId));
    const occurredAt = new Date(Date.now() + 1_000).toISOString();
    const fact = { id: randomUUID(), kind: 'consent', occurredAt, lead: { leadId }, data: { channel: 'email', given: true } };
    await api.post('/v1/facts', { facts: [fact] });
    expect(await consentOf(leadId)).toBe(true);
    await click(linkOf(leadId));
    expect(await consentOf(leadId)).toBe(false);
  });
});

describe('a guessed link', () => {
  it.each([
    ['of a lead that is there', async () => linkOf(await captured()).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
    ['of a lead that is not', async () => linkOf(randomUUID())],
    ['that is a lead’s id', async () => `/v1/unsubscribe/${await captured()}`],
    ['that is nothing', async () => '/v1/unsubscribe/%00'],
  ])('%s is 404, and says no more', async (_which, link) => {
    await expectProblem(click(await link()), 404, 'unsubscribe.unknown');
  });
});

it('a form is read nowhere else', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  await expectProblem(api.post('/v1/facts', 'facts=1', form), 415, 'body.unknown_type');
});

it('no token is written to the log', async () => {
  const link = linkOf(await captured());
  await click(link);
  expect(api.logged.join('\n')).not.toContain(link.slice(-20));
});
