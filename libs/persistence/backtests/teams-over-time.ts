import type { DataSource } from 'typeorm';
import type { Setup } from '../../domain/backtest/house.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { loadTeam } from '../agreements/load-terms.js';

/** The teams of their days until `to`, oldest first. */
export async function teamsOverTime(source: DataSource, to: Instant): Promise<Setup['teams']> {
  const rows = await source.query<{ version: number; in_force_at: Date }[]>(
    'select version, in_force_at from team where in_force_at < $1 or version = (select min(version) from team) order by version',
    [new Date(to)],
  );
  const teams: Setup['teams'] = [];
  for (const { version, in_force_at } of rows)
    teams.push({ fromAt: in_force_at.getTime(), version, team: await loadTeam(source.manager, version) });
  return teams;
}
