import { upToMost, type Checked, type Problem } from './checked.js';
import { compileCadences } from './compile-cadences.js';
import { compileContact } from './compile-contact.js';
import { compileFields } from './compile-fields.js';
import { compileDisqualify, compileReopen, compileRequirements, compileSellerStage } from './compile-gates.js';
import { compileGaps, compileResults } from './compile-follow-up.js';
import { compileLanes } from './compile-lanes.js';
import { compileMissing } from './compile-missing.js';
import { compileOutcomes } from './compile-outcomes.js';
import { compilePromises } from './compile-promises.js';
import { compileReview } from './compile-review.js';
import { compileScoring } from './compile-scoring.js';
import { compileSignals, signalNames } from './compile-signals.js';
import { compileNurture } from './compile-tracks.js';
import type { AgreementDocument } from './document.js';
import { movingConditions } from './moving-conditions.js';
import { attemptedSignal } from './names.js';
import { ringFields } from './ring-fields.js';
import { ringSignals } from './ring-signals.js';
import type { Scope } from './scope.js';
import { compileSigns } from './signs.js';
import { withoutRepeats } from './without-repeats.js';
import type { Terms, Written } from './terms.js';

/** The document as terms, or every problem of it at once. Never throws on a document that the schema has passed. */
export function compile(document: AgreementDocument): Checked<Terms> {
  const scope = scopeOf(document);
  const terms = compileParts(document, scope);
  if (scope.problems.length > 0) return { ok: false, problems: upToMost(withoutRepeats(scope.problems)) };
  return {
    ok: true,
    value: { ...terms, conditions: movingConditions(terms), ringSet: ringSignals(terms), ringFields: ringFields(terms) },
  };
}

function scopeOf(document: AgreementDocument): Scope {
  const problems: Problem[] = [];
  return {
    problems,
    fields: compileFields(document, { problems }),
    ownAttempted: Object.hasOwn(document.signals ?? {}, attemptedSignal),
    names: {
      signal: signalNames(document),
      band: document.scoring.bands.map((band) => band.band),
      list: document.uses?.lists ?? [],
      track: (document.nurture?.tracks ?? []).map((track) => track.id),
      cadence: (document.followUp?.cadences ?? []).map((cadence) => cadence.id),
    },
  };
}

function compileParts(document: AgreementDocument, scope: Scope): Written {
  const parts = {
    name: document.agreement,
    signs: compileSigns(document.signs),
    review: compileReview(document, scope),
    uses: { team: document.uses?.team ?? null, lists: document.uses?.lists ?? [] },
    fields: scope.fields,
    signals: compileSignals(document, scope),
    requirements: compileRequirements(document, scope),
    disqualify: compileDisqualify(document, scope),
    scoring: compileScoring(document, scope),
    sellerStage: compileSellerStage(document, scope),
    contact: compileContact(document, scope),
    nurture: compileNurture(document, scope),
    lanes: compileLanes(document, scope),
    cadences: compileCadences(document, scope),
    results: compileResults(document, scope),
    gaps: compileGaps(document, scope),
    outcomes: compileOutcomes(document, scope),
    recycle: { atMost: document.recycle?.atMost ?? null, counts: document.recycle?.counts ?? 'fresh' },
    reopen: compileReopen(document, scope),
  };
  const missing = compileMissing(document, parts.lanes, scope);
  const clocks = [...parts.lanes.flatMap((lane) => lane.clocks), ...(missing === null ? [] : [missing.clock])];
  return { ...parts, missing, promises: compilePromises(document, clocks, scope) };
}
