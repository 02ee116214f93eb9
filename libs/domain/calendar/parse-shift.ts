import type { Checked } from '../agreement/checked.js';
import type { Shift } from './calendar.js';

export const minutesOfDay = 1440;

/** A shift as people write it: `09:00-17:00`; `22:00-06:00` crosses midnight; `00:00-24:00` is the whole day. */
export function parseShift(text: string, path: string): Checked<Shift> {
  const [, fromHour, fromMinute, toHour, toMinute] = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text) ?? [];
  const from = minuteOf(fromHour, fromMinute);
  const to = minuteOf(toHour, toMinute);
  if (from === null || to === null || from === minutesOfDay)
    return refuse(path, `\`${text}\` is no shift`, 'write two local times, such as `09:00-17:00` or `22:00-06:00`');
  if (from === to) return refuse(path, `\`${text}\` begins and ends at once`, 'write `00:00-24:00` for the whole day');
  return { ok: true, value: { from, to: to > from ? to : to + minutesOfDay } };
}

function minuteOf(hours: string | undefined, minutes: string | undefined): number | null {
  const minute = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && minute <= minutesOfDay ? minute : null;
}

const refuse = (path: string, message: string, cure: string): Checked<Shift> => ({
  ok: false,
  problems: [{ path, message, cure }],
});
