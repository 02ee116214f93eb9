import type { DataSource } from 'typeorm';
import type { LeadClient } from '../../libs/temporal/lead-client.js';

/** Where moves are kept, and who asks leads. */
export interface MovingParts {
  source: DataSource;
  leads: Pick<LeadClient, 'command'>;
}
