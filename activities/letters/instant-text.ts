/** An instant as its reader tells the time, and in UTC: `Mon 23 Nov 2026, 10:30 Europe/Madrid (09:30 UTC)`. `zone` null: UTC alone. */
export function instantText(at: number, zone: string | null): string {
  const utc = format(at, 'UTC', { hour: '2-digit', minute: '2-digit' });
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  return zone === null ? `${format(at, 'UTC', day)} UTC` : `${format(at, zone, day)} ${zone} (${utc} UTC)`;
}

const format = (at: number, timeZone: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone, hourCycle: 'h23' }).format(at);
