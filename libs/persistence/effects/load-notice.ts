import type { EntityManager } from 'typeorm';
import { IsNull } from 'typeorm';
import type { Rep, Team } from '../../domain/agreement/team.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Dossier } from '../../domain/lifecycle/dossier.js';
import type { LeadState } from '../../domain/lifecycle/lead.js';
import type { WhyRep } from '../../domain/lifecycle/why-rep.js';
import { promisedClocks } from '../../domain/lifecycle/promised-clocks.js';
import { currentVersions, loadTeam, loadTerms } from '../agreements/load-terms.js';
import { ClockRow } from '../entities/clock-row.js';
import { DossierRow } from '../entities/dossier-row.js';
import { LifeRow } from '../entities/life-row.js';
import { lastRouting } from '../last-routing.js';

/** What a notice to sales is written from. Bears personal data: for the mail alone. */
export interface Notice {
  rep: Rep;
  /** The zone in which the rep reads a time; null: UTC. */
  zone: string | null;
  dossier: Dossier;
  /** Why the lead came to this rep, in a sentence; null: it is with somebody else by now. */
  whyRep: string | null;
  /** Running clocks of the hand-off, earliest first. */
  clocks: RunningClock[];
  /** Clocks whose time is the rep's from the notice on, as if it were taken now. */
  promised: RunningClock[];
}

export interface RunningClock {
  clock: string;
  dueAt: Instant;
  /** To whom it is charged that it ran out; `system`: the rep had not been told. Null: it did not. */
  breached: 'sales' | 'marketing' | 'system' | null;
}

function runningClock({ clock, dueAt, by, toldAt, breachedAt, systemBreachedAt }: ClockRow): RunningClock {
  const ranOut = breachedAt !== null ? (by as RunningClock['breached']) : null;
  const untold = by === 'sales' && toldAt === null && systemBreachedAt !== null;
  return { clock, dueAt: dueAt.getTime(), breached: untold ? 'system' : ranOut };
}

/** Null when there is nobody or nothing to tell: the rep has left the team, or the hand-off's branch was undone. */
export async function loadNotice(manager: EntityManager, leadId: string, repId: string, handOff: number): Promise<Notice | null> {
  const team = await currentTeam(manager);
  const rep = team?.reps[repId];
  const dossier = await manager.findOneBy(DossierRow, { leadId, handOff, abandonedBy: IsNull() });
  if (!team || !rep || !dossier) return null;
  const clocks = await manager.find(ClockRow, {
    where: { leadId, handOff, endedAt: IsNull(), abandonedBy: IsNull() },
    order: { dueAt: 'asc' },
  });
  const untold = clocks.filter(({ by, toldAt }) => by === 'sales' && toldAt === null);
  const routing = await lastRouting(manager, leadId, handOff);
  return {
    rep,
    zone: rep.calendar === null ? null : (team.calendars[rep.calendar]?.zone ?? null),
    dossier: dossier.body as unknown as Dossier,
    whyRep: routing !== null && (routing.repId === repId || isOffer(routing)) ? routing.sentence : null,
    clocks: clocks.map(runningClock),
    promised: await promisedFor(
      manager,
      leadId,
      dossier.body as unknown as Dossier,
      untold.map(({ clock }) => clock),
      rep.id,
      team,
    ),
  };
}

const isOffer = ({ repId, pool }: WhyRep): boolean => repId === null && pool !== null;

// A clock that started before the lead was moved promises what its own version did.
async function promisedFor(
  manager: EntityManager,
  leadId: string,
  { lane: laneId }: Dossier,
  untold: string[],
  repId: string,
  team: Team,
): Promise<RunningClock[]> {
  const { state } = await manager.findOneByOrFail(LifeRow, { leadId });
  const { handOff, clocks, agreementVersion } = state as unknown as LeadState;
  const promised: RunningClock[] = [];
  for (const clock of clocks.filter((running) => untold.includes(running.clock))) {
    const { lanes } = await loadTerms(manager, clock.given?.version ?? agreementVersion);
    const lane = lanes.find(({ id }) => id === (clock.given === undefined ? handOff?.lane : laneId));
    if (lane === undefined) continue;
    const all = promisedClocks(lane, handOff?.rung ?? 0, [clock.clock], repId, team, Date.now());
    promised.push(...all.map((one) => ({ ...one, breached: null })));
  }
  return promised;
}

/** The team in force now, whatever the version under which the effect was planned: people change. */
export async function currentTeam(manager: EntityManager): Promise<Team | null> {
  const versions = await currentVersions(manager);
  return versions === null ? null : loadTeam(manager, versions.teamVersion);
}
