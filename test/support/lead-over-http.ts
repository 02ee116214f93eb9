import { randomUUID } from 'node:crypto';
import { eventually } from './eventually.js';
import type { Baton } from './start-baton.js';
import type { Response } from './call.js';

/** One lead, as its senders and its rep see it over HTTP. */
export class LeadOverHttp {
  constructor(
    private readonly baton: Baton,
    readonly leadId: string,
  ) {}

  static async capture(baton: Baton, body: object = {}): Promise<LeadOverHttp> {
    const lead = { email: `${randomUUID()}@buyer.example`, profile: { country: 'ES' }, consent: { email: true }, ...body };
    const { status, body: captured } = await baton.call('POST', '/v1/leads', lead);
    if (status !== 202) throw new Error(`The capture was refused: ${JSON.stringify(captured)}`);
    return new LeadOverHttp(baton, captured.leadId);
  }

  /** A lead that has asked for a demo and was handed to a rep. */
  static async handedOff(baton: Baton): Promise<LeadOverHttp> {
    const lead = await LeadOverHttp.capture(baton);
    await lead.does('form_submitted', { form: 'demo' });
    await lead.reaches('marketing_qualified');
    return lead;
  }

  async does(kind: string, data: object = {}): Promise<void> {
    const fact = { id: randomUUID(), kind, occurredAt: new Date().toISOString(), lead: { leadId: this.leadId }, data };
    const { status, body } = await this.baton.call('POST', '/v1/facts', { facts: [fact] });
    if (status !== 202 || body.refused.length > 0) throw new Error(`The fact was refused: ${JSON.stringify(body)}`);
  }

  ask(command: object): Promise<Response> {
    return this.baton.call('POST', `/v1/leads/${this.leadId}/commands`, { id: randomUUID(), ...command });
  }

  /** Asks until it is answered: after a 503 the same id may be sent again. */
  async askPatiently(command: object): Promise<Response> {
    const body = { id: randomUUID(), ...command };
    return eventually(
      async () => {
        const answer = await this.ask(body);
        if (answer.status === 503) throw new Error(`No answer: ${JSON.stringify(answer.body)}`);
        return answer;
      },
      { timeoutMs: 60_000, everyMs: 200 },
    );
  }

  /** As the rep who holds it now. */
  async askAsHolder(command: object): Promise<Response> {
    const { repId } = await this.read();
    return this.ask({ repId, ...command });
  }

  async read(part = ''): Promise<Response['body']> {
    const { status, body } = await this.baton.call('GET', `/v1/leads/${this.leadId}${part}`);
    if (status !== 200) throw new Error(`GET ${part || 'the lead'} gave ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  async events(): Promise<{ kind: string; at: string; turn: number; [more: string]: unknown }[]> {
    return (await this.read('/events?limit=500')).events;
  }

  /** Waits for an event of this kind. */
  hasEvent(kind: string, timeoutMs = 15_000): Promise<void> {
    return eventually(
      async () => {
        const kinds = (await this.events()).map((event) => event.kind);
        if (!kinds.includes(kind)) throw new Error(`Waited for ${kind}; there is ${kinds.join(', ')}`);
      },
      { timeoutMs, everyMs: 50 },
    );
  }

  reaches(stage: string, timeoutMs = 15_000): Promise<Response['body']> {
    return this.until((lead) => lead.stage === stage, `stage ${stage}`, timeoutMs);
  }

  /** Reads the lead until it is as wanted. */
  until(isSo: (lead: Response['body']) => boolean, what: string, timeoutMs = 15_000): Promise<Response['body']> {
    return eventually(
      async () => {
        const lead = await this.read();
        if (!isSo(lead)) throw new Error(`Waited for ${what}; the lead is ${JSON.stringify(lead)}`);
        return lead;
      },
      { timeoutMs, everyMs: 50 },
    );
  }
}
