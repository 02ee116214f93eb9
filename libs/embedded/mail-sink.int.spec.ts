import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { startMailSink, type MailSink } from './mail-sink.js';

describe('the mail sink', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mails-'));
  let sink: MailSink;
  const start = async () => (sink = await startMailSink({ folder, smtpPort: 0, httpPort: 0 }));
  const send = (subject: string, text = 'hot') =>
    createTransport({ url: sink.smtpUrl, greetingTimeout: 400, socketTimeout: 400 }).sendMail({
      from: 'Baton <baton@example.com>',
      to: 'ana@example.com',
      subject,
      text,
    });
  const page = async (path: string) => (await fetch(`${sink.pageUrl}${path}`)).text();
  const subjects = () => sink.mails.all().map((mail) => mail.subject);

  beforeAll(start);
  afterEach(() => sink.normal());
  afterAll(async () => {
    await sink.stop();
    rmSync(folder, { recursive: true });
  });

  it('says what it is for while it is empty', async () => {
    expect(await page('/')).toContain('No mails yet');
  });

  it('keeps what it is sent and tells it as JSON', async () => {
    await send('A lead for you');
    expect(await (await fetch(`${sink.pageUrl}/mails.json`)).json()).toMatchObject([
      { from: '"Baton" <baton@example.com>', to: 'ana@example.com', subject: 'A lead for you', text: 'hot\n' },
    ]);
  });

  it('shows one mail, whatever it holds, as text', async () => {
    await send('<b>bold</b>', '<script>alert(1)</script>');
    const [mail] = sink.mails.all();
    expect(await page('/')).toContain('&#60;b&#62;bold');
    expect(await page(`/mails/${mail?.id}`)).toContain('&#60;script&#62;alert(1)');
    expect(await page(`/mails/${mail?.id}`)).not.toContain('<script>');
    expect(await page('/mails/..%2f..%2fetc')).toContain('No such mail');
  });

  it('refuses for good when told to', async () => {
    sink.refuse(550);
    await expect(send('refused')).rejects.toMatchObject({ responseCode: 550 });
    expect(subjects()).not.toContain('refused');
  });

  it('hangs when told to, and takes mail again afterwards', async () => {
    sink.hang();
    await expect(send('never greeted')).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    sink.normal();
    await send('greeted again');
    expect(subjects()).toContain('greeted again');
  });

  it('can take a mail and never confirm it', async () => {
    sink.hang('afterData');
    await expect(send('taken, unconfirmed')).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    expect(subjects()[0]).toBe('taken, unconfirmed');
  });

  it('knows its mails again after a restart, newest first', async () => {
    const before = sink.mails.all();
    await sink.stop();
    await start();
    expect(sink.mails.all()).toEqual(before);
    expect(readdirSync(folder)).toHaveLength(before.length);
  });
});
