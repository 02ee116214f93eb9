import type { Instant, Millis } from './time.js';

/** What chance, people and trouble do to a house of leads, at an instant. Plain data, so that a life can be told, and made shorter. */
export type Step = { at: Instant; lead: number } & Act;

export type Act =
  /** A fact comes in, `ago` after it occurred. */
  | { do: 'fact'; kind: string; data: Record<string, unknown>; ago: Millis }
  | { do: 'profile'; field: string; value: string | number | null }
  | { do: 'consent'; given: boolean }
  /** Sales does what comes next for a lead where it stands; `roll` (0 to 99) says which of it, `result` what a touch comes to. */
  | { do: 'work'; roll: number; result?: string }
  /** Any command, right or wrong; `by` a rep, or null: whoever holds the lead. */
  | { do: 'command'; kind: string; by: string | null; word: string }
  /** The identity rule joins the lead to another. */
  | { do: 'merge' }
  /** Somebody cancels the workflow; a batch frees it. */
  | { do: 'cancel' | 'free' }
  /** For so long mails wait for weather, are refused, leave no receipt, find no mailbox, or are held by an incident. */
  | { do: 'mail'; is: Mail; ms: Millis }
  /** Nobody takes turns or scores for so long. */
  | { do: 'outage'; ms: Millis }
  /** Ops reset the workflow so many turns back. */
  | { do: 'reset'; back: number }
  /** The last turn is asked for again, with its number. */
  | { do: 'twice' }
  /** Temporal has lost the lead: it opens from its row. */
  | { do: 'lost' }
  | { do: 'ring' }
  /** Another of the house's teams comes into force. */
  | { do: 'team'; which: number };

export type Mail = 'away' | 'refused' | 'crashes' | 'bounces' | 'held';
