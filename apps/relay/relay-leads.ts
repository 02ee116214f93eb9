import type { DataSource, EntityManager } from 'typeorm';
import { currentVersions } from '../../libs/persistence/agreements/load-terms.js';
import { claimLeads } from '../../libs/persistence/facts/claim-leads.js';
import { setDue } from '../../libs/persistence/facts/due-leads.js';
import { saveLedgers, undoRings } from '../../libs/persistence/facts/save-ledger.js';
import { failpoint } from '../../libs/process/failpoint.js';
import type { LeadClient } from '../../libs/temporal/lead-client.js';
import { bringUpToDate, type Looked } from './bring-up-to-date.js';
import { ringLeads } from './ring-leads.js';

export interface Relayed {
  /** Leads looked at. 0: nothing is due, or no agreement is in force and the facts wait. */
  leads: number;
  rung: number;
  /** Rings that Temporal did not take: it is away. They are owed still. */
  unrung: number;
  /** Leads that could not be scored, and why: they are looked at again later. */
  faulty: { leadId: string; error: unknown }[];
}

/** A ring that Temporal refused may be that lead's own trouble: others go before it. */
const refusedAgainMs = 5_000;

/**
 * One round: claims due leads, brings their ledgers up to date and commits the rings they are owed with them; then rings.
 * What any number of relays guarantee, killed anywhere, at any time:
 * 1. A fact is never missed. It makes its lead due in its own transaction; only a look that has its number in the ledger takes that back.
 * 2. A ring is never lost. It is owed in the same commit as the ledger that calls for it, and until the life's row says that it was heard.
 * 3. One look at a lead at a time: a look holds the lead's lock, so ledgers are written and facts are numbered one after the other.
 * 4. One ring in flight a lead: news meanwhile are owed with it, and rung when a turn has committed. That turn makes the lead due itself.
 * 5. No ring for what a life knows: what a turn has read by itself, for a command or a timer, is heard.
 * 6. In doubt a lead is rung: when what its life knew can't be compared, when its standing changed and changed back. A ring too many does no harm.
 * 7. A ring may be sent twice (a relay killed after sending, an answer that got lost): it is a doorbell, and the turn reads what is there.
 * 8. Killed between commit and ring: rung 5 s later, by any relay. A relay that freezes loses its locks after a minute.
 * 9. One lead's trouble is its own: neither a lead that can't be scored nor one that Temporal refuses keeps others waiting.
 * 10. Leads that came in bulk are rung only while fewer than `bulkRingsUnheard` such rings are unheard: whoever acts alone goes first.
 * Instants of Postgres and turn numbers of Temporal are compared: their clocks may differ by less than a life takes to hear, some milliseconds.
 */
export async function relayLeads(source: DataSource, client: Pick<LeadClient, 'ring'>, atMost: number): Promise<Relayed> {
  const looked = await source.transaction((manager) => lookAtDue(manager, atMost));
  const rings = looked.flatMap(({ ring }) => ring ?? []);
  if (rings.length > 0) failpoint('ring.owed');
  const { refused, spared } = await ringLeads(client, rings);
  if (rings.length > 0) failpoint('ring.sent');
  const unrung = refused.length + spared.length;
  if (unrung > 0) {
    await source.transaction((manager) => undoRings(manager, refused, refusedAgainMs));
    await source.transaction((manager) => undoRings(manager, spared, 0));
  }
  const faulty = looked.flatMap(({ next, error }) => (error === undefined ? [] : [{ leadId: next.leadId, error }]));
  return { leads: looked.length, rung: rings.length - unrung, unrung, faulty };
}

async function lookAtDue(manager: EntityManager, atMost: number): Promise<Looked[]> {
  const inForce = await currentVersions(manager);
  const claim = inForce === null ? null : await claimLeads(manager, atMost);
  if (inForce === null || claim === null || claim.leads.length === 0) return [];
  const looked = await bringUpToDate(manager, claim, inForce);
  await saveLedgers(
    manager,
    looked.flatMap(({ ledger }) => ledger ?? []),
  );
  await setDue(
    manager,
    looked.map(({ next }) => next),
  );
  if (looked.some(({ ring }) => ring !== null)) failpoint('ring.planned');
  return looked;
}
