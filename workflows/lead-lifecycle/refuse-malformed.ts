import { ApplicationFailure } from '@temporalio/workflow';
import { idPattern } from '../../libs/domain/agreement/names.js';
import { malformedFailure } from '../../libs/messages/lead-lifecycle.js';

type Test = (value: unknown) => boolean;

// Ids of reps and reasons: nothing personal fits in.
const isId: Test = (value) => typeof value === 'string' && idPattern.test(value);
const isUuid: Test = (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
const isOneOf =
  (...words: string[]): Test =>
  (value) =>
    typeof value === 'string' && words.includes(value);
const isVersion: Test = (value) => Number.isSafeInteger(value) && Number(value) > 0;
const isInstantOrAbsent: Test = (value) => value === undefined || Number.isInteger(value);

const fieldsOf: Record<string, Record<string, Test>> = {
  accept: { repId: isId },
  reject: { repId: isId, reason: isId },
  touch: { repId: isId, channel: isOneOf('call', 'email', 'meeting', 'message') },
  advance: { repId: isId, to: isOneOf('sales_qualified', 'opportunity') },
  outcome: { repId: isId, reason: isId, nextContactAt: isInstantOrAbsent },
  reassign: { toRepId: isId },
  retry: {},
  contest: {},
  takeVersion: { version: isVersion, moveId: isUuid },
  undoVersion: { moveId: isUuid },
};

/**
 * The validator of the command Update: refuses only what can never be right, whatever the lead. It leaves no trace in history.
 * Throws an ApplicationFailure of type `command.malformed` that names the field, never its value.
 */
export function refuseMalformed(command: unknown): void {
  if (typeof command !== 'object' || command === null) throw malformed('it is not an object');
  const { id, kind, ...rest } = command as Record<string, unknown>;
  if (!isUuid(id)) throw malformed('id must be a UUID');
  const fields = typeof kind === 'string' && Object.hasOwn(fieldsOf, kind) ? fieldsOf[kind] : undefined;
  if (fields === undefined) throw malformed(`kind must be one of ${Object.keys(fieldsOf).join(', ')}`);
  for (const [name, passes] of Object.entries(fields)) if (!passes(rest[name])) throw malformed(`${name} is missing or wrong`);
  if (Object.keys(rest).some((name) => !(name in fields))) throw malformed('it has a field that its kind does not have');
}

const malformed = (why: string): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`This command can never be right: ${why}.`, malformedFailure);
