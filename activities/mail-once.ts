import { createHash } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import type { EntityManager } from 'typeorm';
import { MailAway, MailRefused, MailUnclear, type Mail } from '../libs/channels/channel.js';
import { failureTypes, type Performed } from '../libs/messages/activities.js';
import { claimEffect } from '../libs/persistence/effects/claim-effect.js';
import { endEffect, type Ending } from '../libs/persistence/effects/end-effect.js';
import { codeOfError, isWeather } from '../libs/persistence/is-weather.js';
import type { Outside } from './outside.js';

export type Letter = Omit<Mail, 'messageId'>;

/** One purpose of one lead, to be mailed once. */
export interface Purpose {
  leadId: string;
  key: string;
  /** Writes the letter; null: there is nobody to write to. */
  write(manager: EntityManager): Promise<Letter | null>;
  /** Asked in the transaction that releases the mail. */
  mayRelease?(manager: EntityManager): Promise<boolean>;
}

/**
 * Mails a purpose once, whoever asks how often: claimed in Postgres, sent, its end noted. A clean failure gives the claim back; an unclear one is
 * never sent again. Fails as weather or effect.refused, by codes alone.
 */
export async function mailOnce(outside: Outside, purpose: Purpose): Promise<Performed> {
  const { log } = outside;
  const { leadId, key } = purpose;
  try {
    const letter = await purpose.write(outside.source.manager);
    return { outcome: await release(outside, purpose, letter) };
  } catch (error) {
    const failure = sorted(error);
    log.warn({ leadId, key, failure: failure.type, err: error }, 'an effect was not done');
    throw failure;
  }
}

async function release({ source, mail }: Outside, purpose: Purpose, letter: Letter | null): Promise<Performed['outcome']> {
  const { leadId, key } = purpose;
  const mayRelease = async (manager: EntityManager) => letter !== null && ((await purpose.mayRelease?.(manager)) ?? true);
  const claim = await claimEffect(source, leadId, key, mayRelease);
  if (!claim.ours) return claim.outcome;
  if (letter === null) throw new Error('An effect without a letter was released');
  try {
    const { receipt } = await mail.send({ ...letter, messageId: messageIdOf(leadId, key) });
    await endEffect(source, leadId, key, { status: 'done', receipt });
    return 'done';
  } catch (error) {
    const ending = endingOf(error);
    if (ending !== null) await endEffect(source, leadId, key, ending);
    if (ending?.status === 'unknown') return 'unknown';
    throw error;
  }
}

// Null: Postgres was away after the mail had gone. The claim stays, and the next attempt finds it and does not send again.
function endingOf(error: unknown): Ending | null {
  if (error instanceof MailUnclear) return { status: 'unknown' };
  if (error instanceof MailAway) return { status: 'planned', code: error.code };
  if (error instanceof MailRefused) return { status: 'failed', code: error.code };
  return null;
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
