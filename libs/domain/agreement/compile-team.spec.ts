import { teamOf } from '../../../test/support/agreement-document.js';
import { isOpen } from '../calendar/opening.js';
import { compileTeam } from './compile-team.js';
import type { Team } from './team.js';
import type { RepDocument, TeamDocument } from './team-document.js';

const compiled = (changes: Partial<TeamDocument>): Team => {
  const checked = compileTeam(teamOf(changes));
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
};
const rep = (id: string, changes: Partial<RepDocument> = {}): RepDocument => ({
  id,
  name: id,
  email: `${id}@example.com`,
  ...changes,
});

describe('a team compiled', () => {
  it('knows its reps, who manages them and what they can take', () => {
    const { reps } = compiled({
      reps: [
        rep('ana', { calendar: 'madrid', capacity: 5, manager: 'ben', traits: { territory: ['ES'] } }),
        rep('ben', { manager: 'dana@example.com' }),
        rep('cleo'),
      ],
    });
    expect(reps['ana']).toMatchObject({
      calendar: 'madrid',
      capacity: 5,
      managerEmail: 'ben@example.com',
      traits: { territory: ['ES'] },
    });
    expect(reps['ben']?.managerEmail).toBe('dana@example.com');
    expect(reps['cleo']).toMatchObject({ calendar: null, capacity: null, managerEmail: null, traits: {} });
  });

  it('takes a pool’s manager for those of its reps who name none, and for nobody else', () => {
    const { reps } = compiled({
      reps: [rep('ana'), rep('ben', { manager: 'dana@example.com' }), rep('cleo'), rep('dora')],
      pools: { sdr: { reps: ['ana', 'ben', 'cleo'], manager: 'cleo' }, late: { reps: ['ana'], manager: 'eva@example.com' } },
    });
    expect(Object.values(reps).map(({ managerEmail }) => managerEmail)).toEqual([
      'cleo@example.com',
      'dana@example.com',
      null,
      null,
    ]);
  });

  it('keeps lists by the value they match, without regard to case, with or without columns', () => {
    const { lists } = compiled({
      lists: {
        competitors: ['Rival.example', 42],
        'named-accounts': { key: 'domain', rows: [{ domain: 'ACME.example', owner: 'ana', tier: 1 }] },
      },
    });
    expect({ ...lists['competitors'] }).toEqual({ 'rival.example': {}, '42': {} });
    expect({ ...lists['named-accounts'] }).toEqual({ 'acme.example': { owner: 'ana', tier: '1' } });
  });

  it('finds nothing in a list that is not there, whatever the value is called', () => {
    expect(compiled({}).lists['competitors']?.['constructor']).toBeUndefined();
  });

  it('takes a day of absence whole, in the rep’s zone, and cuts it out of their hours', () => {
    const absences = [
      { from: '2026-12-26T12:00:00Z', to: '2026-12-27' },
      { from: '2026-12-24', to: '2026-12-26' },
    ];
    const { reps } = compiled({ reps: [rep('ana', { calendar: 'madrid', absences }), rep('ben', { absences })] });
    const awayOf = (id: string) =>
      reps[id]?.hours?.away?.map(({ fromAt, untilAt }) => [new Date(fromAt).toISOString(), new Date(untilAt).toISOString()]);
    expect(awayOf('ana')).toEqual([['2026-12-23T23:00:00.000Z', '2026-12-27T23:00:00.000Z']]);
    expect(awayOf('ben')).toEqual([['2026-12-24T00:00:00.000Z', '2026-12-28T00:00:00.000Z']]);
    expect(isOpen(reps['ben']?.hours ?? null, Date.parse('2026-12-25T03:00Z'))).toBe(false);
    expect(isOpen(reps['ben']?.hours ?? null, Date.parse('2026-12-28T03:00Z'))).toBe(true);
  });

  it('knows limits of reps and the pace of pools', () => {
    const team = compiled({
      reps: [rep('ana', { dailyLimit: 10 })],
      pools: { sdr: { reps: ['ana'], pace: { atMost: 5, per: '10min' } } },
    });
    expect(team.reps['ana']).toMatchObject({ dailyLimit: 10, hours: null });
    expect(team.pools['sdr']?.pace).toEqual({ atMost: 5, perMs: 600_000 });
    expect(compiled({}).pools['sdr']?.pace).toBeNull();
  });

  it('has calendars, pools and messages', () => {
    expect(compiled({})).toMatchObject({
      name: 'inbound-team',
      calendars: { madrid: { id: 'madrid', zone: 'Europe/Madrid' } },
      pools: { sdr: { id: 'sdr', reps: ['ana'] } },
      messages: { 'welcome-1': { text: 'Good to meet you.' } },
    });
  });
});

describe('a team is refused, with place and cure, for', () => {
  const week = { mon: ['09:00-17:00'] };
  const message = (text: string): Partial<TeamDocument> => ({ messages: { hello: { subject: 'Hello', text } } });
  const away = (from: string, to: string): Partial<TeamDocument> => ({ reps: [rep('ana', { absences: [{ from, to }] })] });
  it.each<[string, Partial<TeamDocument>, string, string]>([
    [
      'an unknown zone',
      { calendars: { madrid: { zone: 'Europe/Madird', week } } },
      'calendars.madrid.zone',
      'did you mean `Europe/Madrid`?',
    ],
    [
      'a time where hours are wanted',
      { calendars: { madrid: { zone: 'Europe/Madrid', week: { mon: ['10:30'] } } } },
      'calendars.madrid.week.mon.0',
      '09:00-17:00',
    ],
    [
      'a holiday that is none',
      { calendars: { madrid: { zone: 'Europe/Madrid', week, holidays: ['2026-02-30'] } } },
      'calendars.madrid.holidays.0',
      '2026-12-25',
    ],
    [
      'a calendar that is never open',
      { calendars: { madrid: { zone: 'Europe/Madrid', week: {} } } },
      'calendars.madrid.week',
      'shift',
    ],
    [
      'a calendar called as hours are',
      { calendars: { always: { zone: 'Europe/Madrid', week } } },
      'calendars.always',
      'another name',
    ],
    ['two reps of one id', { reps: [rep('ana'), rep('ana')] }, 'reps.ana', 'more than once'],
    ['a rep called last', { reps: [rep('ana'), rep('last')] }, 'reps.last', 'another id'],
    [
      'a rep in a calendar that is not there',
      { reps: [rep('ana', { calendar: 'madird' })] },
      'reps.ana.calendar',
      'did you mean `madrid`?',
    ],
    ['an absence on no day', away('2026-02-30', '2026-03-01'), 'reps.ana.absences.0.from', '2026-12-24'],
    [
      'an absence that ends at no hour',
      away('2026-02-01', '2026-02-02T25:00:00Z'),
      'reps.ana.absences.0.to',
      '2026-12-24T12:00:00Z',
    ],
    ['an absence that ends before it begins', away('2026-12-26', '2026-12-24'), 'reps.ana.absences.0.to', 'before it begins'],
    ['an absence of half a life', away('2026-12-24', '2062-12-26'), 'reps.ana.absences.0.to', 'mend the year'],
    [
      'a pace of no time',
      { pools: { sdr: { reps: ['ana'], pace: { atMost: 5, per: '0min' } } } },
      'pools.sdr.pace.per',
      'above zero',
    ],
    [
      'a pace in working days',
      { pools: { sdr: { reps: ['ana'], pace: { atMost: 5, per: '1wd' } } } },
      'pools.sdr.pace.per',
      'no calendar',
    ],
    ['a manager who is not there', { reps: [rep('ana', { manager: 'dana' })] }, 'reps.ana.manager', 'did you mean `ana`?'],
    [
      'a pool’s manager who is not there, told once',
      { reps: [rep('ana'), rep('ben')], pools: { sdr: { reps: ['ana', 'ben'], manager: 'anna' } } },
      'pools.sdr.manager',
      'did you mean `ana`?',
    ],
    ['a rep who manages themself', { reps: [rep('ana', { manager: 'ana' })] }, 'reps.ana.manager', 'somebody else'],
    ['a stranger in a pool', { pools: { sdr: { reps: ['ana', 'zoe'] } } }, 'pools.sdr.reps', 'no rep `zoe`'],
    ['a rep twice in a pool', { pools: { sdr: { reps: ['ana', 'ana'] } } }, 'pools.sdr.reps.ana', 'once'],
    ['a value twice in a list', { lists: { c: ['a.example', 'A.example'] } }, 'lists.c.1', 'keep one'],
    ['a row without its key', { lists: { c: { key: 'domain', rows: [{ owner: 'ana' }] } } }, 'lists.c.rows.0', 'fill it in'],
    ['a placeholder that is no path', message('Hello {{first name}}'), 'messages.hello.text', '{{firstName}}'],
    ['a placeholder that is not closed', message('Hello {{firstName}'), 'messages.hello.text', 'not closed'],
  ])('%s', (_, changes, path, says) => {
    const checked = compileTeam(teamOf(changes));
    const problems = checked.ok ? [] : checked.problems;
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(`${problems[0]?.message} ${problems[0]?.cure}`).toContain(says);
  });
});
