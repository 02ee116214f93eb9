import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { projectRoot } from '../../libs/embedded/project-root.js';
import { storeAgreement } from '../../test/support/store-agreement.js';
import { storeTeam } from '../../libs/persistence/agreements/store-team.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { appendFacts } from '../../libs/persistence/facts/append-facts.js';
import { captureLead } from '../../libs/persistence/facts/capture-lead.js';
import { takeTurn } from '../../libs/persistence/turn/take-turn.js';
import { testDatabase } from '../../test/support/stack.js';
import { tradeAgreement, tradeTeam } from '../../test/support/trade.js';
import { traceLead } from './trace-lead.js';
import { walkLines } from './walk-lines.js';

let source: DataSource;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('trace')).url).initialize();
  await storeTeam(source, tradeTeam);
  await storeAgreement(source, tradeAgreement);
});
afterAll(() => source.destroy());

describe("a lead's walk", () => {
  it('is told from fact to hand-off, each step with a file that is there, and with nothing personal', async () => {
    const email = 'eva.planted@buyer.example';
    const captured = await captureLead(source, { lead: { email }, profile: { country: 'ES' }, consent: {} }, Date.now());
    if (!captured.ok) throw new Error('not captured');
    const { leadId } = captured;
    const asked = { id: randomUUID(), kind: 'form_submitted', data: { form: 'demo' }, lead: { leadId } };
    await appendFacts(source, [asked], Date.now());
    const now = Date.now();
    await takeTurn(source, { leadId, state: null, inputs: [{ kind: 'open', at: now }], number: now });

    const steps = await traceLead(source, leadId);
    expect(steps.map(({ what }) => what)).toEqual(expect.arrayContaining(['fact', 'turn', 'event']));
    expect(steps.find(({ words }) => words.startsWith('HandOffOpened'))?.by).toMatch(/^libs\/domain\/lifecycle\//);
    const files = steps.flatMap(({ by }) => by.split(', '));
    expect(files.filter((file) => !existsSync(join(projectRoot, file)))).toEqual([]);
    expect(walkLines(steps).join('\n')).not.toContain('planted');
  });

  it('is refused for a lead that is not there, with how to get one', async () => {
    await expect(traceLead(source, randomUUID())).rejects.toThrow('POST /v1/leads');
  });
});
