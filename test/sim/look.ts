import { planRing, listens } from '../../apps/relay/plan-ring.js';
import { evidenceOf, knownLedger, scoreLead } from '../../apps/relay/score-lead.js';
import { changesAt } from '../../libs/domain/scoring/changes-at.js';
import { hasEnded } from '../../libs/domain/lifecycle/moves.js';
import type { DueLead } from '../../libs/persistence/facts/claim-leads.js';
import { checkScore } from './invariants/check-score.js';
import { rowOf, teamOf, type House, type SimLead } from './house.js';

/** The relay looks at a lead: scores it and says whether it must be rung. Its own code, on rows in memory. True: ring it now. */
export function look(house: House, lead: SimLead): boolean {
  const { now, plot, teamVersion } = house;
  const due = dueLead(lead);
  const facts = lead.facts.slice(knownLedger(due, 1).seq);
  const scope = { version: 1, terms: plot.terms, team: teamOf(house), teamVersion, at: now };
  const evidence = evidenceOf(due, facts, scope);
  const score = scoreLead(lead.leadId, evidence, scope);
  checkScore(score.assessment, lead);
  const changedAfter = (since: number): number | null => changesAt(evidence, plot.terms, since, now);
  const finding = { at: now, teamVersion, facts, seq: score.ledger.seq, standing: score.standing, changedAfter };
  const { ringNow, ...owed } = planRing(due, finding, plot.terms);
  lead.scored = { ...score, ...owed };
  lead.wake = false;
  const next = [listens(due) ? score.changesAt : null, owed.ringAt].filter((at) => at !== null);
  lead.lookAt = next.length === 0 ? null : Math.max(now + 1, Math.min(...next));
  return ringNow;
}

function dueLead(lead: SimLead): DueLead {
  const { leadId, profile, consent, mergedInto, scored, wake } = lead;
  const row = rowOf(lead);
  const life = row === null ? null : { ...row, ended: hasEnded(row.stage) };
  return { leadId, profile, consent, mergedInto, ledger: scored, life, bulk: false, wake };
}
