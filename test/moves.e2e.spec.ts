import { putInForce } from '../apps/local/put-in-force.js';
import { leadsAtAllStages } from './disasters/all-stages.js';
import { disagreements, livesAtRest, livesInTemporal, mailsTwice, type LifeSeen } from './disasters/look.js';
import { eventually } from './support/eventually.js';
import { startBaton, type Baton } from './support/start-baton.js';
import { tradeAgreement, tradeTeam } from './support/trade.js';

/** MOVE_LEADS=2500 leaves 2,000 open. */
const count = Number(process.env['MOVE_LEADS'] ?? 30);

const { scoring, handOffs } = tradeAgreement;
const acceptedWithin = (within: string): object => ({
  ...handOffs,
  default: {
    ...handOffs?.default,
    clocks: { ...handOffs?.default?.clocks, accept: { ...handOffs?.default?.clocks?.['accept'], within } },
  },
});
/** Nobody is reminded while leads are compared, however long thousands of them take. */
const patient = { ...tradeAgreement, handOffs: acceptedWithin('8h') } as typeof tradeAgreement;
/** Another threshold, another lane before the old one, and a shorter clock. */
const stricter = {
  ...tradeAgreement,
  scoring: { ...scoring, bands: [{ band: 'hot', engagement: { gte: 70 } }, { band: 'cold' }] },
  handOffs: {
    ...acceptedWithin('1min'),
    lanes: [{ id: 'download', when: { signal: 'download' } }, ...(handOffs?.lanes ?? [])],
  },
} as typeof tradeAgreement;

let baton: Baton;
beforeAll(async () => {
  baton = await startBaton({ name: 'moves', agreement: patient, team: tradeTeam });
}, 120_000);
afterAll(() => baton.stop());

async function read(moveId: string, status: string) {
  return eventually(
    async () => {
      const { body } = await baton.call('GET', `/v1/moves/${moveId}`);
      if (body.status !== status) throw new Error(`The move is ${body.status}`);
      return body;
    },
    { timeoutMs: 300_000, everyMs: 200 },
  );
}

/** Stage, owner, clocks and deadlines, by lead; the turn aside. */
const seen = (lives: Map<string, LifeSeen>): Record<string, object> =>
  Object.fromEntries([...lives.values()].filter(({ ended }) => !ended).map(({ turn: _, ...life }) => [life.leadId, life]));

it('leads at all stages are moved to another version as previewed, with every deadline, and back', async () => {
  await leadsAtAllStages(baton, count);
  const before = await livesAtRest(baton, 300_000);
  const open = [...before.values()].filter(({ ended }) => !ended);
  const version = await putInForce(
    (path, body, token) => (token === 'sales' ? baton.heads.sales : baton.heads.marketing)('POST', path, body),
    stricter,
    { marketing: 'marketing', sales: 'sales' },
  );

  const asked = await baton.heads.marketing('POST', `/v1/agreements/${version}/moves`, { undoWithin: '1h' });
  expect(asked.status).toBe(202);
  const { moveId } = asked.body as { moveId: string };
  const { leads, preview } = await read(moveId, 'previewed');
  expect(leads).toBe(open.length);
  expect(preview.changes.map(({ change }: { change: string }) => change)).toContain('band hot → cold');
  expect(seen(await livesAtRest(baton))).toEqual(seen(before));

  expect((await baton.heads.sales('POST', `/v1/moves/${moveId}/start`, {})).status).toBe(202);
  const { result } = await read(moveId, 'moved');
  expect(result).toMatchObject({ moved: open.length, asPreviewed: open.length, differed: [], waiting: 0, deadlinesMoved: 0 });
  const moved = await livesAtRest(baton, 300_000);
  expect(seen(moved)).toEqual(seen(before));
  await eventually(async () => expect(disagreements(moved, await livesInTemporal(baton))).toEqual([]), { timeoutMs: 30_000 });

  expect((await baton.heads.marketing('POST', `/v1/moves/${moveId}/undo`, {})).status).toBe(202);
  const { undone } = await read(moveId, 'undone');
  expect(undone).toEqual({ leads: open.length, asBefore: open.length, kept: [] });
  expect(seen(await livesAtRest(baton, 300_000))).toEqual(seen(before));
  expect(mailsTwice(baton)).toEqual([]);
  if (count > 100)
    process.stderr.write(`${open.length} open leads: ${JSON.stringify({ preview: preview.changes.length, result, undone })}\n`);
}, 1_200_000);
