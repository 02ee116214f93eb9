/** A mail to one person. */
export interface Mail {
  /** Stable for one purpose, so that a duplicate is recognisable: `<…@…>`. */
  messageId: string;
  to: string;
  subject: string;
  text: string;
  /** Where a POST without more ado ends such mails (RFC 8058). */
  unsubscribeUrl?: string;
}

/** What the provider gave for a mail it has taken: its own words, kept in Postgres. */
export interface Sent {
  receipt: string;
}

/**
 * The way out for mail. `probe` resolves when the provider lets us in, and throws otherwise; nothing is sent. `send` resolves once the provider has taken the mail, and otherwise throws one of three:
 * MailRefused (never will it be taken as it is), MailAway (not taken; try again later), MailUnclear (it may have been taken).
 */
export interface MailChannel {
  send(mail: Mail): Promise<Sent>;
  probe(): Promise<void>;
  close(): Promise<void>;
}

/** The provider refused this mail for good. `code` is safe to log and to show. `bounced`: it is the address that takes no mail. */
export class MailRefused extends Error {
  constructor(
    readonly code: string,
    readonly bounced = false,
  ) {
    super(`The mail was refused for good: ${code}`);
    this.name = 'MailRefused';
  }
}

/** The provider did not take the mail, and may later. Certainly nothing was sent. */
export class MailAway extends Error {
  constructor(readonly code: string) {
    super(`The mail was not taken: ${code}`);
    this.name = 'MailAway';
  }
}

/** The connection was lost after the text had gone out and before the provider said whether it takes it: sending again may send twice. */
export class MailUnclear extends Error {
  constructor() {
    super('Nobody knows whether the mail was taken');
    this.name = 'MailUnclear';
  }
}
