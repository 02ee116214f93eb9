import type { Problem } from './checked.js';
import { hint } from './nearest.js';
import { report } from './scope.js';
import type { Team } from './team.js';
import type { Rung } from './terms.js';

/** Everybody a ladder offers the lead to must be in the team. */
export function checkLadder(ladder: Rung[], team: Team): Problem[] {
  const problems: Problem[] = [];
  for (const rung of ladder) {
    if (rung.to === 'pool') checkPool(rung, team, problems);
    if (rung.to === 'rep' && 'id' in rung.rep) checkRep(rung.rep.id, `${rung.clause}.rep`, team, problems);
    if (rung.to === 'rep' && 'list' in rung.rep) checkColumn(rung.rep, rung.clause, team, problems);
  }
  return problems;
}

function checkRep(id: string, path: string, team: Team, problems: Problem[]): void {
  if (Object.hasOwn(team.reps, id)) return;
  report(
    { problems },
    path,
    `the team has no rep \`${id}\``,
    hint(id, Object.keys(team.reps), 'add the rep under `reps` of the team'),
  );
}

function checkPool(rung: Extract<Rung, { to: 'pool' }>, team: Team, problems: Problem[]): void {
  const pool = Object.hasOwn(team.pools, rung.pool) ? team.pools[rung.pool] : undefined;
  if (pool === undefined) {
    report(
      { problems },
      `${rung.clause}.pool`,
      `the team has no pool \`${rung.pool}\``,
      hint(rung.pool, Object.keys(team.pools), 'add it under `pools` of the team'),
    );
    return;
  }
  if (pool.reps.length === 0)
    report({ problems }, `${rung.clause}.pool`, `nobody is in the pool \`${rung.pool}\``, 'put a rep into it');
  for (const trait of Object.keys(rung.match))
    if (pool.reps.length > 0 && !pool.reps.some((id) => (team.reps[id]?.traits[trait] ?? []).length > 0))
      report(
        { problems },
        `${rung.clause}.match.${trait}`,
        `no rep of the pool \`${rung.pool}\` has the trait \`${trait}\``,
        'add it to the `traits` of a rep',
      );
}

/** A list that isn't there is reported with `uses.lists`; here its column is looked at, and whom it names. */
function checkColumn({ list, column }: { list: string; column: string }, clause: string, team: Team, problems: Problem[]): void {
  const rows = Object.values(team.lists[list] ?? {});
  const named = rows.flatMap((row) => (Object.hasOwn(row, column) ? [row[column] ?? ''] : []));
  if (rows.length > 0 && named.length === 0)
    report(
      { problems },
      `${clause}.rep.column`,
      `the list \`${list}\` has no column \`${column}\``,
      hint(column, Object.keys(rows[0] ?? {}), 'add it to the rows'),
    );
  for (const id of new Set(named)) checkRep(id, `lists.${list}.${column}`, team, problems);
}
