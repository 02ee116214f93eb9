/** The team as people write it (YAML or JSON), after the schema has passed it. Changed any day, logged, never signed. */
export interface TeamDocument {
  team: string;
  calendars?: Record<string, CalendarDocument>;
  reps: RepDocument[];
  pools?: Record<string, PoolDocument>;
  lists?: Record<string, ListDocument>;
  messages?: Record<string, { subject: string; text: string }>;
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** `zone` is an IANA name, shifts are local times such as `09:00-17:00`, holidays local days such as `2026-12-25`. */
export interface CalendarDocument {
  zone: string;
  week: Partial<Record<Weekday, string[]>>;
  holidays?: string[];
}

export interface RepDocument {
  id: string;
  name: string;
  email: string;
  /** A calendar; without one the rep can be reached always. */
  calendar?: string;
  /** Most leads held at once; without one there is no limit. */
  capacity?: number;
  /** Most hand-offs in one local day of the rep (their calendar's; without one, of UTC); without it there is no limit. */
  dailyLimit?: number;
  /** Days, the last one included, such as `2026-12-24`, or instants, such as `2026-12-24T12:00:00Z`. */
  absences?: { from: string; to: string }[];
  /** Another rep's id or an e-mail address: told of breaches, and a member with that address sees the rep's leads. Goes before the pool's. */
  manager?: string;
  traits?: Record<string, string[]>;
}

/** `pace` is for a burst: the pool takes at most so many leads in any stretch of that length; without it as many as its reps can. */
export interface PoolDocument {
  reps: string[];
  /** Of its reps who name none themselves: a rep's id or an e-mail address. */
  manager?: string;
  pace?: { atMost: number; per: string };
}

/** Plain values, or rows of which the column `key` holds the value that is looked up. */
export type ListDocument = (string | number)[] | { key: string; rows: Record<string, string | number>[] };
