/** A walk along a zone's wall clock in steps of a quarter of an hour, read from Intl alone: brute force that business time is held against. */
export interface Quarter {
  at: number;
  /** The local day on which the shift that runs now began, as days since 1970; null: closed. */
  day: number | null;
  /** Minutes since that day's midnight. */
  minute: number;
}

type Week = Partial<Record<(typeof weekdays)[number], string[]>>;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const quarterMs = 15 * 60_000;
const quartersWalked = 96 * 12;

export function wallClock(zone: string) {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const known = new Map<number, { day: number; minute: number }>();

  function read(at: number): { day: number; minute: number } {
    const seen = known.get(at);
    if (seen) return seen;
    const [month = 0, date = 0, year = 0, hours = 0, minutes = 0] = format.format(at).split(/\D+/).map(Number);
    const reading = { day: Date.UTC(year, month - 1, date) / 86_400_000, minute: hours * 60 + minutes };
    known.set(at, reading);
    return reading;
  }

  return {
    walk(week: Week, holidays: string[], from: number): Quarter[] {
      return Array.from({ length: quartersWalked }, (_, i) => {
        const at = from + i * quarterMs;
        const { day, minute } = read(at);
        if (isIn(week, holidays, day, minute)) return { at, day, minute };
        if (isIn(week, holidays, day - 1, minute + 1440)) return { at, day: day - 1, minute: minute + 1440 };
        return { at, day: null, minute };
      });
    },

    /** The end of N working days from the first open quarter of a walk on; null if the walk is too short to tell. */
    sameTimeLater(walk: Quarter[], workingDays: number): number | null {
      const first = walk.find(({ day }) => day !== null);
      const days = [...new Set(walk.map(({ day }) => day))].filter((day) => day !== null && day > (first?.day ?? Infinity));
      const target = days.sort((one, other) => Number(one) - Number(other))[workingDays - 1];
      if (!first || target === undefined || target === null || days.length < workingDays + 2) return null;
      const quarters = walk.filter(({ day }) => day === target);
      const same = quarters.find(({ minute }) => minute === first.minute);
      const closing = quarters.find(({ minute }) => minute + 15 === first.minute);
      const later = quarters.find(({ minute }) => minute > first.minute);
      const last = quarters.at(-1);
      if (same) return same.at;
      if (closing) return closing.at + quarterMs;
      return later?.at ?? (last ? last.at + quarterMs : null);
    },
  };
}

function isIn(week: Week, holidays: string[], day: number, minute: number): boolean {
  if (holidays.includes(new Date(day * 86_400_000).toISOString().slice(0, 10))) return false;
  const weekday = weekdays[(new Date(day * 86_400_000).getUTCDay() + 6) % 7] ?? 'mon';
  return (week[weekday] ?? []).some((shift) => {
    const [from = 0, to = 0] = shift.split('-').map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
    return from <= minute && minute < (to > from ? to : to + 1440);
  });
}
