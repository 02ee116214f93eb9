import { NativeConnection } from '@temporalio/worker';

/** A connection for a worker. Throws when Temporal can't be reached at `address` (host:port). Apart from connect.ts: it loads the native core. */
export async function connectWorker(address: string): Promise<NativeConnection> {
  try {
    return await NativeConnection.connect({ address });
  } catch (cause) {
    throw new Error(`Temporal can't be reached at ${address}: start it, or set TEMPORAL_ADDRESS to where it runs.`, { cause });
  }
}
