import { setTimeout as pause } from 'node:timers/promises';
import type { BatonClient } from './baton-client.js';
import { inLanes } from './in-lanes.js';

/** How many leads stand where: by band, by stage, and by the rep or queue that holds them. */
export interface Standings {
  band: Record<string, number>;
  stage: Record<string, number>;
  holder: Record<string, number>;
}

interface Lead {
  stage: string;
  repId: string | null;
  queue: string | null;
  turn: number;
  assessment: { band: string } | null;
}

const mostRounds = 60;
const roundMs = 3_000;

/** Reads every lead, round after round, until all have begun to live and two rounds count the same (three minutes at most). */
export async function countStandings(baton: BatonClient, leadIds: readonly string[]): Promise<Standings> {
  let leads = await readLeads(baton, leadIds);
  for (let round = 1; round < mostRounds; round++) {
    const before = JSON.stringify(standingsOf(leads));
    await pause(roundMs);
    leads = await readLeads(baton, leadIds);
    process.stderr.write(`\rstandings  ${leads.filter((lead) => lead.turn > 0).length}/${leads.length} live, round ${round}`);
    if (leads.every((lead) => lead.turn > 0) && JSON.stringify(standingsOf(leads)) === before) break;
  }
  process.stderr.write('\n');
  return standingsOf(leads);
}

async function readLeads(baton: BatonClient, leadIds: readonly string[]): Promise<Lead[]> {
  const leads: Lead[] = [];
  await inLanes(leadIds, 8, async (leadId) => {
    leads.push((await baton.get(`/v1/leads/${leadId}`)) as Lead);
  });
  return leads;
}

const standingsOf = (leads: Lead[]): Standings => ({
  band: countBy(leads, (lead) => lead.assessment?.band ?? 'not scored yet'),
  stage: countBy(leads, (lead) => lead.stage),
  holder: countBy(leads, (lead) => lead.repId ?? lead.queue ?? 'marketing'),
});

function countBy<Item>(items: Item[], nameOf: (item: Item) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of items.map(nameOf)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort());
}
