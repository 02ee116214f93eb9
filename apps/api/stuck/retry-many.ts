import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { failureTypes } from '../../../libs/messages/activities.js';
import { mayHaveTurnFaults, type StuckFilter } from '../../../libs/messages/free-stuck.js';
import { stuckPreview, type StuckPreview } from '../../../libs/persistence/readers/stuck-preview.js';
import { NoAnswer } from '../../../libs/temporal/no-answer.js';
import type { ApiParts } from '../api-parts.js';
import { ApiProblem } from '../problem.js';
import { cureOf } from './cure-of.js';
import type { retryBody, retryPlan } from './retries.schemas.js';

type RetryPlan = Omit<z.infer<typeof retryPlan>, 'reasons' | 'examples'> & StuckPreview;

/** Says which stuck leads fit, and unless it is a dry run, or none fits, starts the workflow that retries them. Safe to repeat with the same id. */
export async function retryMany(parts: ApiParts, body: z.infer<typeof retryBody>, by: string): Promise<RetryPlan> {
  const filter = { reason: body.reason ?? null, olderThanMs: body.olderThan ?? null };
  try {
    const { reasons, examples } = await preview(parts, filter);
    const fitting = reasons.reduce((sum, { leads }) => sum + leads, 0);
    const retryId = body.dryRun || fitting === 0 ? null : (body.id ?? randomUUID());
    const most = body.limit ?? null;
    if (retryId !== null) await parts.client.startFreeStuck({ retryId, by, ...filter, most, carried: null });
    const told = reasons.map((counted) => ({ ...counted, cure: cureOf(counted.reason) }));
    return { retryId, dryRun: body.dryRun, leads: Math.min(fitting, most ?? fitting), reasons: told, examples };
  } catch (error) {
    if (error instanceof NoAnswer) throw temporalAway();
    throw error;
  }
}

async function preview({ source, client, now }: ApiParts, filter: StuckFilter): Promise<StuckPreview> {
  const { reasons, examples } = await stuckPreview(source.manager, filter.reason, now() - (filter.olderThanMs ?? 0));
  const faults = mayHaveTurnFaults(filter) ? await client.countTurnFaults() : 0;
  const elsewhere = faults === 0 ? [] : [{ reason: failureTypes.turnFault, leads: faults, oldest: null }];
  return { reasons: [...reasons, ...elsewhere], examples };
}

const temporalAway = (): ApiProblem =>
  new ApiProblem('temporal.away', 'Temporal is away: nobody can be freed until it is back. Send the same again.', {
    retryAfterSeconds: 5,
  });
