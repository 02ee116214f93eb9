import type { DataSource } from 'typeorm';
import { planMail, type Planned } from '../../../test/support/plan-mail.js';
import { testDatabase } from '../../../test/support/stack.js';
import type { SendMessage } from '../../domain/lifecycle/effects.js';
import { createDataSource } from '../data-source.js';
import { claimEffect } from './claim-effect.js';
import { dropEffects, restoreDropped } from './drop-effects.js';

const key = 'track:welcome#1/step:send:welcome-1';
const effect: SendMessage = { kind: 'sendMessage', key, message: 'welcome-1', clause: 'nurture.tracks.welcome' };

let source: DataSource;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('drop-effects')).url).initialize();
});
afterAll(() => source.destroy());

async function dropped(status: Planned['status']): Promise<string> {
  const leadId = await planMail(source, effect, { status });
  await dropEffects(source.manager, leadId, [key]);
  return leadId;
}

describe('an effect that a turn has dropped', () => {
  it.each(['planned', 'failed'])('was %s, and is never released', async (status) => {
    expect(await claimEffect(source, await dropped(status), key)).toMatchObject({
      ours: false,
      ended: { outcome: 'skipped', why: 'effect.dropped' },
    });
  });

  it('keeps its receipt if it was done', async () => {
    expect(await claimEffect(source, await dropped('done'), key)).toMatchObject({ ours: false, ended: { outcome: 'done' } });
  });

  it('is planned again when the branch that dropped it is undone', async () => {
    const leadId = await dropped('planned');
    await restoreDropped(source.manager, leadId, [key]);
    expect(await claimEffect(source, leadId, key)).toEqual({ ours: true });
  });

  it('stays skipped if it was its release that skipped it', async () => {
    const leadId = await planMail(source, effect);
    await claimEffect(source, leadId, key, async () => ({ do: 'skip', why: 'consent.withdrawn' }));
    await restoreDropped(source.manager, leadId, [key]);
    expect(await claimEffect(source, leadId, key)).toMatchObject({ ended: { outcome: 'skipped', why: 'consent.withdrawn' } });
  });
});
