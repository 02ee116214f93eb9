import type { Instant } from '../calendar/instant.js';

/** An outward act, done once. `key` names its purpose (`handOff:1/notice#1`), so a replayed branch never does it twice. Ids only. */
export type Effect = TellRep | TellManager | SendMessage;

/** The rep who holds the lead is told: of the hand-off, of a clock running out, or of the next planned touch. */
export interface TellRep {
  kind: 'tellRep';
  key: string;
  repId: string;
  handOff: number;
  about: 'handOff' | 'reminder' | 'nextTouch';
  clause: string;
}

/** The rep's manager is told that a clock ran out. */
export interface TellManager {
  kind: 'tellManager';
  key: string;
  repId: string;
  handOff: number;
  clause: string;
}

/** A message of the team goes to the lead, if consent allows it at that moment. */
export interface SendMessage {
  kind: 'sendMessage';
  key: string;
  message: string;
  clause: string;
  /**
   * `answer`: the lead asked for something and hears that we are on it. Caps, hours and lateness are for `nurture` alone. Absent in effects
   * older than it: nurture.
   */
  as?: 'nurture' | 'answer';
  /** The instant it is meant for; lateness counts from here. Absent in effects older than it: never late. */
  dueAt?: Instant;
}

export const isNurtureMail = (effect: Effect): effect is SendMessage => effect.kind === 'sendMessage' && effect.as !== 'answer';
