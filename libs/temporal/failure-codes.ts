import { isGrpcServiceError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';

/** What may be said of a failure: its type and the code in its details. Never its message. */
export interface FailureCode {
  type: string;
  code: string | null;
}

/** Reads an error of the Temporal client, or one that came back from an activity or an Update, wherever in its causes the reason lies. */
export function readFailure(error: unknown): FailureCode {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ApplicationFailure) return { type: cause.type ?? 'unknown', code: firstText(cause.details) };
    if (isGrpcServiceError(cause)) return { type: `grpc.${grpcStatus(cause.message)}`, code: null };
  }
  return { type: error instanceof Error ? error.name : typeof error, code: null };
}

// gRPC writes `14 UNAVAILABLE: ...`; only the word is kept.
function grpcStatus(message: string): string {
  return /^\d+ ([A-Z_]+):/.exec(message)?.[1] ?? 'UNKNOWN';
}

function firstText(details: unknown[] | null | undefined): string | null {
  const [first] = details ?? [];
  return typeof first === 'string' ? first : null;
}
