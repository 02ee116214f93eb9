import { createServer, type Server } from 'node:net';
import { testMailSink } from '../../test/support/stack.js';
import type { MailSink } from '../embedded/mail-sink.js';
import { MailAway, MailRefused, MailUnclear, type MailChannel } from './channel.js';
import { createSmtp } from './smtp.js';

const mail = { messageId: '<1@baton>', to: 'ana@sales.example', subject: 'A lead', text: 'Hot.' };
// For a server that is silent on purpose; everybody else gets the time that a busy machine needs.
const hasty = { greetingTimeout: 500, connectionTimeout: 500, socketTimeout: 2_000 };

describe('mail by SMTP', () => {
  let sink: MailSink;
  let channel: MailChannel;
  const open = (waits: Partial<typeof hasty> = {}): MailChannel => createSmtp(sink.smtpUrl, 'Baton <baton@baton.example>', waits);
  beforeEach(async () => {
    sink = await testMailSink();
    channel = open();
  });
  afterEach(async () => {
    await channel.close();
    await sink.stop();
  });

  it('is sent with its own id from the sender, and gives the server’s word for it', async () => {
    const { receipt } = await channel.send(mail);
    expect(receipt).toContain('250');
    expect(sink.mails.all()).toMatchObject([{ to: 'ana@sales.example', subject: 'A lead' }]);
  });

  it('bears the way out that a mail program shows, where there is one', async () => {
    const unsubscribeUrl = `https://baton.example/v1/unsubscribe/${'x'.repeat(90)}`;
    await channel.send({ ...mail, unsubscribeUrl });
    await channel.send(mail);
    const [without, withOne] = sink.mails.all().map(({ headers }) => headers);
    expect(withOne).toMatchObject({
      'list-unsubscribe': `<${unsubscribeUrl}>`,
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    });
    expect(without).not.toHaveProperty('list-unsubscribe');
  });

  it('has bounced when the server knows no such recipient, or the address is none', async () => {
    sink.refuse(550);
    await expect(channel.send(mail)).rejects.toMatchObject({ bounced: true });
    await expect(channel.send({ ...mail, to: 'not an address' })).rejects.toMatchObject({ bounced: true });
  });

  it('has not bounced when it is we who are not wanted', async () => {
    sink.refuse(550, '5.7.1 relaying denied');
    await expect(channel.send(mail)).rejects.toMatchObject({ code: 'mail.refused', bounced: false });
  });

  it('is refused for good when its address is none', async () => {
    await expect(channel.send({ ...mail, to: 'not an address' })).rejects.toEqual(new MailRefused('mail.refused', true));
    expect(sink.mails.all()).toEqual([]);
  });

  it('is refused for good when the server says 5xx', async () => {
    sink.refuse(550);
    await expect(channel.send(mail)).rejects.toEqual(new MailRefused('mail.refused', true));
  });

  it('is away when the server says 4xx, and is taken once it no longer does', async () => {
    sink.refuse(451);
    await expect(channel.send(mail)).rejects.toEqual(new MailAway('mail.deferred'));
    sink.normal();
    await channel.send(mail);
    expect(sink.mails.all()).toHaveLength(1);
  });

  it('is away when the server takes connections and says nothing', async () => {
    sink.hang();
    channel = open(hasty);
    await expect(channel.send(mail)).rejects.toEqual(new MailAway('mail.timeout'));
  });

  it('is unclear when the text has gone out and no answer comes', async () => {
    sink.hang('afterData');
    channel = open(hasty);
    await expect(channel.send(mail)).rejects.toEqual(new MailUnclear());
  });
});

it('mail is away when nobody listens', async () => {
  const port = await closedPort();
  const channel = createSmtp(`smtp://127.0.0.1:${port}`, 'baton@baton.example');
  await expect(channel.send(mail)).rejects.toEqual(new MailAway('mail.unreachable'));
  await channel.close();
});

async function closedPort(): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
