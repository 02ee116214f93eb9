import { randomUUID } from 'node:crypto';
import { LeadOverHttp } from '../support/lead-over-http.js';
import type { Baton } from '../support/start-baton.js';
import { patient } from './patient.js';

/** All that senders sent, by their ids: what Baton must hold in the end. */
export interface Sent {
  leads: Set<string>;
  /** Touches too, by the id of their command, and what a capture tells beside itself. */
  facts: Set<string>;
  commands: Set<string>;
  /** Leads whose workflow was reset: the run before it ends as terminated. */
  resets: Set<string>;
}

export const nothingSent = (): Sent => ({ leads: new Set(), facts: new Set(), commands: new Set(), resets: new Set() });

/** One lead told of by patient senders: it asks for a demo, is accepted, called, and put off; it then sleeps for a month. */
export async function sendLife(baton: Baton, sent: Sent): Promise<LeadOverHttp> {
  const lead = await capture(baton, sent);
  await tell(baton, sent, lead, 'file_downloaded', { file: 'guide' });
  await tell(baton, sent, lead, 'form_submitted', { form: 'demo' });
  const { repId } = await lead.until(({ handOff }) => Boolean(handOff?.noticedAt), 'the notice', 90_000);
  await ask(lead, sent, { kind: 'accept', repId });
  await ask(lead, sent, { kind: 'touch', repId, channel: 'call', seconds: 60 });
  await ask(lead, sent, { kind: 'outcome', repId, reason: 'not-now' });
  await lead.reaches('nurturing', 60_000);
  return lead;
}

/** As many at once. */
export const sendLives = (baton: Baton, sent: Sent, count: number): Promise<LeadOverHttp[]> =>
  Promise.all(Array.from({ length: count }, () => sendLife(baton, sent)));

export async function capture(baton: Baton, sent: Sent): Promise<LeadOverHttp> {
  const id = randomUUID();
  const lead = await LeadOverHttp.capture(patient(baton), { id });
  sent.leads.add(lead.leadId);
  sent.facts.add(id).add(`${id}:consent:email`);
  return lead;
}

export async function tell(baton: Baton, sent: Sent, { leadId }: LeadOverHttp, kind: string, data: object): Promise<void> {
  const fact = { id: randomUUID(), kind, occurredAt: new Date().toISOString(), lead: { leadId }, data };
  sent.facts.add(fact.id);
  const { status, body } = await patient(baton).call('POST', '/v1/facts', { facts: [fact] });
  expect([status, body.refused, body.accepted + body.duplicates]).toEqual([202, [], 1]);
}

/** Asks until the lead has answered, and expects a yes. */
export async function ask(lead: LeadOverHttp, sent: Sent, command: { kind: string; [more: string]: unknown }): Promise<void> {
  const id = randomUUID();
  sent.commands.add(id);
  if (command.kind === 'touch') sent.facts.add(id);
  const { status, body } = await lead.ask({ ...command, id });
  expect([command.kind, status, body.applied]).toEqual([command.kind, 200, true]);
}
