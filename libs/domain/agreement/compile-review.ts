import type { AgreementDocument } from './document.js';
import type { ReviewTerms } from './review.js';
import { readMs, report, type Scope } from './scope.js';

/** When the agreement is looked at again. No calendar applies: it is counted in days of 24 h. */
export function compileReview({ review }: AgreementDocument, scope: Pick<Scope, 'problems'>): ReviewTerms | null {
  if (review === undefined) return null;
  const everyMs = readMs(scope, 'review.every', review.every);
  const remindMs = review.remind === undefined ? null : readMs(scope, 'review.remind', review.remind);
  if (remindMs !== null && remindMs >= everyMs)
    report(
      scope,
      'review.remind',
      'the reminder would come before the version is in force',
      `write a time shorter than ${review.every}`,
    );
  return { clause: 'review', everyMs, remindMs };
}
