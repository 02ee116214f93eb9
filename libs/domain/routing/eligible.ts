import type { Rep } from '../agreement/team.js';
import type { Rung } from '../agreement/terms.js';
import { textOf } from '../agreement/value-test.js';
import type { Instant } from '../calendar/instant.js';
import { isOpen } from '../calendar/opening.js';
import type { ChooseRequest } from './choose-request.js';

/**
 * Why a rep was passed over. `busier` and `not-next` lost to another rep of the pool, `pace` waits with the whole pool for its burst to
 * pass; the others could not take the lead at all.
 */
export interface WhyNot {
  repId: string;
  why: 'not-in-team' | 'tried' | 'no-match' | 'absent' | 'off-shift' | 'no-seat' | 'daily-limit' | 'pace' | 'busier' | 'not-next';
}

/** Why this rep can't take the lead now; null if they can. */
export function passOver(
  repId: string,
  match: Record<string, string>,
  { team, tried, profileField, loads, at }: ChooseRequest,
): WhyNot['why'] | null {
  const rep = team.reps[repId];
  if (rep === undefined) return 'not-in-team';
  if (tried.includes(repId)) return 'tried';
  if (!matches(rep, match, profileField)) return 'no-match';
  if (isAway(rep, at)) return 'absent';
  if (!isOpen(rep.hours, at)) return 'off-shift';
  if (rep.capacity !== null && (loads[repId]?.open ?? 0) >= rep.capacity) return 'no-seat';
  return isDayFull(rep, loads) ? 'daily-limit' : null;
}

const isAway = ({ hours }: Rep, at: Instant): boolean =>
  (hours?.away ?? []).some(({ fromAt, untilAt }) => fromAt <= at && at < untilAt);

/** Whether the rep has had as many hand-offs today as their daily limit allows. */
export const isDayFull = ({ id, dailyLimit }: Rep, loads: ChooseRequest['loads']): boolean =>
  dailyLimit !== null && (loads[id]?.today ?? 0) >= dailyLimit;

/**
 * Every trait must include the lead's own value; of a field with many values, one of them. A lead that does not say restricts nobody: an
 * empty field must not leave it without a rep.
 */
export function matches(rep: Rep | undefined, match: Record<string, string>, profileField: (path: string) => unknown): boolean {
  return Object.entries(match).every(([trait, field]) => {
    const wanted = [profileField(field)].flat().flatMap((value) => textOf(value) ?? []);
    const has = (rep?.traits[trait] ?? []).map((value) => textOf(value));
    return wanted.length === 0 || wanted.some((value) => has.includes(value));
  });
}

type SingleRep = Extract<Rung, { to: 'rep' }>['rep'];
type Asked = Pick<ChooseRequest, 'team' | 'profileField' | 'lastRep' | 'at'>;

/** The one rep a rung names: by id, as the owner in a list, or as the last who had the lead, if that is not too long ago. */
export function singleRep(rep: SingleRep, request: Asked): string | null {
  if ('id' in rep) return rep.id;
  return 'list' in rep ? listedRep(rep, request) : lastRep(rep.withinMs, request);
}

function lastRep(withinMs: number | null, { lastRep: last, at }: Asked): string | null {
  return last === null || (withinMs !== null && at - last.at > withinMs) ? null : last.repId;
}

// Found by the lead's e-mail's domain, its company's, or its company's name.
function listedRep({ list, column }: { list: string; column: string }, { team, profileField }: Asked): string | null {
  const rows = team.lists[list] ?? {};
  for (const field of ['email.domain', 'company.domain', 'company.name']) {
    const value = textOf(profileField(field));
    const repId = value === null ? undefined : rows[value]?.[column];
    if (repId !== undefined) return repId;
  }
  return null;
}
