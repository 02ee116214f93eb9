import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { instantText } from '../../activities/letters/instant-text.js';
import type { Mail, MailChannel } from '../../libs/channels/channel.js';
import { claimReminder, giveBackReminder, type ReviewAhead } from '../../libs/persistence/agreements/claim-reminder.js';
import type { Logger } from '../../libs/process/log.js';

export interface ReminderParts {
  source: DataSource;
  mail: MailChannel;
  log: Logger;
  publicUrl: string;
}

const lookEveryMs = 10 * 60_000;

/** Looks every ten minutes whether the review of the agreement is near, and reminds the members of both sides, once a version. */
export function remindOfReview(parts: ReminderParts): { stop(): Promise<void> } {
  const { log } = parts;
  const stopping = new AbortController();
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await remindNow(parts).catch((err: unknown) => log.warn({ err }, 'nobody looked whether the agreement is to be reviewed'));
      await pause(lookEveryMs, null, { signal: stopping.signal }).catch(() => null);
    }
  };
  const done = loop();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

/** How many were reminded. If the mail reached nobody the reminder is given back, and tried again at the next look. */
export async function remindNow({ source, mail, log, publicUrl }: ReminderParts): Promise<number> {
  const ahead = await claimReminder(source);
  if (ahead === null) return 0;
  const sent = await Promise.allSettled(ahead.people.map((person) => mail.send(letterTo(person, ahead, publicUrl))));
  const reached = sent.filter(({ status }) => status === 'fulfilled').length;
  if (reached === 0) await giveBackReminder(source, ahead.version);
  log.info({ version: ahead.version, reached, of: ahead.people.length }, 'the agreement’s people were reminded of its review');
  return reached;
}

function letterTo({ id, name, email }: ReviewAhead['people'][number], ahead: ReviewAhead, publicUrl: string): Mail {
  const { version, name: agreement, inForceAt, reviewDueAt, zone } = ahead;
  const text = [
    `${name},`,
    '',
    `Version ${version} of the agreement ${agreement} has been in force since ${instantText(inForceAt, zone)}.`,
    `Marketing and sales have agreed to look at it again by ${instantText(reviewDueAt, zone)}. Nothing ends by itself on that day.`,
    '',
    `What it says:                ${publicUrl}/v1/agreements/${version}`,
    `How its promises were kept:  ${publicUrl}/v1/scorecard`,
    `To change it, draft another: POST ${publicUrl}/v1/agreements?base=${version}`,
    '',
    'Clause of the agreement: review',
  ];
  return {
    messageId: `<review-${version}-${id}@baton>`,
    to: email,
    subject: `The agreement ${agreement} is to be reviewed by ${instantText(reviewDueAt, zone)}`,
    text: text.join('\n'),
  };
}
