import { createServer } from 'node:http';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { mailAnswer } from './mail-page.js';
import { mailStore, type MailStore } from './mail-store.js';

/** How to start the mail sink. Ports 0: any free one. `folder` null: in memory only. */
export interface MailSinkPlan {
  folder: string | null;
  smtpPort: number;
  httpPort: number;
}

/** A real SMTP server that delivers nothing: it keeps the newest 500 mails and shows them in a page, and as JSON at /mails.json. */
export interface MailSink {
  smtpUrl: string;
  pageUrl: string;
  mails: MailStore;
  /** From now on it takes connections and says nothing; `afterData`: it takes mails and never confirms them. */
  hang(when?: 'atOnce' | 'afterData'): void;
  /** From now on every recipient is refused with this SMTP code, 5xx for good, 4xx for now, and these words. */
  refuse(code: number, words?: string): void;
  /** From now on nobody gets in: each connection is told 421 and closed. */
  close(): void;
  /** Takes mail again; what hangs goes on. */
  normal(): void;
  stop(): Promise<void>;
}

type Mood =
  | { kind: 'normal' }
  | { kind: 'closed' }
  | { kind: 'hang'; when: 'atOnce' | 'afterData' }
  | { kind: 'refuse'; code: number; words: string };

export async function startMailSink(plan: MailSinkPlan): Promise<MailSink> {
  const mails = await mailStore(plan.folder);
  const held: (() => void)[] = [];
  let mood: Mood = { kind: 'normal' };
  const unlessHanging = (when: 'atOnce' | 'afterData', goOn: () => void): void => {
    if (mood.kind === 'hang' && mood.when === when) held.push(goOn);
    else goOn();
  };
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 500,
    onAuth: (_auth, _session, done) => done(null, { user: 'anyone' }),
    onConnect: (_session, done) =>
      mood.kind === 'closed' ? done(refusal(421, 'closed, as asked')) : unlessHanging('atOnce', done),
    onMailFrom: (_from, _session, done) =>
      mood.kind === 'closed' ? done(refusal(421, 'closed, as asked')) : unlessHanging('atOnce', done),
    onRcptTo: (_to, _session, done) => done(mood.kind === 'refuse' ? refusal(mood.code, mood.words) : null),
    onData: (stream, _session, done) => void take(stream, mails).then(() => unlessHanging('afterData', done), done),
  });
  // A client that hangs up in mid-mail is no trouble of ours.
  smtp.on('error', () => undefined);
  const page = createServer((request, response) => mailAnswer(mails, request.url ?? '/', response));
  await new Promise<void>((resolve, reject) => smtp.once('error', reject).listen(plan.smtpPort, '127.0.0.1', resolve));
  await new Promise<void>((resolve, reject) => page.once('error', reject).listen(plan.httpPort, '127.0.0.1', resolve));
  const normal = (): void => {
    mood = { kind: 'normal' };
    for (const goOn of held.splice(0)) goOn();
  };
  return {
    smtpUrl: `smtp://127.0.0.1:${portOf(smtp.server)}`,
    pageUrl: `http://localhost:${portOf(page)}`,
    mails,
    hang: (when = 'atOnce') => void (mood = { kind: 'hang', when }),
    refuse: (code, words = 'refused, as asked') => void (mood = { kind: 'refuse', code, words }),
    close: () => void (mood = { kind: 'closed' }),
    normal,
    async stop() {
      normal();
      page.closeAllConnections();
      await Promise.all([new Promise<void>((resolve) => smtp.close(resolve)), new Promise((resolve) => page.close(resolve))]);
    },
  };
}

async function take(stream: SMTPServerDataStream, mails: MailStore): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  await mails.add(Buffer.concat(chunks));
}

function refusal(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code });
}

function portOf(server: { address(): unknown }): number {
  return (server.address() as { port: number }).port;
}
