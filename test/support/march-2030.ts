import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { AgreementDocument } from '../../libs/domain/agreement/document.js';
import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import { storeTeam } from '../../libs/persistence/agreements/store-team.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { appendFacts } from '../../libs/persistence/facts/append-facts.js';
import { capturedLead, type Branch } from './branch.js';
import { testDatabase } from './stack.js';
import { storeAgreement } from './store-agreement.js';
import { tradeAgreement, tradeTeam } from './trade.js';

// Lives are lived in March 2030, by turns that bear their instants as numbers. 2030-03-04 is a Monday.
export const at = (text: string): number => Date.parse(`2030-03-${text}:00Z`);
export const weekMs = 7 * 86_400_000;
const agreement: AgreementDocument = {
  ...tradeAgreement,
  requirements: { ...tradeAgreement.requirements, sales_accepted: [{ field: 'phone', is: 'present' }] },
  outcomes: (tradeAgreement.outcomes ?? []).map((one) => (one.reason === 'outside-profile' ? { ...one, contest: '3d' } : one)),
  promises: [
    { by: 'marketing', measure: 'volume', atLeast: 5, per: 'week' },
    { by: 'marketing', measure: 'acceptance', atLeast: '50%', per: 'week' },
    { by: 'marketing', measure: 'completeness', atLeast: '50%', per: 'week' },
    { by: 'sales', measure: 'kept', clock: 'accept', atLeast: '70%', per: 'week' },
    { by: 'sales', measure: 'outcomes', atLeast: '90%', per: 'month' },
  ],
};

/** Nine leads in two weeks, under two versions of which the second comes in force in the middle of the second week. Destroy it in `afterAll`. */
export async function march2030(): Promise<DataSource> {
  const source = await createDataSource((await testDatabase('march')).url).initialize();
  await storeTeam(source, tradeTeam);
  await storeAgreement(source, agreement);
  await liveThroughMarch(source);
  await source.query(`update agreement set in_force_at = '2030-03-13' where version = 2`);
  return source;
}

/** A turn at that instant. */
function turnAt(lead: Branch, now: number, ...inputs: LeadInput[]): Promise<unknown> {
  lead.last = now - 1;
  return lead.turn(...inputs);
}

/** A fact counts from when it was received, at the latest: so that, too, is in 2030. */
async function hear(
  source: DataSource,
  leadId: string,
  kind: string,
  data: Record<string, unknown>,
  occurredAt: number,
  now = occurredAt,
): Promise<void> {
  await appendFacts(source, [{ id: randomUUID(), kind, data, lead: { leadId }, occurredAt }], now);
  await source.query('update fact set received_at = $2 where lead_id = $1 and received_at < occurred_at', [
    leadId,
    new Date(now),
  ]);
}

async function opened(source: DataSource, now: number, profile: Record<string, string> = {}): Promise<Branch> {
  const lead = await capturedLead(source, { country: 'ES', ...profile });
  await hear(source, lead.leadId, 'form_submitted', { form: 'demo' }, now);
  await turnAt(lead, now, { kind: 'open', at: now });
  return lead;
}

async function told(source: DataSource, now: number, profile?: Record<string, string>): Promise<Branch> {
  const lead = await opened(source, now, profile);
  await tell(lead, now + 1_000);
  return lead;
}

async function tell(lead: Branch, now: number): Promise<void> {
  const key = lead.state?.effects.find(({ effect }) => effect.kind === 'tellRep')?.effect.key ?? 'no notice';
  await turnAt(lead, now, { kind: 'effectDone', at: now, key, outcome: 'done' });
}

function ask(
  lead: Branch,
  now: number,
  command: { kind: 'accept' } | { kind: 'reject' | 'outcome'; reason: string },
): Promise<unknown> {
  const whole = { id: randomUUID(), repId: lead.state?.repId ?? '', ...command };
  return turnAt(lead, now, { kind: 'command', at: now, command: whole });
}

async function liveThroughMarch(source: DataSource): Promise<void> {
  // Opened in the first week and accepted in the second, late; the verdict in time.
  const late = await told(source, at('10T23:50'), { phone: '+34600000001' });
  await turnAt(late, at('11T00:21'), { kind: 'due', at: at('11T00:21') });
  await ask(late, at('11T00:30'), { kind: 'accept' });
  await ask(late, at('12T09:00'), { kind: 'outcome', reason: 'never' });
  // Accepted in time, and no outcome: the clock until it breaks ten days later.
  const silent = await told(source, at('05T10:00'), { phone: '+34600000002' });
  await ask(silent, at('05T10:10'), { kind: 'accept' });
  await turnAt(silent, at('15T10:11'), { kind: 'due', at: at('15T10:11') });
  // Rejected; and accepted by a branch that a reset undid, then rejected.
  await ask(await told(source, at('05T11:00')), at('05T11:05'), { kind: 'reject', reason: 'outside-profile' });
  const undone = await told(source, at('06T11:00'));
  const fork = undone.fork();
  await ask(undone, at('06T11:02'), { kind: 'accept' });
  await ask(fork, at('06T11:05'), { kind: 'reject', reason: 'not-a-buyer' });
  // The rep was told when their time was over: until then it was the system's. From then on they had half an hour, and took ten minutes.
  const toldLate = await opened(source, at('07T09:00'));
  await turnAt(toldLate, at('07T09:31'), { kind: 'due', at: at('07T09:31') });
  await tell(toldLate, at('07T09:40'));
  await ask(toldLate, at('07T09:50'), { kind: 'accept' });
  // Never told, never answered.
  const never = await opened(source, at('08T09:00'));
  await turnAt(never, at('08T09:31'), { kind: 'due', at: at('08T09:31') });
  // Joined to another lead before anybody answered.
  const joined = await told(source, at('08T10:00'));
  await source.query('update lead set merged_into = $2 where lead_id = $1', [joined.leadId, never.leadId]);
  await turnAt(joined, at('08T10:05'), { kind: 'ring', at: at('08T10:05'), upTo: 1 });
  // Rejected, contested, and accepted by the next rep.
  const contested = await told(source, at('09T10:00'));
  await ask(contested, at('09T10:05'), { kind: 'reject', reason: 'outside-profile' });
  await turnAt(contested, at('09T11:00'), {
    kind: 'command',
    at: at('09T11:00'),
    command: { id: randomUUID(), kind: 'contest' },
  });
  await ask(contested, at('09T11:05'), { kind: 'accept' });
  // Under the second version: a touch that was reported late withdraws the breach of the first touch.
  await storeAgreement(source, { ...agreement, promises: (agreement.promises ?? []).slice(0, 2) });
  const proven = await told(source, at('13T10:00'));
  await ask(proven, at('13T10:05'), { kind: 'accept' });
  await turnAt(proven, at('13T12:01'), { kind: 'due', at: at('13T12:01') });
  const touch = { channel: 'call', by: 'rep', repId: proven.state?.repId, seconds: 60 };
  await hear(source, proven.leadId, 'touch', touch, at('13T11:00'), at('13T13:00'));
  await turnAt(proven, at('13T13:00'), { kind: 'ring', at: at('13T13:00'), upTo: 2 });
}
