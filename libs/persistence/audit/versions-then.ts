import type { EntityManager } from 'typeorm';
import type { StoredLead, VersionsThen } from '../../domain/audit/stored-lead.js';
import { loadTeam, loadTerms } from '../agreements/load-terms.js';

/** The versions that these lives ever lived under, each compiled once a process. One that can't be had is told of by the turns that need it. */
export async function versionsThen(manager: EntityManager, lives: StoredLead[]): Promise<VersionsThen> {
  const events = lives.flatMap((life) => life.events);
  const turns = lives.flatMap((life) => life.turns);
  const known = turns.flatMap(({ seen }) =>
    seen?.versions === undefined ? [] : [seen.versions.inForce, ...seen.versions.others],
  );
  const agreements = new Set([...known, ...events.map(({ agreementVersion }) => agreementVersion)]);
  const teams = new Set([...events, ...turns.map(({ result }) => result)].map(({ teamVersion }) => teamVersion));
  const [terms, team] = [
    await loadEach(agreements, (one) => loadTerms(manager, one)),
    await loadEach(teams, (one) => loadTeam(manager, one)),
  ];
  return { terms: (version) => found(terms, 'agreement', version), team: (version) => found(team, 'team', version) };
}

async function loadEach<T>(versions: Set<number>, load: (version: number) => Promise<T>): Promise<Map<number, T | Error>> {
  const loaded = new Map<number, T | Error>();
  for (const version of versions) loaded.set(version, await load(version).catch((error: unknown) => error as Error));
  return loaded;
}

function found<T>(loaded: Map<number, T | Error>, what: string, version: number): T {
  const one = loaded.get(version);
  if (one === undefined || one instanceof Error)
    throw new Error(`version ${version} of the ${what} is not there or does not compile`);
  return one;
}
