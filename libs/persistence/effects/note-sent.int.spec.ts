import type { DataSource } from 'typeorm';
import { planMail } from '../../../test/support/plan-mail.js';
import { testDatabase } from '../../../test/support/stack.js';
import type { SendMessage } from '../../domain/lifecycle/effects.js';
import { createDataSource } from '../data-source.js';
import { claimEffect } from './claim-effect.js';
import { dropEffects } from './drop-effects.js';
import { noteSent } from './note-sent.js';
import { nurtureSends } from './nurture-sends.js';

const key = 'track:welcome#1/step:send:welcome-1';
const effect: SendMessage = { kind: 'sendMessage', key, message: 'welcome-1', clause: 'nurture.tracks.welcome' };
const at = Date.UTC(2026, 10, 23, 9);

let source: DataSource;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('note-sent')).url).initialize();
});
afterAll(() => source.destroy());

const note = (leadId: string): Promise<void> => noteSent(source, leadId, 2, [{ effect, status: 'done', at }]);

describe('a mail that went out after the backup that Postgres was restored from', () => {
  it.each(['planned', 'held', 'sending', 'failed'])('is %s there, and never goes again', async (status) => {
    const leadId = await planMail(source, effect, { status });
    await note(leadId);
    expect(await claimEffect(source, leadId, key)).toEqual({ ours: false, ended: { outcome: 'done', why: 'restored', at } });
  });

  it('was dropped there, and never goes again', async () => {
    const leadId = await planMail(source, effect);
    await dropEffects(source.manager, leadId, [key]);
    await note(leadId);
    expect(await claimEffect(source, leadId, key)).toMatchObject({ ended: { outcome: 'done' } });
  });

  it('counts among those that the lead has had', async () => {
    const leadId = await planMail(source, effect);
    await note(leadId);
    expect(await nurtureSends(source.manager, leadId, at - 1)).toEqual([{ key, at }]);
  });

  it('stays as it ended if that is known', async () => {
    const leadId = await planMail(source, effect, { status: 'skipped' });
    await note(leadId);
    expect(await claimEffect(source, leadId, key)).toMatchObject({ ended: { outcome: 'skipped' } });
  });
});
