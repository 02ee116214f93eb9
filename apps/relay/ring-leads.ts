import { NoAnswer } from '../../libs/temporal/no-answer.js';
import type { LeadClient } from '../../libs/temporal/lead-client.js';

/** A ring to send: the lead must hear facts up to `upTo`. */
export interface OwedTo {
  leadId: string;
  upTo: number;
}

const atOnce = 16;

/** Rings leads, some at a time. Returns those that Temporal did not take; after the first of them the rest is spared. */
export async function ringLeads(client: Pick<LeadClient, 'ring'>, rings: OwedTo[]): Promise<string[]> {
  const queue = [...rings];
  const unrung: string[] = [];
  const ringer = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (unrung.length > 0 || !(await wasTaken(client, next))) unrung.push(next.leadId);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, rings.length) }, ringer));
  return unrung;
}

async function wasTaken(client: Pick<LeadClient, 'ring'>, { leadId, upTo }: OwedTo): Promise<boolean> {
  try {
    await client.ring(leadId, upTo);
    return true;
  } catch (error) {
    if (error instanceof NoAnswer) return false;
    throw error;
  }
}
