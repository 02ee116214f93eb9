import { createServer, type Server } from 'node:http';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { bearsToken } from './bears-token.js';
import type { Logger } from './log.js';

export type { Registry };

/** What Prometheus reads of one process: its memory, event loop and collections, and whatever is registered beside. */
export function createRegistry(app: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ app });
  collectDefaultMetrics({ register: registry });
  return registry;
}

export interface MetricsServer {
  close(): Promise<void>;
}

/**
 * Serves the registry at `/metrics` of a port of its own, for processes that have no HTTP else; without a port, nothing. A port that is taken is
 * told, and the process goes on.
 */
export function serveMetrics(
  registry: Registry,
  options: { port: number | undefined; token: string; log: Logger },
): MetricsServer {
  const { port, token, log } = options;
  if (port === undefined) return { close: () => Promise.resolve() };
  const mayRead = bearsToken(token);
  const server = createServer((request, response) => {
    if (!mayRead(request.headers.authorization)) return void response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      (err: unknown) => {
        log.warn({ err }, 'metrics could not be read');
        response.writeHead(500).end();
      },
    );
  });
  server.on('error', (err) => log.warn({ err, port }, 'no metrics: give every process a METRICS_PORT of its own'));
  server.listen(port);
  return { close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
