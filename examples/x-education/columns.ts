/** One row of the data set, by the names of its columns. */
export type Row = Record<string, string>;

/** Which column is which field of the agreement. `Tags` and `Lead Quality` are left out: sales wrote them afterwards. */
const fields: Record<string, string> = {
  origin: 'Lead Origin',
  channel: 'Lead Source',
  occupation: 'What is your current occupation',
  specialization: 'Specialization',
  city: 'City',
  country: 'Country',
  heardFrom: 'How did you hear about X Education',
};
const numbers: Record<string, string> = {
  visits: 'TotalVisits',
  secondsOnSite: 'Total Time Spent on Website',
  pagesPerVisit: 'Page Views Per Visit',
};

export const externalIdOf = (row: Row): string => `x-education:${row['Prospect ID'] ?? ''}`;

/** The row as a body of POST /v1/leads. */
export function captureOf(row: Row): Record<string, unknown> {
  const told = Object.entries(fields).map(([field, column]) => [field, row[column] ?? '']);
  const counted = Object.entries(numbers).flatMap(([field, column]) => (row[column] ? [[field, Number(row[column])]] : []));
  return {
    id: externalIdOf(row),
    externalId: externalIdOf(row),
    profile: Object.fromEntries([...told, ...counted]) as Record<string, unknown>,
    consent: { email: row['Do Not Email'] !== 'Yes', phone: row['Do Not Call'] !== 'Yes' },
    source: 'x-education.csv',
  };
}

/** What the lead did last, as a fact, or null if the row does not say. The data bears no dates: it is told as of today. */
export function lastActivityOf(row: Row, today: string): Record<string, unknown> | null {
  const activity = row['Last Activity'];
  if (activity === undefined || activity === '') return null;
  return {
    id: `${externalIdOf(row)}:last-activity:${today}`,
    kind: 'last_activity',
    occurredAt: `${today}T00:00:00.000Z`,
    lead: { externalId: externalIdOf(row) },
    data: { activity },
  };
}
