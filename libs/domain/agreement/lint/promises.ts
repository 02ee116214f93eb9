import { asksProfile } from '../asks-profile.js';
import type { Terms } from '../terms.js';
import type { Lint } from './found.js';

/** A promise that nobody can break, since nothing else in the agreement gives it a measure. */
export function lintPromises({ promises, requirements, lanes }: Terms): Lint[] {
  const { marketing_qualified: _gate, ...later } = requirements;
  const asked = Object.values(later).flat();
  const isTimed = lanes.some(({ clocks }) => clocks.some(({ until }) => until === 'outcome'));
  return promises.flatMap(({ clause, measure }): Lint[] => {
    if (measure === 'completeness' && !asked.some(({ when }) => asksProfile(when))) return [hollow(clause, ...complete)];
    return measure === 'outcomes' && !isTimed ? [hollow(clause, ...timely)] : [];
  });
}

const complete = [
  'nothing is asked of the profile after `requirements.marketing_qualified`, which every hand-off has met: all are complete',
  'ask for fields under `requirements.sales_accepted`',
] as const;
const timely = [
  'no clock runs until `outcome`, so no outcome is ever late',
  'add a clock such as { from: accepted, until: outcome, within: 60d, hours: always, by: sales }',
] as const;

const hollow = (clause: string, why: string, cure: string): Lint => ({ code: 'promise.hollow', clause, why, cure });
