import type { Calendar } from '../calendar/calendar.js';

/** The team compiled: who can be handed a lead, when they work, and the lists conditions refer to. Changed any day, logged, never signed. */
export interface Team {
  name: string;
  calendars: Record<string, Calendar>;
  reps: Record<string, Rep>;
  pools: Record<string, { id: string; reps: string[] }>;
  /** Rows keyed by the value they match, lower-cased: `competitors` → { 'acme.example': {} }, `named-accounts` → { 'acme.example': { owner: 'ana' } }. */
  lists: Record<string, Record<string, Record<string, string>>>;
  /** The words of what is sent to leads; `{{name}}` and other profile paths are filled in at release. */
  messages: Record<string, { subject: string; text: string }>;
}

export interface Rep {
  id: string;
  name: string;
  email: string;
  /** Calendar id; null: always reachable. */
  calendar: string | null;
  /** Most leads held at once; null: no limit. */
  capacity: number | null;
  /** E-mail of whoever is told when a clock of this rep runs out; null: nobody. */
  managerEmail: string | null;
  /** What `match` compares with the profile: { territory: ['ES'], speaks: ['es'] }. */
  traits: Record<string, string[]>;
}
