import type { EntityManager } from 'typeorm';
import { IsNull } from 'typeorm';
import type { Rep, Team } from '../../domain/agreement/team.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Dossier } from '../../domain/lifecycle/dossier.js';
import { currentVersions, loadTeam } from '../agreements/load-terms.js';
import { ClockRow } from '../entities/clock-row.js';
import { DossierRow } from '../entities/dossier-row.js';

/** What a notice to sales is written from. Bears personal data: for the mail alone. */
export interface Notice {
  rep: Rep;
  /** The zone in which the rep reads a time; null: UTC. */
  zone: string | null;
  dossier: Dossier;
  /** Running clocks of the hand-off, earliest first. */
  clocks: { clock: string; clause: string; dueAt: Instant; breached: boolean }[];
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
  return {
    rep,
    zone: rep.calendar === null ? null : (team.calendars[rep.calendar]?.zone ?? null),
    dossier: dossier.body as unknown as Dossier,
    clocks: clocks.map(({ clock, clause, dueAt, breachedAt }) => ({
      clock,
      clause,
      dueAt: dueAt.getTime(),
      breached: breachedAt !== null,
    })),
  };
}

/** The team in force now, whatever the version under which the effect was planned: people change. */
export async function currentTeam(manager: EntityManager): Promise<Team | null> {
  const versions = await currentVersions(manager);
  return versions === null ? null : loadTeam(manager, versions.teamVersion);
}
