import type { EntityManager } from 'typeorm';
import { locate } from '../../../libs/agreement-file/locate.js';
import { parseAgreement } from '../../../libs/agreement-file/parse-agreement.js';
import { checkAgainstTeam } from '../../../libs/domain/agreement/check-against-team.js';
import type { Checked } from '../../../libs/domain/agreement/checked.js';
import { compile } from '../../../libs/domain/agreement/compile.js';
import type { AgreementDocument } from '../../../libs/domain/agreement/document.js';
import type { Team } from '../../../libs/domain/agreement/team.js';
import type { Terms } from '../../../libs/domain/agreement/terms.js';
import { currentDocument } from '../../../libs/persistence/agreements/current-document.js';
import { loadTeam } from '../../../libs/persistence/agreements/load-terms.js';
import type { ApiParts } from '../api-parts.js';
import { ApiProblem } from '../problem.js';
import { documentProblem } from './document-problem.js';
import { documentText } from './document-text.js';

/** An agreement without problems, and the team it was held against. */
export interface GoodAgreement {
  document: AgreementDocument;
  terms: Terms;
  team: Team;
}

/** The agreement in a body, or a 422 with every problem and its place. */
export async function readAgreement(parts: ApiParts, body: unknown): Promise<GoodAgreement> {
  const checked = await checkAgreement(parts, body);
  if (checked.ok) return checked.value;
  throw documentProblem('agreement', checked.problems);
}

/** The agreement in a body, or every problem with its place: as a file, as terms, and beside the team in force. Throws while there is no team. */
export async function checkAgreement(parts: ApiParts, body: unknown): Promise<Checked<GoodAgreement>> {
  const text = documentText(body);
  const document = parseAgreement(text);
  if (!document.ok) return document;
  const terms = compile(document.value);
  if (!terms.ok) return { ok: false, problems: locate(terms.problems, text) };
  const team = await teamInForce(parts.source.manager);
  const misfits = checkAgainstTeam(terms.value, team);
  if (misfits.length > 0) return { ok: false, problems: locate(misfits, text) };
  return { ok: true, value: { document: document.value, terms: terms.value, team } };
}

/** The agreement cites pools, reps, lists and messages: the team in force must have them. */
export async function teamInForce(manager: EntityManager): Promise<Team> {
  const team = await currentDocument(manager, 'team');
  if (team) return loadTeam(manager, team.version);
  throw new ApiProblem('agreement.no_team', 'No team is in force, and the agreement cites it. Post it to /v1/teams first.');
}
