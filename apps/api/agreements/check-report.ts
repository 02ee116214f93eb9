import type { Problem } from '../../../libs/domain/agreement/checked.js';
import { diffAgreements, type Change } from '../../../libs/domain/agreement/diff.js';
import { lint, type Lint } from '../../../libs/domain/agreement/lint/lint.js';
import { mustSign, type MustSign } from '../../../libs/domain/agreement/must-sign.js';
import { loadStand } from '../../../libs/persistence/agreements/load-version.js';
import { baseDocument } from '../../../libs/persistence/agreements/write-version.js';
import { signalHistory } from '../../../libs/persistence/readers/signal-history.js';
import type { ApiParts } from '../api-parts.js';
import { checkAgreement } from './read-agreement.js';

/**
 * What is to be said of an agreement before it is drafted. `changes` and `mustSign`: against the last that was signed. `lints`: what is not wrong, but
 * hardly meant, also by the facts that are stored.
 */
export interface CheckReport {
  ok: boolean;
  problems: Problem[];
  changes: Change[];
  mustSign: MustSign[];
  lints: Lint[];
}

/** Throws while there is no team. */
export async function reportOf(parts: ApiParts, body: unknown): Promise<CheckReport> {
  const checked = await checkAgreement(parts, body);
  if (!checked.ok) return { ok: false, problems: checked.problems, changes: [], mustSign: [], lints: [] };
  const { document, terms, team } = checked.value;
  const { manager } = parts.source;
  const { latest } = await loadStand(manager);
  const base = await baseDocument(manager, latest?.version ?? null);
  const changes = base === null ? [] : diffAgreements(base, document);
  const lints = lint(terms, team, await signalHistory(manager, terms));
  return { ok: true, problems: [], changes, mustSign: mustSign(base, document), lints };
}
