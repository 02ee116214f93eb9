import type { Baseline } from '../../scoring/evidence.js';
import type { Clock, LeadState } from '../lead.js';
import type { Context, Story } from '../story.js';
import type { Version } from './version.js';

/** The same context by the version under which the lead lives by now. To be asked after whatever may have taken one. */
export function underItsVersion({ state }: Story, context: Context): Context {
  const version = versionOf(context, state.agreementVersion);
  return version === null ? context : { ...context, terms: version.terms, world: version.world };
}

/** The lead's baseline by the rules of another version. */
export const rebased = (baseline: Baseline | null, { baselineRules }: Version): Baseline | null =>
  baseline && { ...baseline, rules: baselineRules };

/** Null: it is the context's own already, or this turn does not know it. */
export function versionOf({ versions, world }: Context, version: number): Version | null {
  if (version === world.agreementVersion) return null;
  return versions?.others.find((other) => other.world.agreementVersion === version) ?? null;
}

/** Whether a turn that knew its own version alone would have had to take the one in force: it is decided again, with both. */
export const mustKnowVersions = (events: { kind: string }[]): boolean => events.some(({ kind }) => turningPoints.includes(kind));

const turningPoints: string[] = ['HandOffOpened', 'LeadRecycled', 'LeadReopened'];

/** The state as another version finds it: every promise that runs is one of the version that gave it. */
export function allGiven(state: LeadState): LeadState {
  const given = (clock: Clock): Clock => ({ given: { version: state.agreementVersion, promise: null }, ...clock });
  return {
    ...state,
    clocks: state.clocks.map(given),
    ...(state.broken === undefined ? {} : { broken: state.broken.map(given) }),
  };
}
