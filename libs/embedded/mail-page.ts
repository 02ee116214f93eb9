import type { ServerResponse } from 'node:http';
import type { Mail, MailStore } from './mail-store.js';

/** Answers a request to the sink's page: the list at /, one mail at /mails/:id, everything at /mails.json. */
export function mailAnswer(mails: MailStore, url: string, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(url, 'http://sink');
  if (pathname === '/mails.json') return send(response, 200, 'application/json', JSON.stringify(mails.all()));
  if (pathname === '/') return send(response, 200, 'text/html', list(mails.all(), searchParams.get('refresh') !== 'off'));
  const mail = mails.one(decoded(pathname.replace('/mails/', '')));
  if (mail) return send(response, 200, 'text/html', one(mail));
  send(
    response,
    404,
    'text/html',
    page('No such mail', '<p>It may have been dropped: only the newest 500 are kept. <a href="/">All mails</a></p>'),
  );
}

function list(mails: readonly Mail[], refresh: boolean): string {
  const toggle = refresh
    ? '<p>This page looks again every 10 seconds. <a href="/?refresh=off">Stop that</a></p>'
    : '<p><a href="/">Look again every 10 seconds</a></p>';
  const title = mails.length === 0 ? 'No mails yet' : mails.length === 1 ? '1 mail' : `${mails.length} mails`;
  const body =
    mails.length === 0
      ? '<p>What Baton sends ends here, not with real people. Hand a lead to a rep, and the notice shows up.</p>'
      : table(mails);
  return page(title, toggle + body, refresh ? '<meta http-equiv="refresh" content="10">' : '');
}

function table(mails: readonly Mail[]): string {
  const rows = mails.map(
    (mail) => `<tr><td><time datetime="${safe(mail.at)}">${safe(readable(mail.at))}</time></td><td>${safe(mail.to)}</td>
      <td><a href="/mails/${encodeURIComponent(mail.id)}">${safe(mail.subject) || '(no subject)'}</a></td></tr>`,
  );
  const head = '<tr><th scope="col">Came</th><th scope="col">To</th><th scope="col">Subject</th></tr>';
  return `<table><caption>Newest first</caption><thead>${head}</thead><tbody>${rows.join('')}</tbody></table>`;
}

function one(mail: Mail): string {
  const lines = { From: mail.from, To: mail.to, Came: readable(mail.at), 'Message-ID': mail.messageId };
  const terms = Object.entries(lines).map(([term, value]) => `<dt>${term}</dt><dd>${safe(value)}</dd>`);
  return page(
    mail.subject || '(no subject)',
    `<p><a href="/">All mails</a></p><dl>${terms.join('')}</dl><pre tabindex="0">${safe(mail.text)}</pre>`,
  );
}

const style = `
  :root { color-scheme: light dark }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
  table { border-collapse: collapse; width: 100% } caption { text-align: left; padding: .5rem 0 }
  th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #8886; vertical-align: top; overflow-wrap: anywhere }
  td:first-child { white-space: nowrap } dt { font-weight: 600 } dd { margin: 0 0 .4rem; overflow-wrap: anywhere }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #8886; border-radius: .4rem; padding: 1rem; font: inherit }`;

function page(title: string, body: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${head}
    <title>${safe(title)} · Baton's mail sink</title><style>${style}</style></head><body><main><h1>${safe(title)}</h1>${body}</main></body></html>`;
}

function safe(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function readable(at: string): string {
  return `${at.slice(0, 19).replace('T', ' ')} UTC`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': policy,
    'cache-control': 'no-store',
  });
  response.end(body);
}
