import { Connection } from '@temporalio/client';

/** A connection for clients. It connects at the first call, so that an app starts while Temporal is down. `address` is host:port. */
export function connectLazily(address: string): Connection {
  return Connection.lazy({ address, connectTimeout: '5s' });
}
