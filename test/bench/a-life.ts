import { randomUUID } from 'node:crypto';
import { captured, factOf, type NewFact } from './bench-baton.js';

export const factsALife = 40;

const pages = ['/', '/docs', '/blog', '/customers', '/about', '/docs/api', '/team', '/careers', '/pricing'];

/** The n-th fact of a life: who it is, then 37 page views, then a demo is asked for. */
export function factOfLife(email: string, n: number): NewFact {
  const first = n < 2 ? captured(email)[n] : undefined;
  if (first !== undefined) return first;
  if (n === factsALife - 1) return factOf({ email }, 'form_submitted', { form: 'demo', product: 'crm' });
  return factOf({ email }, 'page_viewed', { path: pages[n % pages.length] });
}

/** What the rep then does with it: eight commands, from the acceptance to the end. */
export function commandsOfLife(repId: string): { id: string; kind: string; repId: string; [more: string]: unknown }[] {
  const call = { kind: 'touch', channel: 'call', seconds: 180 };
  const mail = { kind: 'touch', channel: 'email' };
  const works = [{ kind: 'accept' }, call, mail, call, mail, call, mail, { kind: 'outcome', reason: 'no-budget' }];
  return works.map((work) => ({ ...work, id: randomUUID(), repId }));
}
