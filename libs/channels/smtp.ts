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
    async send({ messageId, to, subject, text }: Mail) {
      const signal = AbortSignal.timeout(atMostMs);
      const mail = { messageId, to, subject, text, signal };
      try {
        const { response } = await pool.sendMail(mail);
        return { receipt: response.slice(0, 200) };
      } catch (error) {
        throw sorted(error as SmtpError, texts.get(signal)?.readableDidRead ?? false);
      }
    },
    close: async () => pool.close(),
  };
}

interface SmtpOptions {
  url: string;
  pool: true;
}

interface SmtpError extends Error {
  code?: string;
  /** The server's answer, if it gave one. */
  responseCode?: number;
}

const timedOut = ['ETIMEDOUT', 'EABORT'];
// Nothing but another address or another text will help.
const hopeless = ['EENVELOPE', 'EMESSAGE'];

function sorted({ code = '', responseCode }: SmtpError, textWasRead: boolean): Error {
  if (responseCode !== undefined && responseCode >= 500 && hopeless.includes(code)) return new MailRefused('mail.refused');
  if (responseCode !== undefined) return new MailAway(code === 'EAUTH' ? 'mail.login' : 'mail.deferred');
  if (hopeless.includes(code)) return new MailRefused('mail.refused');
  if (textWasRead) return new MailUnclear();
  return new MailAway(timedOut.includes(code) ? 'mail.timeout' : 'mail.unreachable');
}
