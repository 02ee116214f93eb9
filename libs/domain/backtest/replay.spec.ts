import { day, hour, minute, start } from '../../../test/support/terms-for-scoring.js';
import { tradeAgreement, tradeTeamCompiled, tradeTerms } from '../../../test/support/trade.js';
import type { Terms } from '../agreement/terms.js';
import type { Setup } from './house.js';
import type { Heard, PastHandOff, PastLead } from './past.js';
import { createReplay } from './replay.js';
import { assumedModel } from './sales-model.js';
import type { Tally } from './tally.js';

const setupOf = (parts: Partial<Setup> = {}): Setup => ({
  version: 2,
  terms: tradeTerms(),
  teams: [{ fromAt: start, version: 1, team: tradeTeamCompiled() }],
  from: start,
  to: start + 28 * day,
  model: assumedModel,
  seed: 7,
  ...parts,
});

const demo = { kind: 'form_submitted', data: { form: 'demo' } };
const spaniard = { kind: 'captured', data: { profile: { country: 'ES' } } };
const stranger = { kind: 'captured', data: { profile: {} } };

/** A lead's facts, each at so many milliseconds after the start. */
function leadOf(leadId: string, facts: [number, { kind: string; data: Record<string, unknown> }][], past?: PastLead): Heard[] {
  return facts.map(([after, fact], n) => ({
    leadId,
    fact: { id: `${leadId}-${n}`, seq: n + 1, occurredAt: start + after, receivedAt: start + after, ...fact },
    last: n === facts.length - 1,
    ...(past === undefined ? {} : { past }),
  }));
}

function replayed(heard: Heard[], parts: Partial<Setup> = {}): Tally {
  const replay = createReplay(setupOf(parts));
  for (const one of [...heard].sort((a, b) => a.fact.receivedAt - b.fact.receivedAt)) replay.hear(one);
  return replay.finish();
}

const handOffs = ({ weeks }: Tally): number => [...weeks.values()].reduce((sum, week) => sum + week.handOffs, 0);
const buyer = (id: string, at = hour): Heard[] => leadOf(id, [[at, spaniard], [at + hour, demo]]); // prettier-ignore
const clock = ({ clocks }: Tally, id: string) => clocks.get(`${id} sales`);

const withoutTracks = tradeTerms({ nurture: { tracks: [] }, outcomes: [] });

describe('a history that is lived again', () => {
  it('hands over whom the agreement calls hot, and nobody else', () => {
    const tally = replayed([...buyer('a'), ...leadOf('b', [[0, stranger], [hour, demo]]), ...leadOf('c', [[0, spaniard]])]); // prettier-ignore
    expect(handOffs(tally)).toBe(1);
    expect(tally.handOffs['hot']).toEqual({ opened: 1, accepted: 1, rejected: 0 });
    expect(tally).toMatchObject({ leads: 3, facts: 5 });
  });

  it('knows nothing of what comes later: what it does until an instant is the same, however the history goes on', () => {
    const later = [...buyer('a', 20 * day), ...buyer('late', 25 * day)];
    const heard = [...buyer('b'), ...buyer('d', 3 * day), ...leadOf('c', [[0, stranger], [21 * day, spaniard], [22 * day, demo]])]; // prettier-ignore
    const firstTwo = ({ weeks }: Tally) => [...weeks].filter(([week]) => week < start + 14 * day);
    expect(firstTwo(replayed([...heard, ...later]))).toEqual(firstTwo(replayed(heard)));
    expect(handOffs(replayed([...heard, ...later]))).toBe(5);
  });

  it('is the same each time for the same seed', () => {
    const heard = Array.from({ length: 40 }, (_, n) => buyer(`lead-${n}`, n * hour)).flat();
    const model = { ...assumedModel, handOffs: 40, all: { accepted: 6, rejected: 2, unanswered: 2, outcomes: [] } };
    expect(replayed(heard, { model })).toEqual(replayed(heard, { model }));
    const { accepted, rejected, opened } = replayed(heard, { model }).handOffs['hot'] ?? { accepted: 0, rejected: 0, opened: 0 };
    expect(opened).toBeGreaterThanOrEqual(40);
    expect(Math.min(accepted, rejected)).toBeGreaterThan(0);
  });

  it('counts only what lies in the period, on leads that stand where the time before it left them', () => {
    const tally = replayed([...buyer('a'), ...leadOf('b', [[hour, spaniard], [8 * day, demo]])], { from: start + 7 * day }); // prettier-ignore
    expect(handOffs(tally)).toBe(1);
    expect(tally.facts).toBe(1);
  });

  it('judges the choice of the period by leads that could be handed over in it', () => {
    const won: PastLead = { handOffs: [], won: true };
    const before = leadOf('before', [[hour, spaniard], [2 * hour, demo], [20 * day, stranger]], won); // prettier-ignore
    const gone = leadOf('gone', [[hour, stranger]], won);
    const kept = leadOf('kept', [[8 * day, stranger]], won);
    const tally = replayed([...before, ...gone, ...kept], { from: start + 7 * day, terms: withoutTracks });
    expect(tally).toMatchObject({ leads: 1, kept: { won: 1 }, handedOver: { won: 0 } });
    expect(tally.timing).toMatchObject({ onlyHere: 0, onlyThen: 0 });
  });

  it('has at each instant the team of that day, also between two facts', () => {
    const { default: shared, lanes } = tradeAgreement.handOffs;
    const escalation = [{ at: '150%', of: 'accept', do: 'reassign' as const }];
    const terms = tradeTerms({ handOffs: { lanes, default: { ...shared, escalation } } });
    const model = { ...assumedModel, all: { accepted: 0, rejected: 0, unanswered: 1, outcomes: [] } };
    const alone = { fromAt: start, version: 1, team: tradeTeamCompiled({ pools: { sdr: { reps: ['ana'] } } }) };
    const together = { fromAt: start + 2 * hour + 15 * minute, version: 2, team: tradeTeamCompiled() };
    expect(replayed(buyer('a'), { terms, model, teams: [alone] }).unrouted).toBe(1);
    expect(replayed(buyer('a'), { terms, model, teams: [alone, together] }).unrouted).toBe(0);
  });

  it('lets a lead that sales has for good be born no second time by what it does later', () => {
    const model = { ...assumedModel, outcomeMs: [day] };
    const tally = replayed(leadOf('a', [[hour, spaniard], [2 * hour, demo], [20 * day, spaniard], [20 * day + hour, demo]]), { model }); // prettier-ignore
    expect(handOffs(tally)).toBe(1);
    expect(tally).toMatchObject({ leads: 1, facts: 4 });
  });

  it('breaks the promises of reps who answer too late, in their own hours', () => {
    const model = { ...assumedModel, answerMs: [45 * minute] };
    expect(clock(replayed(buyer('a'), { model }), 'accept')).toMatchObject({ met: 0, breached: 1 });
    expect(clock(replayed(buyer('a')), 'accept')).toMatchObject({ met: 1, breached: 0 });
  });

  it('shares the seats: who comes when all are taken waits until one is free', () => {
    const reps = [{ id: 'ana', name: 'Ana', email: 'ana@sales.example', capacity: 1 }];
    const team = tradeTeamCompiled({ reps, pools: { sdr: { reps: ['ana'] } } });
    const teams = [{ fromAt: start, version: 1, team }];
    const model = { ...assumedModel, outcomeMs: [5 * day] };
    const tally = replayed([...buyer('a'), ...buyer('b', 2 * hour), ...buyer('c', 3 * hour)], { teams, model });
    expect(tally.unrouted).toBeGreaterThanOrEqual(2);
    expect(tally.handOffs['hot']).toMatchObject({ opened: 3, accepted: 3 });
  });

  it('leaves the house when nothing more can come', () => {
    const replay = createReplay(setupOf());
    for (const one of leadOf('a', [[0, stranger]])) replay.hear(one);
    for (const one of leadOf('b', [[27 * day, stranger]])) replay.hear(one);
    expect(replay.size()).toBe(1);
  });
});

describe('a hand-off that really happened', () => {
  const openedAt = start + 2 * hour;
  const real = (parts: Partial<PastHandOff> = {}): PastHandOff => ({
    lane: 'inbound',
    band: 'hot',
    openedAt,
    repId: 'ana',
    toldAt: openedAt,
    answer: { is: 'rejected', at: openedAt + 50 * minute, reason: 'outside-profile' },
    touches: [],
    advances: [],
    outcome: null,
    ...parts,
  });
  const past = (parts?: Partial<PastHandOff>): PastLead => ({ handOffs: [real(parts)], won: false });
  const heard = (lead: PastLead) => leadOf('a', [[hour, spaniard], [2 * hour, demo]], lead); // prettier-ignore

  it('is answered as it really was, and at that instant', () => {
    const tally = replayed(heard(past()));
    expect(tally.handOffs['hot']).toEqual({ opened: 1, accepted: 0, rejected: 1 });
    expect(clock(tally, 'accept')).toMatchObject({ breached: 1 });
    expect(tally).toMatchObject({ answeredAsThen: 1, answeredByModel: 0, handedOver: { won: 0, notWon: 1, unknown: 0 } });
    expect(tally.timing).toMatchObject({ buckets: [0, 0, 0, 1, 0, 0, 0], onlyHere: 0, onlyThen: 0 });
  });

  it('is another one if it opened at another time or in another lane: the model answers', () => {
    expect(replayed(heard(past({ openedAt: openedAt + 2 * hour })))).toMatchObject({ answeredAsThen: 0, answeredByModel: 1 });
    expect(replayed(heard(past({ lane: 'demo' })))).toMatchObject({ answeredAsThen: 0, answeredByModel: 1 });
  });

  it('that this version does not make is said to be one of then only', () => {
    const stricter: Terms = tradeTerms({
      scoring: { ...tradeAgreement.scoring, bands: [{ band: 'hot', fit: { gte: 21 } }, { band: 'cold' }] },
    });
    const tally = replayed(heard({ ...past(), won: true }), { terms: stricter });
    expect(tally.timing).toMatchObject({ onlyHere: 0, onlyThen: 1 });
    expect(tally.kept).toEqual({ won: 1, notWon: 0, unknown: 0 });
  });

  it('is counted with the week in which it really opened', () => {
    expect([...replayed(heard(past())).weeks.values()]).toMatchObject([{ handOffs: 1, really: 1, rejected: 1 }]);
  });
});
