import type { DataSource } from 'typeorm';
import type { LeadAudit } from '../../domain/audit/audit-lead.js';
import { Months } from '../../../test/support/months.js';
import { seeded } from '../../../test/support/seeded.js';
import { storeAgreement } from '../../../test/support/store-agreement.js';
import { testDatabase } from '../../../test/support/stack.js';
import { tradeAgreement, tradeTeam } from '../../../test/support/trade.js';
import { storeTeam } from '../agreements/store-team.js';
import { createDataSource } from '../data-source.js';
import { auditLives, nextLives } from './audit-lives.js';
import { parity } from './parity.js';

// More by hand: `LIVES=1000 npx jest --selectProjects int -- audit-lives`.
const lives = Number(process.env['LIVES'] ?? 36);
const start = Date.now();
const months = 120 * 24 * 3_600_000;

let source: DataSource;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('audit')).url).initialize();
  const reps = tradeTeam.reps.map((rep) => ({ ...rep, capacity: Math.ceil(lives / 2), dailyLimit: lives }));
  await storeTeam(source, { ...tradeTeam, reps });
  await storeAgreement(source, {
    ...tradeAgreement,
    contact: { email: { atMost: 1, per: '14d' } },
  });
  const all = Array.from({ length: lives }, (_, n) => new Months(source, seeded(n + 1), start + (n * months) / (2 * lives)));
  await liveOn(all.slice(lives / 2), start + months / 2);
  // From here on there is another team, and another version that says otherwise who is hot.
  await storeTeam(source, { ...tradeTeam, reps: reps.slice(0, 2), pools: { sdr: { reps: ['ana', 'ben'] } } });
  const bands = [{ band: 'hot', fit: { gte: 20 }, engagement: { gte: 55 } }, { band: 'cold' }];
  await storeAgreement(source, { ...tradeAgreement, scoring: { ...tradeAgreement.scoring, bands } });
  await liveOn(all, start + months);
}, 3_600_000);
afterAll(() => source.destroy());

async function liveOn(all: Months[], until: number): Promise<void> {
  const queue = [...all];
  const lane = async (): Promise<void> => {
    for (let one = queue.pop(); one !== undefined; one = queue.pop()) await one.live(until);
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
}

const mustHappen = [
  'LeadAssigned',
  'LeadQueued',
  'TrackStepStarted',
  'MessagePostponed',
  'ClockBreached',
  'Escalated',
  'LeadRecycled',
  'LeadReopened',
  'LeadMerged',
  'VersionTaken',
];

const auditAll = async (): Promise<LeadAudit[]> => {
  const ids = await nextLives(source, null, lives * 2);
  return auditLives(source, ids);
};
const explained = (audits: LeadAudit[]): string[] =>
  audits.flatMap(({ differences }) => differences.map(({ sentence }) => sentence));

describe('an audit of months that Baton made itself', () => {
  it('decides every turn again as it was decided', async () => {
    const rows = await source.query<{ kind: string }[]>('select distinct kind from event where abandoned_by is null');
    const kinds = new Set(rows.map(({ kind }) => kind));
    expect(mustHappen.filter((kind) => !kinds.has(kind))).toEqual([]);
    const audits = await auditAll();
    expect(explained(audits)).toEqual([]);
    expect(audits.flatMap(({ turns }) => turns).filter(({ verdict }) => verdict !== 'reproduced')).toEqual([]);
    const [{ abandoned }] = await source.query<[{ abandoned: number }]>(
      'select count(*)::integer as abandoned from turn where abandoned_by is not null',
    );
    expect(abandoned).toBeGreaterThan(0);
  }, 600_000);

  it('is a parity of 100 %', async () => {
    for (const version of [1, 2])
      expect(await parity(source, version, start, start + 2 * months)).toMatchObject({ share: 1, untold: 0, differences: [] });
    expect((await parity(source, 3, start, start + months)).share).toBeNull();
  }, 600_000);
});

/** Which row of a kind is altered: of a life that was not touched yet. */
const one = (table: string, key: string, where: string): string =>
  `(${key}) = (select ${key} from ${table} where ${where} and lead_id <> all($1::uuid[]) and lead_id in (select lead_id from life) limit 1) returning lead_id`;
const event = (where: string): string => one('event', 'lead_id, turn, n', `${where} and abandoned_by is null`);
const turn = (where: string): string => one('turn', 'lead_id, turn', `${where} and abandoned_by is null`);
const decided = (kind: string): string =>
  `exists (select from event where event.lead_id = turn.lead_id and event.turn = turn.turn and kind = '${kind}')`;

// The facts of a lead that was joined to another tell of both.
const alone = 'not exists (select from lead where merged_into = fact.lead_id)';

const alterations: [what: string, kind: string, sql: string][] = [
  [
    'an event says another rep',
    'event',
    `update event set body = jsonb_set(body, '{repId}', '"nobody"') where ${event(`kind = 'LeadAssigned'`)}`,
  ],
  ['an event is gone', 'event', `delete from event where ${event(`kind = 'ClockStarted'`)}`],
  ['an event has another instant', 'event', `update event set at = at + interval '1 s' where ${event(`kind = 'LeadRecycled'`)}`],
  [
    'a turn wakes at another time',
    'turn',
    `update turn set result = jsonb_set(result, '{wakeAt}', '1') where ${turn(decided('TrackStarted'))}`,
  ],
  ['a turn had other inputs', 'turn', `update turn set inputs = '[]' where ${turn(decided('LeadAccepted'))}`],
  [
    'a turn saw other loads',
    'facts',
    `update turn set seen = jsonb_set(seen, '{loads}', '{}') where ${turn(`seen ? 'loads' and ${decided('LeadAssigned')}`)}`,
  ],
  [
    'a fact tells of something else',
    'facts',
    `update fact set data = '{"form": "other"}' where ${one('fact', 'id', `${alone} and kind = 'form_submitted'`)}`,
  ],
  [
    'a fact says who the lead is',
    'facts',
    `update fact set data = '{"country": "FR"}' where ${one('fact', 'id', `${alone} and kind = 'profile_updated'`)}`,
  ],
  ['a fact is gone', 'facts', `delete from fact where ${one('fact', 'id', `${alone} and kind = 'file_downloaded' and seq > 1`)}`],
  [
    'a clock is due later',
    'clock',
    `update clock set due_at = due_at + interval '1 hour' where ${one('clock', 'lead_id, clock_id', 'breached_at is not null')}`,
  ],
  [
    'a breach is hidden',
    'clock',
    `update clock set breached_at = null where ${one('clock', 'lead_id, clock_id', 'breached_at is not null')}`,
  ],
  [
    'a clock is another version’s',
    'clock',
    `update clock set agreement_version = 7 where ${one('clock', 'lead_id, clock_id', 'abandoned_by is null')}`,
  ],
  [
    'a clock runs until something else',
    'clock',
    `update clock set until = '"never"' where ${one('clock', 'lead_id, clock_id', 'abandoned_by is null')}`,
  ],
  [
    'a turn’s events can’t be followed',
    'turn',
    `update turn set result = jsonb_set(result, '{events}', '5') where ${turn(decided('LeadOpened'))}`,
  ],
  [
    'a dossier is of a hand-off that no turn opened',
    'dossier',
    `update dossier set hand_off = 99 where ${one('dossier', 'lead_id, hand_off', 'abandoned_by is null')}`,
  ],
  [
    'another rep held the seat',
    'seat',
    `update seat set rep_id = 'nobody' where ${one('seat', 'lead_id, turn', 'abandoned_by is null')}`,
  ],
  [
    'another mail was planned',
    'effect',
    `update effect set body = jsonb_set(body, '{message}', '"other"') where ${one('effect', 'lead_id, key', `kind = 'sendMessage' and abandoned_by is null`)}`,
  ],
  [
    'a dossier tells another score',
    'dossier',
    `update dossier set body = jsonb_set(body, '{score,fit}', '99') where ${one('dossier', 'lead_id, hand_off', 'abandoned_by is null')}`,
  ],
  [
    'a command had another answer',
    'command',
    `update command set answer = jsonb_set(answer, '{why}', '"other"') where ${one('command', 'id', 'answer is not null')}`,
  ],
  [
    'a life stands elsewhere',
    'life',
    `update life set stage = 'customer' where ${one('life', 'lead_id', `stage <> 'customer'`)}`,
  ],
  [
    'an abandoned branch is not whole',
    'event',
    `delete from event where ${one('event', 'lead_id, turn, n', 'abandoned_by is not null')}`,
  ],
];

describe('a history that was altered', () => {
  it('was not, where rows are older than a column', async () => {
    await source.query('update clock set until = null, agreement_version = null where ctid in (select ctid from clock limit 20)');
    expect(explained(await auditAll())).toEqual([]);
  }, 600_000);

  const touched: string[] = [];

  it.each(alterations)('shows as one difference when %s', async (_what, kind, sql) => {
    const altered = await source.query<[{ lead_id: string }[], number]>(sql, [touched]);
    const leadId = altered[0][0]?.lead_id;
    if (leadId === undefined) throw new Error('No life has what is to be altered: let more lives be lived');
    touched.push(leadId);
    const [audit] = await auditLives(source, [leadId]);
    expect(audit?.differences.map((difference) => [difference.kind, difference.sentence])).toEqual([[kind, expect.any(String)]]);
  });

  it('is no parity: of a life that can’t be followed, no turn comes out as stored', async () => {
    const both = [await parity(source, 1, start, start + 2 * months), await parity(source, 2, start, start + 2 * months)];
    const why = both.flatMap(({ differences }) => differences.map(({ sentence }) => sentence));
    expect(why).toContain(`This life can't be audited: TypeError.`);
  }, 600_000);

  it('shows nowhere else', async () => {
    const odd = (await auditAll()).flatMap(({ leadId, differences }) => (differences.length > 0 ? [leadId] : []));
    expect(odd.sort()).toEqual([...touched].sort());
  });
});
