interface Fates {
  held: number;
  sent: number;
  unknown: number;
  skipped: number;
  failed: number;
  underWay: number;
}

type Urgency = 'notice' | 'reminder' | 'nurture';

/** What GET /v1/incidents answers, as far as it is told here. */
export interface Incident {
  channel: string;
  status: 'away' | 'returning' | 'over';
  code: string;
  since: string;
  until: string | null;
  hours: number;
  sends: Record<Urgency, Fates>;
  onReturn: {
    perSecond: number;
    seconds: number;
    sends: Record<Urgency, { send: number; move: number; skip: number }>;
  } | null;
}

const names: [Urgency, string][] = [
  ['notice', 'hand-off notices'],
  ['reminder', 'reminders'],
  ['nurture', 'nurture mails'],
];

/** Incidents for people, the newest first. */
export function incidentLines(incidents: Incident[]): string[] {
  return incidents.length === 0 ? ['No channel was ever away.'] : incidents.flatMap(linesOf);
}

function linesOf(incident: Incident): string[] {
  const { channel, status, code, since, until, hours } = incident;
  const span = `since ${since}${until === null ? '' : ` until ${until}`}: ${hours} h lost to the provider (${code})`;
  const said = { away: 'is AWAY', returning: 'is back, and what was held goes out,', over: 'was away' }[status];
  return [
    `${channel} ${said} ${span}`,
    ...names.map(([urgency, name]) => fateLine(name, incident.sends[urgency])),
    ...returnLines(incident),
  ];
}

function fateLine(name: string, { held, sent, unknown, skipped, failed, underWay }: Fates): string {
  const fates = { held, sent, unknown, skipped, failed, 'under way': underWay };
  const told = Object.entries(fates).flatMap(([fate, count]) => (count === 0 ? [] : [`${count.toLocaleString('en')} ${fate}`]));
  return `  ${name}: ${told.length === 0 ? 'none' : told.join(', ')}`;
}

function returnLines({ onReturn }: Incident): string[] {
  if (onReturn === null) return [];
  const { perSecond, seconds, sends } = onReturn;
  const foreseen = names.map(([urgency, name]) => {
    const { send, move, skip } = sends[urgency];
    return `    ${name}: ${send} go, ${move} are put off, ${skip} are skipped`;
  });
  return [`  On its return, at ${perSecond} a second for ${seconds} s:`, ...foreseen];
}
