import type { Rep, Team } from '../agreement/team.js';
import { textOf } from '../agreement/value-test.js';
import type { Calendar } from '../calendar/calendar.js';
import { isOpen } from '../calendar/opening.js';
import type { ChooseRequest } from './choose-request.js';

/** Why a rep was passed over. `busier` and `not-next` lost to another rep of the pool; the others could not take the lead at all. */
export interface WhyNot {
  repId: string;
  why: 'not-in-team' | 'tried' | 'no-match' | 'off-shift' | 'no-seat' | 'busier' | 'not-next';
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
  if (!isOpen(calendarOf(repId, team), at)) return 'off-shift';
  return rep.capacity !== null && (loads[repId]?.open ?? 0) >= rep.capacity ? 'no-seat' : null;
}

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

/** The rep that a list names for this lead, found by its e-mail's domain, its company's, or its company's name. */
export function listedRep(
  { list, column }: { list: string; column: string },
  { team, profileField }: ChooseRequest,
): string | null {
  const rows = team.lists[list] ?? {};
  for (const field of ['email.domain', 'company.domain', 'company.name']) {
    const value = textOf(profileField(field));
    const repId = value === null ? undefined : rows[value]?.[column];
    if (repId !== undefined) return repId;
  }
  return null;
}

/** Null: the rep can be reached always. */
export function calendarOf(repId: string, team: Team): Calendar | null {
  const id = team.reps[repId]?.calendar ?? null;
  return id === null ? null : (team.calendars[id] ?? null);
}
