import type { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { MailAway, MailRefused, MailUnclear, type Mail, type MailChannel } from './channel.js';

/** Longer than each of SMTP's own waits below; shorter than an attempt of the activity (30 s), so that no mail goes out after its attempt has ended. */
const atMostMs = 25_000;
const timeouts = { dnsTimeout: 5_000, connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 15_000 };

/** Mail by SMTP, over a pool of connections. `url` is smtp://… or smtps://…, `from` the sender. */
export function createSmtp(url: string, from: string, waits: Partial<typeof timeouts> = {}): MailChannel {
  const pool = createTransport({ url, pool: true, maxConnections: 5, maxRequeues: 1, ...timeouts, ...waits } as SmtpOptions, {
    from,
  });
  const texts = new WeakMap<AbortSignal, Readable>();
  // The last step before SMTP: keeps hold of each mail's text, to know afterwards whether a byte of it went out.
  pool.use('stream', (mail, done) => {
    const createReadStream = mail.message.createReadStream.bind(mail.message);
    mail.message.createReadStream = (options) => {
      const text = createReadStream(options);
      texts.set((mail.data as { signal: AbortSignal }).signal, text);
      return text;
    };
    done();
  });
  return {
    async send({ messageId, to, subject, text, unsubscribeUrl }: Mail) {
      const signal = AbortSignal.timeout(atMostMs);
      const mail = { messageId, to, subject, text, signal, headers: wayOut(unsubscribeUrl) };
      try {
        const { response } = await pool.sendMail(mail);
        return { receipt: response.slice(0, 200) };
      } catch (error) {
        throw sorted(error as SmtpError, texts.get(signal)?.readableDidRead ?? false);
      }
    },
    probe: async () => void (await pool.verify()),
    close: async () => pool.close(),
  };
}

/** One click in the reader's own mail program (RFC 2369, RFC 8058). Whoever signs our mail (DKIM) must cover both. */
const wayOut = (url: string | undefined): Record<string, string> =>
  url === undefined ? {} : { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };

interface SmtpOptions {
  url: string;
  pool: true;
}

interface SmtpError extends Error {
  code?: string;
  /** The server's answer, if it gave one. */
  responseCode?: number;
  response?: string;
  /** What the server was told when it said no. */
  command?: string;
}

const timedOut = ['ETIMEDOUT', 'EABORT'];
// Nothing but another address or another text will help.
const hopeless = ['EENVELOPE', 'EMESSAGE'];

function sorted(error: SmtpError, textWasRead: boolean): Error {
  const { code = '', responseCode } = error;
  if (responseCode !== undefined && responseCode >= 500 && hopeless.includes(code))
    return new MailRefused('mail.refused', isNoAddress(error));
  if (responseCode !== undefined) return new MailAway(code === 'EAUTH' ? 'mail.login' : 'mail.deferred');
  if (hopeless.includes(code)) return new MailRefused('mail.refused', code === 'EENVELOPE');
  if (textWasRead) return new MailUnclear();
  return new MailAway(timedOut.includes(code) ? 'mail.timeout' : 'mail.unreachable');
}

/** The server knows no such recipient. A policy (5.7.x) says no to us, not to the address: that must not mark it. */
const isNoAddress = ({ command, response = '' }: SmtpError): boolean => command === 'RCPT TO' && !/\b5\.7\.\d/.test(response);
