import type { Rep } from '../agreement/team.js';
import type { Rung } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import { localDayOf, startOfDay } from '../calendar/local-day.js';
import { nextOpening } from '../calendar/opening.js';
import { shiftAfter } from '../calendar/shift-after.js';
import type { ChooseRequest } from './choose-request.js';
import { isDayFull, matches, singleRep } from './eligible.js';

type Seeking = Pick<ChooseRequest, 'team' | 'tried' | 'profileField' | 'loads' | 'paces' | 'lastRep' | 'at'>;

/**
 * The next instant after now at which time alone may bring somebody of these rungs who can take the lead: a shift begins, an absence ends,
 * a new day begins for a rep who has had enough, a pool's burst is over. Null: no instant does; who is kept by a full seat is freed by
 * no clock. `again`: reps who were tried may be asked anew from their next shift on; otherwise nobody waits for them.
 */
export function nextChance(rungs: Rung[], request: Seeking, again: boolean): Instant | null {
  const chances = rungs
    .flatMap((rung) => candidates(rung, request))
    .flatMap(({ rep, notBefore }) => chanceOf(rep, notBefore, request, again) ?? []);
  return chances.length === 0 ? null : Math.min(...chances);
}

interface Candidate {
  rep: Rep;
  /** The pool's burst lasts until then. */
  notBefore: Instant;
}

function candidates(rung: Rung, request: Seeking): Candidate[] {
  const { team, profileField, paces, at } = request;
  const known = (repId: string): Rep[] => (team.reps[repId] === undefined ? [] : [team.reps[repId]]);
  if (rung.to === 'rep') return known(singleRep(rung.rep, request) ?? '').map((rep) => ({ rep, notBefore: at }));
  if (rung.to !== 'pool') return [];
  const reps = (team.pools[rung.pool]?.reps ?? []).flatMap(known).filter((rep) => matches(rep, rung.match, profileField));
  return reps.map((rep) => ({ rep, notBefore: Math.max(at, paces[rung.pool]?.spentUntilAt ?? at) }));
}

function chanceOf(rep: Rep, notBefore: Instant, { tried, loads, at }: Seeking, again: boolean): Instant | null {
  if (tried.includes(rep.id)) return again ? shiftAfter(rep.hours, notBefore) : null;
  const freshDay = isDayFull(rep, loads) ? startOfDay(rep.hours, localDayOf(rep.hours, at) + 1) : at;
  const chance = nextOpening(rep.hours, Math.max(notBefore, freshDay));
  return chance > at ? chance : null;
}
