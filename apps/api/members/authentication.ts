import type { Instant } from '../../../libs/domain/calendar/instant.js';
import { isWeather } from '../../../libs/persistence/is-weather.js';
import { findBearer, type Bearer } from '../../../libs/persistence/members/find-bearer.js';
import { keepFirstAdmin } from '../../../libs/persistence/members/keep-first-admin.js';
import { hashOf } from '../../../libs/persistence/members/new-token.js';
import type { ApiParts } from '../api-parts.js';
import { ApiProblem } from '../problem.js';

/** Tells who sends a request. */
export interface Authentication {
  /** Throws a 401 or 403 with the cure. */
  bearerOf(authorization: string | undefined): Promise<Bearer>;
  /** Who is known is looked up again: called after members or tokens have changed. */
  forget(): void;
}

/** What controllers inject. */
export const authentication = Symbol('authentication');

/** So long does another API go on taking a token that was revoked here. */
const knownForMs = 5_000;

interface Known {
  since: Instant;
  bearer: Promise<Bearer | null>;
}

/**
 * Tokens are looked up by hash, in an index: how long that takes tells nothing about a token. A bearer is known for some seconds, so that facts
 * don't ask Postgres who sends them; while Postgres is away, those known before stay known, and what needs it fails by itself.
 */
export function createAuthentication({ source, token, now }: Pick<ApiParts, 'source' | 'token' | 'now'>): Authentication {
  const known = new Map<string, Known>();
  let first: Promise<void> | null = null;

  const firstAdmin = (): Promise<void> =>
    (first ??= keepFirstAdmin(source, token).catch((error: unknown) => {
      first = null;
      throw error;
    }));
  const lookUp = async (hash: Buffer, before: Known | undefined): Promise<Bearer | null> => {
    try {
      await firstAdmin();
      return await findBearer(source, hash);
    } catch (error) {
      if (before && isWeather(error)) return before.bearer;
      throw error;
    }
  };
  const find = (hash: Buffer): Promise<Bearer | null> => {
    const key = hash.toString('base64');
    const before = known.get(key);
    if (before && now() - before.since < knownForMs) return before.bearer;
    const fresh = { since: now(), bearer: lookUp(hash, before) };
    known.set(key, fresh);
    // Only bearers are kept, so the map is no larger than the table of tokens.
    const drop = (): boolean => known.get(key) === fresh && known.delete(key);
    fresh.bearer.then((bearer) => bearer === null && drop(), drop);
    return fresh.bearer;
  };

  return {
    async bearerOf(authorization = '') {
      const token = /^bearer (\S+)$/i.exec(authorization)?.[1];
      if (token === undefined) throw missing();
      const bearer = await find(hashOf(token));
      if (bearer === null) throw missing();
      return fit(bearer, now());
    },
    forget: () => known.clear(),
  };
}

const missing = (): ApiProblem =>
  new ApiProblem(
    'token.missing',
    'Send the header authorization: Bearer <token>, with a token of yours. npm start keeps the first admin’s in .baton/token.',
  );

function fit(bearer: Bearer, now: Instant): Bearer {
  if (bearer.isRevoked) throw new ApiProblem('token.revoked', 'This token was revoked. Ask an admin for another.');
  if (bearer.expiresAt !== null && bearer.expiresAt <= now)
    throw new ApiProblem('token.expired', 'This token has expired. Ask an admin for another.');
  if (bearer.isDisabled)
    throw new ApiProblem('member.disabled', `Member ${bearer.member.id} is disabled. An admin can enable it again.`);
  return bearer;
}
