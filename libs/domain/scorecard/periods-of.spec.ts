import { zoneOffsets } from '../calendar/zone-offsets.js';
import { periodsOf } from './periods-of.js';

const at = (text: string): number => Date.parse(text);
const zone = (name: string): { offsets: { fromAt: number; offsetMs: number }[] } => ({ offsets: zoneOffsets(name)! });

describe('the periods of a scorecard', () => {
  it('are whole weeks from Monday, by the zone’s own midnight', () => {
    const weeks = periodsOf(at('2026-11-18T12:00:00Z'), at('2026-11-24T00:00:00Z'), 'week', zone('Europe/Madrid'));
    expect(weeks).toEqual([
      { day: '2026-11-16', fromAt: at('2026-11-15T23:00:00Z'), untilAt: at('2026-11-22T23:00:00Z') },
      { day: '2026-11-23', fromAt: at('2026-11-22T23:00:00Z'), untilAt: at('2026-11-29T23:00:00Z') },
    ]);
  });

  it('are not one longer than the time asked: an end is not part of it', () => {
    const [monday, next] = [at('2026-11-16T00:00:00Z'), at('2026-11-23T00:00:00Z')];
    expect(periodsOf(monday, next, 'week', zone('UTC')).map(({ day }) => day)).toEqual(['2026-11-16']);
    expect(periodsOf(monday, next + 1, 'week', zone('UTC')).map(({ day }) => day)).toEqual(['2026-11-16', '2026-11-23']);
  });

  it('are whole months, over the end of a year', () => {
    const months = periodsOf(at('2026-11-30T23:30:00Z'), at('2027-01-10T00:00:00Z'), 'month', zone('Europe/Madrid'));
    expect(months.map(({ day }) => day)).toEqual(['2026-12-01', '2027-01-01']);
    expect(months[0]?.fromAt).toBe(at('2026-11-30T23:00:00Z'));
  });

  it('touch, also where the clocks change: that week is an hour shorter', () => {
    const weeks = periodsOf(at('2026-03-20T00:00:00Z'), at('2026-04-03T00:00:00Z'), 'week', zone('Europe/Madrid'));
    expect(weeks.slice(1).map(({ fromAt }) => fromAt)).toEqual(weeks.slice(0, -1).map(({ untilAt }) => untilAt));
    expect(weeks.map(({ fromAt, untilAt }) => (untilAt - fromAt) / 3_600_000)).toEqual([168, 167, 168]);
  });

  it('before 1970 begin on Monday, too', () => {
    const [week] = periodsOf(at('1969-12-31T00:00:00Z'), at('1969-12-31T01:00:00Z'), 'week', zone('UTC'));
    expect(week?.day).toBe('1969-12-29');
  });
});
