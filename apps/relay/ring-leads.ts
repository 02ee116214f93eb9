import { someAtATime } from '../../libs/process/some-at-a-time.js';
import { NoAnswer } from '../../libs/temporal/no-answer.js';
import type { LeadClient } from '../../libs/temporal/lead-client.js';

/** A ring to send: the lead must hear facts up to `upTo`. */
export interface OwedTo {
  leadId: string;
  upTo: number;
}

/** Leads whose rings did not reach Temporal. */
export interface Unrung {
  /** It did not take them. */
  refused: string[];
  /** They were not tried after that: Temporal is spared. */
  spared: string[];
}

const atOnce = 16;

/** Rings leads, some at a time, in order. */
export async function ringLeads(client: Pick<LeadClient, 'ring'>, rings: OwedTo[]): Promise<Unrung> {
  const unrung: Unrung = { refused: [], spared: [] };
  await someAtATime(rings, atOnce, async (next) => {
    if (unrung.refused.length > 0) unrung.spared.push(next.leadId);
    else if (!(await wasTaken(client, next))) unrung.refused.push(next.leadId);
  });
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
