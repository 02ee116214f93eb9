import type { AgreementDocument, LaneDefaultsDocument, OutcomeDocument, RungDocument } from '../document.js';

/**
 * The document with what holds where it says nothing, so that to write a default down, or to leave it out, is no change, and to leave something else
 * out says what holds now. `named`: the parts for which either document names a signer.
 */
export function withDefaults(document: AgreementDocument, named: readonly string[]): AgreementDocument {
  const { signs = {}, contact, nurture, handOffs, outcomes, recycle } = document;
  const signer = signs.default ?? 'both';
  return {
    ...document,
    signs: { ...Object.fromEntries(named.map((part) => [part, signer])), ...signs, default: signer },
    contact: { ...contact, zone: contact?.zone ?? 'UTC' },
    nurture: { ...nurture, while: { sales: nurture?.while?.sales ?? 'quiet' } },
    handOffs: {
      ...handOffs,
      ...(handOffs.default === undefined ? {} : { default: withStrategies(handOffs.default) }),
      lanes: handOffs.lanes.map(withStrategies),
    },
    ...(outcomes === undefined ? {} : { outcomes: outcomes.map(withThen) }),
    recycle: { ...recycle, counts: recycle?.counts ?? 'fresh' },
  };
}

const withStrategies = <Lane extends LaneDefaultsDocument>(lane: Lane): Lane =>
  lane.to === undefined ? lane : { ...lane, to: lane.to.map(withStrategy) };

const withStrategy = (rung: RungDocument): RungDocument =>
  'pool' in rung ? { ...rung, strategy: rung.strategy ?? 'round-robin' } : rung;

const withThen = (outcome: OutcomeDocument): OutcomeDocument =>
  outcome.is === 'rejected' ? { ...outcome, then: outcome.then ?? 'nurturing' } : outcome;
