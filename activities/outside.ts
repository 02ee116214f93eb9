import type { DataSource } from 'typeorm';
import type { MailChannel } from '../libs/channels/channel.js';
import type { Logger } from '../libs/process/log.js';

/** What activities work with. */
export interface Outside {
  source: DataSource;
  mail: MailChannel;
  log: Logger;
  /** The Temporal that this worker serves, by its namespace's id: turns are taken only where leads live. Absent: wherever it is. */
  home?: () => string;
  /** How a rep reaches the API, for links in mails. No slash at the end. */
  publicUrl: string;
  /** Seals unsubscribe links, so that nobody can guess one. */
  unsubscribeSecret: string;
}
