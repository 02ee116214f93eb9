import type { Away, Calendar } from '../calendar/calendar.js';

/** When a rep can be reached: their calendar less their absences. Null: always. */
export function repHours(calendar: Calendar | null, away: Away[]): Calendar | null {
  return away.length === 0 ? calendar : { ...(calendar ?? aroundTheClock), away };
}

const wholeDay = [{ from: 0, to: 1440 }];
const aroundTheClock: Calendar = {
  id: 'always',
  zone: 'UTC',
  week: Array.from({ length: 7 }, () => wholeDay),
  holidays: [],
  offsets: [{ fromAt: 0, offsetMs: 0 }],
};
