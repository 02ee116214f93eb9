import type { Calendar } from '../calendar/calendar.js';

/** The team compiled: who can be handed a lead, when they work, and the lists conditions refer to. Changed any day, logged, never signed. */
export interface Team {
  name: string;
  calendars: Record<string, Calendar>;
  reps: Record<string, Rep>;
  pools: Record<string, Pool>;
  /** Rows keyed by the value they match, lower-cased: `competitors` → { 'acme.example': {} }, `named-accounts` → { 'acme.example': { owner: 'ana' } }. */
  lists: Record<string, Record<string, Record<string, string>>>;
  /** The words of what is sent to leads; `{{name}}` and other profile paths are filled in at release. */
  messages: Record<string, { subject: string; text: string }>;
}

export interface Rep {
  id: string;
  name: string;
  email: string;
  /** Calendar id; null: none. */
  calendar: string | null;
  /** When the rep can be reached: the calendar less the rep's absences; null: always. */
  hours: Calendar | null;
  /** Most leads held at once; null: no limit. */
  capacity: number | null;
  /** Most hand-offs in one local day of the rep; null: no limit. */
  dailyLimit: number | null;
  /** E-mail of whoever is told when a clock of this rep runs out, and may see and command the rep's leads; null: nobody. */
  managerEmail: string | null;
  /** What `match` compares with the profile: { territory: ['ES'], speaks: ['es'] }. */
  traits: Record<string, string[]>;
}

export interface Pool {
  id: string;
  reps: string[];
  /** At most so many hand-offs in any stretch of `perMs`; null: no limit. */
  pace: { atMost: number; perMs: number } | null;
}
