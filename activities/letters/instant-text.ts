/** An instant as its reader tells the time, and in UTC: `Mon 23 Nov 2026, 10:30 Europe/Madrid (09:30 UTC)`. `zone` null: UTC alone. */
export function instantText(at: number, zone: string | null): string {
  const day = formatIn(zone ?? 'UTC').day.format(at);
  return zone === null ? `${day} UTC` : `${day} ${zone} (${formatIn('UTC').time.format(at)} UTC)`;
}

interface Formats {
  day: Intl.DateTimeFormat;
  time: Intl.DateTimeFormat;
}

/** Making one takes longer than all the rest of a letter. There are no more than there are zones. */
const formats = new Map<string, Formats>();

function formatIn(timeZone: string): Formats {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const time = { hour: '2-digit', minute: '2-digit', timeZone, hourCycle: 'h23' } as const;
  const day = { ...time, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const made = { day: new Intl.DateTimeFormat('en-GB', day), time: new Intl.DateTimeFormat('en-GB', time) };
  formats.set(timeZone, made);
  return made;
}
