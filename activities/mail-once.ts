import { createHash } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import type { DataSource, EntityManager } from 'typeorm';
import { MailAway, MailRefused, MailUnclear, type Mail } from '../libs/channels/channel.js';
import { failureTypes, type Performed } from '../libs/messages/activities.js';
import { claimEffect } from '../libs/persistence/effects/claim-effect.js';
import { endEffect } from '../libs/persistence/effects/end-effect.js';
import { meetWeather } from '../libs/persistence/effects/meet-weather.js';
import type { Release } from '../libs/persistence/effects/release.js';
import { noteWeather, noteWorks } from '../libs/persistence/incidents/note-weather.js';
import { codeOfError, isWeather } from '../libs/persistence/is-weather.js';
import { failpoint } from '../libs/process/failpoint.js';
import type { Outside } from './outside.js';
import { untilNoted } from './until-noted.js';

export type Letter = Omit<Mail, 'messageId'>;
/** There is nobody to write to, or nothing to say: why, as a code. */
export interface Unwritten {
  skip: string;
}

/** One purpose of one lead, to be mailed once. */
export interface Purpose {
  leadId: string;
  key: string;
  write(manager: EntityManager): Promise<Letter | Unwritten>;
  /** Asked in the transaction that releases the mail. */
  mayRelease?(manager: EntityManager): Promise<Release>;
  /** Heeds that the address takes no mail: the purpose has then ended. Without it a bounce is a refusal like any other. */
  bounced?(address: string): Promise<void>;
}

/**
 * Mails a purpose once, whoever asks how often: claimed in Postgres, sent, its end noted. A clean failure gives the claim back; an unclear one is
 * never sent again. While mail is away it is held, untried. Fails as weather or effect.refused, by codes alone.
 */
export async function mailOnce(outside: Outside, purpose: Purpose): Promise<Performed> {
  const { log } = outside;
  const { leadId, key } = purpose;
  try {
    const letter = await purpose.write(outside.source.manager);
    return await release(outside, purpose, letter);
  } catch (error) {
    const failure = sorted(error);
    log.warn({ leadId, key, failure: failure.type, err: error }, 'an effect was not done');
    throw failure;
  }
}

async function release({ source, mail }: Outside, purpose: Purpose, letter: Letter | Unwritten): Promise<Performed> {
  const { leadId, key } = purpose;
  const begunAt = new Date();
  const mayRelease = async (manager: EntityManager): Promise<Release> => {
    const release = (await purpose.mayRelease?.(manager)) ?? { do: 'go' };
    return release.do === 'go' && 'skip' in letter ? { do: 'skip', why: letter.skip } : release;
  };
  const claim = await claimEffect(source, leadId, key, mayRelease);
  if (!claim.ours) return claim.ended;
  if ('skip' in letter) throw new Error('An effect without a letter was released');
  const claimedAt = new Date();
  failpoint('effect.claimed');
  try {
    const { receipt } = await mail.send({ ...letter, messageId: messageIdOf(leadId, key) });
    failpoint('effect.sent');
    const at = new Date();
    await untilNoted(begunAt.getTime(), () => endEffect(source, leadId, key, { status: 'done', receipt }, at));
    failpoint('effect.ended');
    await noteWorks(source.manager, 'mail');
    return { outcome: 'done', at: at.getTime() };
  } catch (error) {
    return failed(source, purpose, { to: letter.to, begunAt, claimedAt }, error);
  }
}

/** Of a send: to whom, and since when it is tried and claimed. */
interface Attempt {
  to: string;
  begunAt: Date;
  claimedAt: Date;
}

async function failed(
  source: DataSource,
  purpose: Purpose,
  { to, begunAt, claimedAt }: Attempt,
  error: unknown,
): Promise<Performed> {
  const { leadId, key, bounced } = purpose;
  if (error instanceof MailRefused && error.bounced && bounced !== undefined) {
    await bounced(to);
    await endEffect(source, leadId, key, { status: 'failed', code: 'mail.bounced' });
    return { outcome: 'bounced', why: 'mail.bounced' };
  }
  if (error instanceof MailAway) {
    const held = await untilNoted(begunAt.getTime(), () => meetWeather(source, leadId, key, error.code, claimedAt));
    if (held !== null) return { outcome: 'held', why: held };
  } else if (error instanceof MailUnclear) {
    await endEffect(source, leadId, key, { status: 'unknown' });
    await noteWeather(source.manager, 'mail', `${leadId}/${key}`, 'mail.unclear');
    return { outcome: 'unknown' };
  } else if (error instanceof MailRefused) {
    await endEffect(source, leadId, key, { status: 'failed', code: error.code });
    await noteWorks(source.manager, 'mail');
  }
  // Anything else: Postgres was away after the mail had gone. The claim stays, and the next attempt finds it and does not send again.
  throw error;
}

function sorted(error: unknown): ApplicationFailure {
  if (error instanceof MailAway) return ApplicationFailure.retryable(error.code, failureTypes.weather, error.code);
  if (error instanceof MailRefused) return ApplicationFailure.nonRetryable(error.code, failureTypes.effectRefused, error.code);
  const code = codeOfError(error);
  if (isWeather(error)) return ApplicationFailure.retryable(code, failureTypes.weather, code);
  return ApplicationFailure.nonRetryable(code, failureTypes.effectRefused, 'effect.fault');
}

/** The same for every attempt at a purpose, so that a mail server and a reader recognise a duplicate. */
function messageIdOf(leadId: string, key: string): string {
  return `<${createHash('sha256').update(`${leadId}/${key}`).digest('hex').slice(0, 40)}@baton>`;
}
