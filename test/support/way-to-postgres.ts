import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Way {
  url: string;
  /** Loses what is sent from now on over the connections that are open, either way. None is closed. */
  lose(): void;
  close(): void;
}

/** A way to Postgres that can be closed, and on which what is sent can get lost. */
export async function wayTo(url: string): Promise<Way> {
  const { hostname, port } = new URL(url);
  const open = new Set<Socket>();
  const lost = new Set<Socket>();
  const forward = (from: Socket, to: Socket): void => {
    open.add(from.on('error', () => undefined));
    from.on('data', (bytes) => void (lost.has(from) || to.write(bytes)));
    from.on('close', () => to.destroy());
  };
  const server = createServer((socket) => {
    const postgres = connect(Number(port), hostname);
    forward(socket, postgres);
    forward(postgres, socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const here = new URL(url);
  here.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: here.href,
    lose: () => open.forEach((socket) => lost.add(socket)),
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
