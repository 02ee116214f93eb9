import { Counter } from 'prom-client';
import type { Registry } from '../../libs/process/metrics.js';
import type { LeadClient } from '../../libs/temporal/lead-client.js';

/** The same client; every ring is counted. */
export function countRings(client: Pick<LeadClient, 'ring'>, registry: Registry): Pick<LeadClient, 'ring'> {
  const rings = new Counter({
    name: 'baton_rings_total',
    help: 'Rings sent to lives, by whether Temporal took them.',
    labelNames: ['taken'],
    registers: [registry],
  });
  return {
    ring: async (leadId, upTo) => {
      try {
        await client.ring(leadId, upTo);
      } catch (error) {
        rings.inc({ taken: 'no' });
        throw error;
      }
      rings.inc({ taken: 'yes' });
    },
  };
}
