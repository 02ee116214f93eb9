import type { DataSource } from 'typeorm';
import { MailAway, type Mail } from '../../libs/channels/channel.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { addMember } from '../../libs/persistence/members/save-member.js';
import { createLog } from '../../libs/process/log.js';
import { testDatabase } from '../../test/support/stack.js';
import { storeAgreement } from '../../test/support/store-agreement.js';
import { tradeAgreement } from '../../test/support/trade.js';
import { remindNow } from './remind-of-review.js';

const taken: Mail[] = [];
let isAway = false;
const mail = {
  send: async (sent: Mail) => {
    if (isAway) throw new MailAway('mail.unreachable');
    taken.push(sent);
    return { receipt: '250 taken' };
  },
  probe: async () => undefined,
  close: async () => undefined,
};

let source: DataSource;
const remind = (): Promise<number> =>
  remindNow({ source, mail, log: createLog('test', 'silent'), publicUrl: 'http://localhost:3000' });
/** The version in force has been so for this many days; it is reviewed every 90, and announced 14 ahead. */
const inForceFor = (days: number): Promise<unknown> =>
  source.query(`update agreement set in_force_at = now() - make_interval(days => $1)`, [days]);

beforeAll(async () => {
  source = await createDataSource((await testDatabase('remind-of-review')).url).initialize();
  await storeAgreement(source, tradeAgreement);
});
afterAll(() => source.destroy());

it('reminds the members of both sides once of the review that is near, and tries again what reached nobody', async () => {
  await inForceFor(80);
  expect(await remind()).toBe(0); // nobody to remind
  const member = (id: string, roles: ('marketing' | 'sales' | 'rep')[], email: string | null) =>
    addMember(source, { id, name: id, email, roles, repId: roles.includes('rep') ? 'ana' : null, disabled: false }, 'spec');
  await member('mia', ['marketing'], 'mia@marketing.example');
  await member('sam', ['sales'], 'sam@sales.example');
  await member('ana', ['rep'], 'ana@sales.example');
  await member('bot', ['marketing'], null);

  await inForceFor(75);
  expect(await remind()).toBe(0); // not yet

  await inForceFor(77);
  isAway = true;
  expect(await remind()).toBe(0);
  isAway = false;
  expect(await remind()).toBe(2);
  expect(taken.map(({ to }) => to)).toEqual(['mia@marketing.example', 'sam@sales.example']);
  expect(taken[0]).toMatchObject({
    subject: expect.stringContaining('is to be reviewed by') as string,
    text: expect.stringContaining('Version 1 of the agreement trade') as string,
  });
  expect(await remind()).toBe(0);
});
