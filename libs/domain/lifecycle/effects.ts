import type { Instant } from '../calendar/instant.js';

/** An outward act, done once. `key` names its purpose (`handOff:1/notice#1`), so a replayed branch never does it twice. Ids only. */
export type Effect = TellRep | TellManager | SendMessage;

/** The rep who holds the lead, or to whom it is offered, is told: of the hand-off, of a clock running out, of the next planned touch, of a gap. */
export interface TellRep {
  kind: 'tellRep';
  key: string;
  repId: string;
  handOff: number;
  about: 'handOff' | 'offer' | 'reminder' | 'nextTouch' | 'gap';
  clause: string;
}

/** Keys name the purpose: of advice, the gap. Null: the rep is told of something else. */
export const gapKey = (handOff: number, gap: string): string => `handOff:${handOff}/gap:${gap}`;
export const gapOf = ({ about, key }: TellRep): string | null => (about === 'gap' ? (key.split('/gap:')[1] ?? null) : null);

/** The rep's manager is told that a clock ran out. */
export interface TellManager {
  kind: 'tellManager';
  key: string;
  repId: string;
  handOff: number;
  clause: string;
}

/** The promise that the manager is told of: what the ids of its clocks begin with (`handOff:2/accept`). Keys name it, and then the step. */
export const promiseOf = ({ key }: TellManager): string => key.slice(0, key.lastIndexOf('/'));

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

/** The ways out. */
export type Channel = 'mail';
const channels: Record<Effect['kind'], Channel> = { tellRep: 'mail', tellManager: 'mail', sendMessage: 'mail' };
export const channelOf = ({ kind }: Pick<Effect, 'kind'>): Channel => channels[kind];

/** In which order what an incident has held goes out: hand-off notices, then what else sales is told or a lead has asked for, then marketing. */
export const urgencies = ['notice', 'reminder', 'nurture'] as const;
export type Urgency = (typeof urgencies)[number];

export function urgencyOf(effect: Effect): Urgency {
  if (isNotice(effect)) return 'notice';
  return isNurtureMail(effect) ? 'nurture' : 'reminder';
}

/** What an effect is a step of: of one track, of the notices or the reminders to one rep of one hand-off, only the latest is worth being held. Null: it stands for itself. */
export function planOf(effect: Effect): string | null {
  if (effect.kind === 'tellRep') return `handOff:${effect.handOff}/${effect.about}:${effect.repId}`;
  return isNurtureMail(effect) ? (effect.key.split('/step:')[0] ?? null) : null;
}

/** With it the rep knows of the lead. */
export const isNotice = (effect: Effect): effect is TellRep =>
  effect.kind === 'tellRep' && (effect.about === 'handOff' || effect.about === 'offer');

export const isNurtureMail = (effect: Effect): effect is SendMessage => effect.kind === 'sendMessage' && effect.as !== 'answer';
