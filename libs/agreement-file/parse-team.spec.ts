import { stringify } from 'yaml';
import { teamOf } from '../../test/support/agreement-document.js';
import { parseTeam } from './parse-team.js';

const problemsOf = (text: string) => {
  const checked = parseTeam(text);
  return checked.ok ? [] : checked.problems;
};

describe('a team as text', () => {
  it('is the document it says', () => expect(parseTeam(stringify(teamOf()))).toEqual({ ok: true, value: teamOf() }));

  it.each([
    [
      'hours without quotes that are a time',
      'calendars: { m: { zone: Europe/Madrid, week: { mon: [10:30] } } }',
      'calendars.m.week.mon.0',
      '"10:30"',
    ],
    [
      'a shift that is no list',
      'calendars: { m: { zone: Europe/Madrid, week: { mon: 09:00-17:00 } } }',
      'calendars.m.week.mon',
      '["09:00-17:00"]',
    ],
    [
      'a shift that is none',
      'calendars: { m: { zone: Europe/Madrid, week: { mon: ["9-17"] } } }',
      'calendars.m.week.mon.0',
      '"09:00-17:00"',
    ],
    [
      'a day that is none',
      'calendars: { m: { zone: Europe/Madrid, week: {}, holidays: [Christmas] } }',
      'calendars.m.holidays.0',
      '2026-12-25',
    ],
    [
      'a weekday nobody knows',
      'calendars: { m: { zone: Europe/Madrid, week: { mnn: ["09:00-17:00"] } } }',
      'calendars.m.week.mnn',
      'did you mean `mon`?',
    ],
    [
      'Norwegian without quotes',
      'reps: [{ id: ana, name: Ana, email: ana@example.com, traits: { speaks: [no] } }]',
      'reps.ana.traits.speaks.0',
      '"no"',
    ],
    ['an address that is none', 'reps: [{ id: ana, name: Ana, email: ana }]', 'reps.ana.email', 'ana@example.com'],
    [
      'an e-mail as an id',
      'reps: [{ id: ana@example.com, name: Ana, email: ana@example.com }]',
      'reps.ana@example.com.id',
      'a-z, 0-9 and -',
    ],
    ['a phone that would lose its zeros', 'lists: { phones: [0034600111222] }', 'lists.phones.0', '"0034600111222"'],
    [
      'a daily limit of nothing',
      'reps: [{ id: ana, name: Ana, email: ana@example.com, dailyLimit: 0 }]',
      'reps.ana.dailyLimit',
      'write 1 or more',
    ],
    [
      'an absence without an end',
      'reps: [{ id: ana, name: Ana, email: ana@example.com, absences: [{ from: 2026-12-24 }] }]',
      'reps.ana.absences.0.to',
      '',
    ],
    [
      'an absence on no day',
      'reps: [{ id: ana, name: Ana, email: ana@example.com, absences: [{ from: Christmas, to: 2026-12-26 }] }]',
      'reps.ana.absences.0.from',
      '2026-12-24',
    ],
    [
      'a pace of nothing',
      'pools: { sdr: { reps: [ana], pace: { atMost: 0, per: 10min } } }',
      'pools.sdr.pace.atMost',
      'write 1 or more',
    ],
    ['a pace without a unit', 'pools: { sdr: { reps: [ana], pace: { atMost: 5, per: 10 } } }', 'pools.sdr.pace.per', '30min'],
    [
      'a capacity in words',
      'reps: [{ id: ana, name: Ana, email: ana@example.com, capacity: lots }]',
      'reps.ana.capacity',
      'whole number',
    ],
    [
      'a manager who is neither rep nor address',
      'reps: [{ id: ana, name: Ana, email: ana@example.com, manager: The Boss }]',
      'reps.ana.manager',
      'e-mail address',
    ],
  ])('is refused for %s', (_, line, path, cure) => {
    const { calendars: _calendars, lists: _lists, ...team } = teamOf();
    const rest = Object.entries(team).filter(([key]) => !line.startsWith(`${key}:`));
    const problems = problemsOf(`${stringify(Object.fromEntries(rest))}${line}\n`);
    expect(problems).toMatchObject([{ path, cure: expect.stringContaining(cure), line: expect.any(Number) }]);
  });
});
