import type { Assessment } from '../../../libs/domain/scoring/assessment.js';
import type { SimLead } from '../house.js';
import { check, type Invariant } from './broken.js';

/** Looks at an assessment that the relay has made. */
export const checkScore = (assessment: Assessment, lead: SimLead): void => check(ofScore, assessment, lead, assessment.at);

const ofScore: Invariant<Assessment>[] = [
  {
    name: 'sum',
    sentence: 'The reasons of a score are its sum.',
    fault: ({ fit, engagement, reasons }) => {
      const sum = reasons.reduce((total, { points }) => total + points, 0);
      return Math.abs(fit + engagement - sum) < 1e-6 ? null : `${fit} + ${engagement} is not ${sum}`;
    },
  },
];
