import { compileCalendar, type CalendarSource } from './compile-calendar.js';

const source = (given: Partial<CalendarSource>): CalendarSource => ({
  zone: 'Europe/Madrid',
  week: { mon: ['09:00-17:00'] },
  holidays: [],
  ...given,
});
const problemsOf = (given: Partial<CalendarSource>) => {
  const checked = compileCalendar('office', source(given));
  return checked.ok ? [] : checked.problems.map(({ path, cure }) => `${path}: ${cure}`);
};

describe('a calendar compiled', () => {
  it('is plain data: shifts in minutes from Monday on, holidays as days, and the changes of the clocks', () => {
    const week = { mon: ['14:00-18:00', '09:00-13:30'], sun: ['22:00-06:00'] };
    const checked = compileCalendar('office', source({ week, holidays: ['1970-01-03', '1970-01-02', '1970-01-03'] }));
    expect(checked).toMatchObject({ ok: true, value: { id: 'office', zone: 'Europe/Madrid', holidays: [1, 2] } });
    if (!checked.ok) return;
    expect(checked.value.week[0]).toEqual([
      { from: 540, to: 810 },
      { from: 840, to: 1080 },
    ]);
    expect(checked.value.week[6]).toEqual([{ from: 1320, to: 1800 }]);
    expect(checked.value.offsets).toContainEqual({ fromAt: Date.parse('2026-03-29T01:00Z'), offsetMs: 7_200_000 });
    expect(checked.value.offsets).toContainEqual({ fromAt: Date.parse('2026-10-25T01:00Z'), offsetMs: 3_600_000 });
    expect(JSON.parse(JSON.stringify(checked.value))).toEqual(checked.value);
  });

  it('knows zones without changes, with half hours, and one that skipped a day', () => {
    const offsetsOf = (zone: string) => {
      const checked = compileCalendar('office', source({ zone }));
      return checked.ok ? checked.value.offsets : [];
    };
    expect(offsetsOf('UTC')).toHaveLength(1);
    expect(offsetsOf('Asia/Kolkata').map(({ offsetMs }) => offsetMs / 60_000)).toEqual([330]);
    expect(offsetsOf('Pacific/Apia')).toContainEqual({ fromAt: Date.parse('2011-12-30T10:00Z'), offsetMs: 14 * 3_600_000 });
  });

  it('refuses a zone nobody knows, and guesses what was meant', () => {
    expect(problemsOf({ zone: 'Europe/Madird' })).toEqual(['calendars.office.zone: did you mean `Europe/Madrid`?']);
    expect(problemsOf({ zone: 'Mars' })).toEqual([
      'calendars.office.zone: write a zone of the IANA database, such as `Europe/Madrid`',
    ]);
  });

  it('names every shift and holiday that is none', () => {
    const week = { mon: ['9-5'], tue: ['09:00-25:00'], wed: ['09:60-10:00'], thu: ['24:00-06:00'], fri: ['09:00-09:00'] };
    expect(problemsOf({ week, holidays: ['2026-02-30', '25.12.2026'] }).map((problem) => problem.split(': ')[0])).toEqual([
      'calendars.office.week.mon.0',
      'calendars.office.week.tue.0',
      'calendars.office.week.wed.0',
      'calendars.office.week.thu.0',
      'calendars.office.week.fri.0',
      'calendars.office.holidays.0',
      'calendars.office.holidays.1',
    ]);
  });

  it('refuses shifts that overlap, also past midnight and past Sunday', () => {
    const cure = 'let shifts end before the next begins, also past midnight';
    expect(problemsOf({ week: { mon: ['09:00-13:00', '12:00-17:00'] } })).toEqual([`calendars.office.week.mon: ${cure}`]);
    expect(problemsOf({ week: { sun: ['22:00-06:00'], mon: ['05:00-09:00'] } })).toEqual([`calendars.office.week.sun: ${cure}`]);
    expect(problemsOf({ week: { mon: ['09:00-13:00', '13:00-17:00'], tue: ['00:00-24:00'], wed: ['00:00-24:00'] } })).toEqual([]);
  });

  it('refuses a week without a shift, since its clocks would never run out', () => {
    expect(problemsOf({ week: { mon: [] } })).toEqual([
      'calendars.office.week: give at least one day a shift, such as `mon: ["09:00-17:00"]`',
    ]);
  });
});
