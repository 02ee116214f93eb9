import { ActivityFailure, ApplicationFailure, TemporalFailure, TimeoutFailure } from '@temporalio/workflow';
import { failureTypes } from '../../libs/messages/activities.js';

/** Why an activity failed: a code, never a message. */
export interface Failure {
  type: string;
  details: readonly unknown[];
}

/**
 * Reads what an activity threw. An ordinary one wraps its reason in an ActivityFailure; a local one that throws arrives bare, and its time-out wrapped.
 * Anything that is not Temporal's is a bug of ours: thrown on, it fails the workflow task, visibly, and never the lead.
 */
export function readFailure(error: unknown): Failure {
  if (!(error instanceof TemporalFailure)) throw error;
  const reason = error instanceof ActivityFailure ? error.cause : error;
  if (reason instanceof ApplicationFailure) return { type: reason.type ?? 'unknown', details: reason.details ?? [] };
  if (reason instanceof TimeoutFailure) return { type: failureTypes.weather, details: ['timeout'] };
  return { type: 'unknown', details: [] };
}

export const isWeather = (failure: Failure): boolean => failure.type === failureTypes.weather;

/** The code in a failure's details, or `otherwise`. */
export function codeOf({ details: [code] }: Failure, otherwise: string): string {
  return typeof code === 'string' ? code : otherwise;
}
