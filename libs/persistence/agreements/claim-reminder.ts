import type { DataSource, EntityManager } from 'typeorm';
import { reviewOf } from '../../domain/agreement/review.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { agreementInForce } from './in-force.js';
import { loadTerms } from './load-terms.js';

/** A version of which the review is near, and whom to remind: members who may sign for a side, and have an address. */
export interface ReviewAhead {
  version: number;
  name: string;
  inForceAt: Instant;
  reviewDueAt: Instant;
  zone: string;
  people: { id: string; name: string; email: string }[];
}

/**
 * The version in force, if its people are to be reminded of its review now: claimed with that, so that of several workers one does. Null: nobody is,
 * or they were.
 */
export const claimReminder = (source: DataSource): Promise<ReviewAhead | null> =>
  source.transaction(async (manager) => {
    const ahead = await reviewAhead(manager);
    if (ahead === null || ahead.people.length === 0) return null;
    await manager.query('update agreement set review_reminded_at = now() where version = $1', [ahead.version]);
    return ahead;
  });

/** Nobody could be reached: it is tried again. */
export async function giveBackReminder(source: DataSource, version: number): Promise<void> {
  await source.query('update agreement set review_reminded_at = null where version = $1', [version]);
}

async function reviewAhead(manager: EntityManager): Promise<ReviewAhead | null> {
  const [row] = await manager.query<{ version: number; in_force_at: Date; now: Date }[]>(
    `select version, in_force_at, now() from agreement
     where version = ${agreementInForce()} and review_reminded_at is null for update skip locked`,
  );
  if (row === undefined) return null;
  const { name, review, contact } = await loadTerms(manager, row.version);
  const inForceAt = row.in_force_at.getTime();
  const { remindAt, reviewDueAt } = reviewOf(review, inForceAt);
  if (remindAt === null || reviewDueAt === null || remindAt > row.now.getTime()) return null;
  const people = await manager.query<ReviewAhead['people']>(
    `select id, name, email from member where disabled_at is null and email is not null and roles && '{marketing,sales}' order by id`,
  );
  return { version: row.version, name, inForceAt, reviewDueAt, zone: contact.zone, people };
}
