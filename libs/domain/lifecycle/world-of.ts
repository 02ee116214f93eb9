import { idPattern } from '../agreement/names.js';
import type { Team } from '../agreement/team.js';
import type { Terms } from '../agreement/terms.js';
import { contactWindow } from '../contact/contact-window.js';
import type { Fact, Ledger } from '../scoring/ledger.js';
import { renewedFields } from '../scoring/renewed-fields.js';
import type { Who } from '../scoring/profile-of.js';
import type { LeadState } from './lead.js';

import { salesEvidence, salesWanted } from './sales-evidence.js';
import type { Seen } from './seen.js';
import type { World } from './world.js';

/** What a world is made of, whoever read it: a turn from its rows, the audit from what turns stored. */
export interface WorldParts {
  state: LeadState;
  terms: Terms;
  /** Terms of older versions whose promises run on (`versionsGiven`), by number. */
  given?: Record<number, Terms>;
  team: Team;
  teamVersion: number;
  /** Newest fact number. */
  seq: number;
  who: Who;
  /** With every fact up to `seq` in it. */
  ledger: Ledger;
  /** Facts up to `seq`: at least those that the state has not heard. */
  news: Fact[];
  /** Facts up to `seq`: at least those that `salesWanted` asks for. */
  sales: Fact[];
  seen: Seen;
}

export function worldOf({ state, terms, given, team, teamVersion, seq, who, ledger, news, sales, seen }: WorldParts): World {
  return {
    agreementVersion: state.agreementVersion,
    teamVersion,
    team,
    evidence: { profile: who.profile, consent: who.consent, ledger },
    seq,
    ...unheardOf(news, state, terms),
    ...salesEvidence(salesWanted(state, terms, given), sales),
    loads: seen.loads ?? {},
    paces: seen.paces ?? {},
    contact: { window: contactWindow(who.profile, terms.contact), sent: seen.sent ?? [] },
    released: seen.released ?? [],
    outages: seen.outages ?? [],
    mergedIntoLeadId: seen.merged?.intoLeadId ?? null,
  };
}

/** What the state has not heard: touches, by the instant they occurred, and words on fields that a cadence may wait for. */
export function unheardOf(news: Fact[], { heardSeq }: LeadState, terms: Terms): Pick<World, 'touches' | 'renewed'> {
  const unheard = news.filter(({ seq }) => seq > heardSeq);
  const touches = unheard
    .filter(({ kind }) => kind === 'touch')
    .map(touchOf)
    .sort((a, b) => a.occurredAt - b.occurredAt);
  const renewed = unheard.flatMap((fact) => renewedFields(fact, terms).map((field) => ({ field, seq: fact.seq })));
  return { touches, ...(renewed.length === 0 ? {} : { renewed }) };
}

function touchOf({ seq, occurredAt, data }: Fact): World['touches'][number] {
  const repId = typeof data['repId'] === 'string' ? data['repId'] : null;
  const result = typeof data['result'] === 'string' && idPattern.test(data['result']) ? { result: data['result'] } : {};
  return { seq, occurredAt, channel: String(data['channel'] ?? 'other'), repId, ...result };
}
