import type { DataSource, EntityManager } from 'typeorm';
import type { Checked } from '../../domain/agreement/checked.js';
import { compile } from '../../domain/agreement/compile.js';
import { compileTeam } from '../../domain/agreement/compile-team.js';
import type { AgreementDocument } from '../../domain/agreement/document.js';
import type { TeamDocument } from '../../domain/agreement/team-document.js';
import type { Team } from '../../domain/agreement/team.js';
import type { Terms } from '../../domain/agreement/terms.js';
import { bodyHash } from '../body-hash.js';
import { AgreementRow } from '../entities/agreement-row.js';
import { TeamRow } from '../entities/team-row.js';
import { agreementInForce } from './in-force.js';

export interface Versions {
  agreementVersion: number;
  teamVersion: number;
}

/** A version that was proposed never changes, nor does a team's, so it is compiled once per process and database. */
const compiled = new WeakMap<DataSource, { terms: Map<number, Terms>; teams: Map<number, Team> }>();

/** The terms of a version. Throws if there is no such version. */
export async function loadTerms(manager: EntityManager, version: number): Promise<Terms> {
  const { terms } = cacheOf(manager);
  const known = terms.get(version);
  if (known) return known;
  const { document, hash, proposedAt } = await manager.findOneByOrFail(AgreementRow, { version });
  if (bodyHash(document) !== hash)
    throw new Error(
      `The stored agreement version ${version} is not what was signed: its hash differs. Restore it from a backup.`,
    );
  const fresh = expectGood(compile(document as unknown as AgreementDocument), `agreement version ${version}`);
  if (proposedAt !== null) terms.set(version, fresh);
  return fresh;
}

/** The team of a version. Throws if there is no such version. */
export async function loadTeam(manager: EntityManager, version: number): Promise<Team> {
  const { teams } = cacheOf(manager);
  const known = teams.get(version);
  if (known) return known;
  const { document } = await manager.findOneByOrFail(TeamRow, { version });
  const fresh = expectGood(compileTeam(document as unknown as TeamDocument), `team version ${version}`);
  teams.set(version, fresh);
  return fresh;
}

/** The versions in force, or null while there is no agreement or no team. */
export async function currentVersions(manager: EntityManager): Promise<Versions | null> {
  const [row] = await manager.query<{ agreement: number | null; team: number | null }[]>(
    `select ${agreementInForce()} as agreement, (select max(version) from team) as team`,
  );
  if (!row?.agreement || !row.team) return null;
  return { agreementVersion: row.agreement, teamVersion: row.team };
}

function cacheOf(manager: EntityManager): { terms: Map<number, Terms>; teams: Map<number, Team> } {
  const known = compiled.get(manager.dataSource);
  if (known) return known;
  const fresh = { terms: new Map<number, Terms>(), teams: new Map<number, Team>() };
  compiled.set(manager.dataSource, fresh);
  return fresh;
}

/** Only documents that compile are stored: a problem here means that the code changed under a stored document. */
function expectGood<T>(checked: Checked<T>, what: string): T {
  if (checked.ok) return checked.value;
  const paths = checked.problems.map((problem) => problem.path).join(', ');
  throw new Error(`The stored ${what} no longer compiles (at ${paths}). Post a corrected document as a new version.`);
}
