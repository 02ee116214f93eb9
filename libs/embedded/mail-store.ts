import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser, type AddressObject } from 'mailparser';

const keep = 500;

/** One mail as it came. `id` is its name in the page and its file in the folder. */
export interface Mail {
  id: string;
  /** ISO 8601, when it came. */
  at: string;
  from: string;
  to: string;
  subject: string;
  messageId: string;
  text: string;
  /** Each header as it came, on one line, by its lower-case name. */
  headers: Record<string, string>;
}

/** The newest 500 mails, newest first; with a folder, also as .eml files that outlive the process. */
export interface MailStore {
  all(): readonly Mail[];
  one(id: string): Mail | undefined;
  add(raw: Buffer): Promise<void>;
}

export async function mailStore(folder: string | null): Promise<MailStore> {
  const mails: Mail[] = [];
  for (const id of folder === null ? [] : idsIn(folder)) mails.unshift(await read(id, readFileSync(fileOf(folder, id))));
  const dropOldest = (): void => {
    for (const { id } of mails.splice(keep)) if (folder !== null) rmSync(fileOf(folder, id), { force: true });
  };
  dropOldest();
  return {
    all: () => mails,
    one: (id) => mails.find((mail) => mail.id === id),
    async add(raw) {
      const id = `${new Date().toISOString().replaceAll(':', '-')}-${randomBytes(3).toString('hex')}`;
      if (folder !== null) writeFileSync(fileOf(folder, id), raw);
      mails.unshift(await read(id, raw));
      dropOldest();
    },
  };
}

function fileOf(folder: string | null, id: string): string {
  return join(folder ?? '', `${id}.eml`);
}

function idsIn(folder: string): string[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const names = readdirSync(folder).filter((entry) => /^\d{4}-\d\d-\d\dT[\d.-]+Z-\w+\.eml$/.test(entry));
  return names.map((entry) => entry.slice(0, -4)).sort();
}

async function read(id: string, raw: Buffer): Promise<Mail> {
  const parsed = await simpleParser(raw, { skipHtmlToText: false });
  return {
    id,
    at: id.replace(/T(\d\d)-(\d\d)-(.*Z)-\w+$/, 'T$1:$2:$3'),
    from: addresses(parsed.from),
    to: addresses(parsed.to),
    subject: parsed.subject ?? '',
    messageId: parsed.messageId ?? '',
    text: parsed.text ?? '',
    headers: Object.fromEntries(
      parsed.headerLines.map(({ key, line }) => [key, line.replace(/^[^:]*:\s*/, '').replace(/\r?\n\s+/g, ' ')]),
    ),
  };
}

function addresses(given: AddressObject | AddressObject[] | undefined): string {
  return [given ?? []]
    .flat()
    .map((address) => address.text)
    .join(', ');
}
