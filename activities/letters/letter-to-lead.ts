import { unsubscribeWord } from '../../libs/domain/agreement/placeholders.js';
import type { Message } from '../../libs/persistence/effects/load-message.js';
import type { Letter, Unwritten } from '../mail-once.js';
import { fillIn } from './fill-in.js';

/**
 * A message of the team, filled in for one lead; unwritten if that would leave a hole. With a link, the mail says how to hear no more: where the
 * words have `{{unsubscribe}}`, else in a line at the end.
 */
export function letterToLead({ to, subject, text, field }: Message, unsubscribeUrl: string | null): Letter | Unwritten {
  if (to === null) return { skip: 'message.no_address' };
  const lacking = new Set<string>();
  const value = (path: string): unknown => (path === unsubscribeWord ? unsubscribeUrl : field(path));
  const fill = (words: string): string => fillIn(words, value, (path) => lacking.add(path));
  const letter = { to, subject: fill(subject).replace(/\s+/g, ' '), text: fill(withWayOut(text, unsubscribeUrl)) };
  const [path] = lacking;
  if (path !== undefined) return { skip: `message.lacks ${path}` };
  return unsubscribeUrl === null ? letter : { ...letter, unsubscribeUrl };
}

function withWayOut(text: string, url: string | null): string {
  if (url === null) return text.replace(/\{\{\s*unsubscribe\s*(\|[^{}]*)?\}\}/g, '');
  return /\{\{\s*unsubscribe\s*\}\}/.test(text) ? text : `${text.trimEnd()}\n\n--\nNo more mails like this: {{unsubscribe}}\n`;
}
