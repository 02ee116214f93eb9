import { createServer } from 'node:net';

const hosts = ['127.0.0.1', '0.0.0.0', '::'];

/** The preferred port, or the next one that nobody listens on. `taken` are ports already promised to others. */
export async function freePort(preferred: number, taken: readonly number[] = []): Promise<number> {
  for (let port = preferred; port <= 65_535; port++) {
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
  throw new Error(`No free port from ${preferred} on. Stop what listens there, or choose another port.`);
}

/** Any port that nobody listens on, chosen by the system. */
export async function anyPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function isFree(port: number): Promise<boolean> {
  for (const host of hosts) if (!(await canListen(port, host))) return false;
  return true;
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // A machine without IPv6 is no reason to call a port taken.
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
