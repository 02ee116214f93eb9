import { setTimeout as pause } from 'node:timers/promises';
import type { BatonClient } from './baton-client.js';
import { showProgress } from './progress.js';

/** How many leads stand where: by band, by stage, and by the rep or queue that holds them. */
export interface Standings {
  band: Record<string, number>;
  stage: Record<string, number>;
  holder: Record<string, number>;
}

interface Lead {
  leadId: string;
  stage: string;
  /** Null before its first turn. */
  band: string | null;
  repId: string | null;
  queue: string | null;
}

const roundMs = 3_000;
const mostRounds = 200;

/** Reads all leads, round after round, until each has begun to live and two rounds count the same (ten minutes at most). */
export async function countStandings(baton: BatonClient): Promise<Standings> {
  let leads = await readLeads(baton);
  for (let round = 1; round < mostRounds; round++) {
    const before = JSON.stringify(standingsOf(leads));
    await pause(roundMs);
    leads = await readLeads(baton);
    const living = leads.filter((lead) => lead.band !== null).length;
    showProgress('standings', living, leads.length);
    if (living === leads.length && JSON.stringify(standingsOf(leads)) === before) break;
  }
  return standingsOf(leads);
}

/** A lead that moves while the pages are read may come twice, or not at all: the next round finds it. */
async function readLeads(baton: BatonClient): Promise<Lead[]> {
  const leads = new Map<string, Lead>();
  for (let after: string | null = ''; after !== null;) {
    const query: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const page = (await baton.get(`/v1/leads?limit=1000${query}`)) as { leads: Lead[]; next: string | null };
    for (const lead of page.leads) leads.set(lead.leadId, lead);
    after = page.next;
  }
  return [...leads.values()];
}

const standingsOf = (leads: Lead[]): Standings => ({
  band: countBy(leads, (lead) => lead.band ?? 'not scored yet'),
  stage: countBy(leads, (lead) => lead.stage),
  holder: countBy(leads, (lead) => lead.repId ?? lead.queue ?? 'marketing'),
});

function countBy<Item>(items: Item[], nameOf: (item: Item) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of items.map(nameOf)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort());
}
