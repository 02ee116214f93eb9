import { someAtATime } from '../../libs/process/some-at-a-time.js';
import { LeadOverHttp } from '../support/lead-over-http.js';
import type { Baton } from '../support/start-baton.js';

type Step = (lead: LeadOverHttp) => Promise<unknown>;

const demo: Step = async (lead) => {
  await lead.does('form_submitted', { form: 'demo' });
  await lead.until(({ handOff }) => Boolean(handOff?.noticedAt), 'the notice', 120_000);
};
const asks =
  (command: object): Step =>
  async (lead) => {
    const { repId } = await lead.read();
    const { status, body } = await lead.askPatiently({ repId, ...command });
    if (status !== 200) throw new Error(`${JSON.stringify(command)} was answered ${status}: ${JSON.stringify(body)}`);
  };
const accept = asks({ kind: 'accept' });
const call = asks({ kind: 'touch', channel: 'call', seconds: 180 });
const qualify = asks({ kind: 'advance', to: 'sales_qualified' });
const toOpportunity = asks({ kind: 'advance', to: 'opportunity' });
const outcome = (reason: string): Step => asks({ kind: 'outcome', reason });

/** Walks through a life, each to another stage; the last two end. Ten leads are one of each, and two that nurture. */
const walks: Step[][] = [
  [],
  [demo],
  [demo, accept],
  [demo, accept, call],
  [demo, accept, call, qualify],
  [demo, accept, call, qualify, toOpportunity],
  [demo, accept, outcome('not-now')],
  [],
  [demo, accept, outcome('too-dear')],
  [demo, accept, call, qualify, toOpportunity, outcome('bought')],
];
const atOnce = 12;

/** So many leads, at all stages of the trade's agreement. `told`: after each, how many there are. */
export async function leadsAtAllStages(
  baton: Baton,
  count: number,
  told: (done: number) => void = () => undefined,
): Promise<void> {
  let done = 0;
  const walking = Array.from({ length: count }, (_, n) => walks[n % walks.length] ?? []);
  await someAtATime(walking, atOnce, async (steps) => {
    const lead = await LeadOverHttp.capture(baton);
    await lead.until(({ stage }) => stage !== 'inquiry', 'its first turn', 120_000);
    for (const step of steps) await step(lead);
    told((done += 1));
  });
}
