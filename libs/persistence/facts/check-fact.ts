import type { Problem } from '../../domain/agreement/checked.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { channels } from '../../domain/scoring/standing.js';
import { isText, textCure } from '../is-text.js';
import type { IncomingFact } from './incoming-fact.js';

const aheadMs = 5 * 60_000;
const earliest: Instant = Date.UTC(2000, 0, 1);
const mostLevels = 16;

/** What is wrong with a fact, seen alone; null if it can be stored. Paths are those of `POST /v1/facts`. */
export function checkFact(fact: IncomingFact, now: Instant): Problem | null {
  return checkInstant(fact.occurredAt ?? now, now) ?? checkStorable(fact) ?? checkKnownKind(fact);
}

/** A clock that runs ahead would win over all that is true; what is older than 2000 is a date that was never set. */
export function checkInstant(at: Instant, now: Instant): Problem | null {
  const path = 'occurredAt';
  if (at > now + aheadMs)
    return {
      path,
      message: 'This lies more than 5 minutes ahead.',
      cure: "Set the sender's clock, and send the instant it happened in UTC.",
    };
  if (at < earliest)
    return {
      path,
      message: 'This lies before the year 2000.',
      cure: 'Send the instant it happened, such as 2026-11-23T09:30:00Z.',
    };
  return null;
}

function checkStorable(fact: IncomingFact): Problem | null {
  if (!isStorable(fact.id) || !isStorable(fact.kind))
    return {
      path: 'id',
      message: 'The id or kind holds a character that is no text.',
      cure: textCure,
    };
  if (!isStorable(fact.data))
    return {
      path: 'data',
      message: `The data holds a character that is no text, or is nested more than ${mostLevels} levels deep.`,
      cure: 'Take out NUL characters and broken surrogates, and flatten the data.',
    };
  return null;
}

/** One fact that Postgres would refuse must not spoil its batch. */
function isStorable(value: unknown, level = 0): boolean {
  if (typeof value === 'string') return isText(value);
  if (value === null || typeof value !== 'object') return true;
  if (level === mostLevels) return false;
  if (Array.isArray(value)) return value.every((inner) => isStorable(inner, level + 1));
  for (const key in value) if (!isStorable(key) || !isStorable((value as Record<string, unknown>)[key], level + 1)) return false;
  return true;
}

const touchChannels = ['call', 'email', 'meeting', 'message'];

function checkKnownKind(fact: IncomingFact): Problem | null {
  const channel = String(fact.data['channel']);
  if (fact.kind === 'consent' && !(channels as readonly string[]).includes(channel))
    return { path: 'data.channel', message: 'Consent is for a channel.', cure: `Send one of ${channels.join(', ')}.` };
  if (fact.kind === 'consent' && typeof fact.data['given'] !== 'boolean')
    return { path: 'data.given', message: 'Consent is given or withdrawn.', cure: 'Send true or false.' };
  if (fact.kind === 'touch' && !touchChannels.includes(channel))
    return { path: 'data.channel', message: 'A touch goes through a channel.', cure: `Send one of ${touchChannels.join(', ')}.` };
  return null;
}
