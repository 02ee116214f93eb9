import { Client } from '@temporalio/client';
import { connectLazily } from '../../libs/temporal/connect.js';
import type { Baton } from './start-baton.js';

/** Temporal as ops see it, beside Baton. Close `client.connection` when done. */
export function openTemporal({ temporal }: Pick<Baton, 'temporal'>): Client {
  return new Client({ connection: connectLazily(temporal.address), namespace: temporal.namespace });
}
