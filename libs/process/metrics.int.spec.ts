import { createServer, type AddressInfo } from 'node:net';
import pino from 'pino';
import { countRings } from '../../apps/relay/count-rings.js';
import { timeTurns } from '../../apps/worker/time-turns.js';
import type { Activities } from '../../activities/index.js';
import { eventually } from '../../test/support/eventually.js';
import { createRegistry, serveMetrics, type MetricsServer } from './metrics.js';

const token = 'a-token-for-this-spec';
const lines: string[] = [];
const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
const registry = createRegistry('spec');
const servers: MetricsServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await new Promise((listening) => probe.once('listening', listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

const read = (port: number, path = '/metrics', authorization = `Bearer ${token}`): Promise<Response> =>
  fetch(`http://localhost:${port}${path}`, { headers: { authorization, connection: 'close' } });

describe('metrics of a process without HTTP', () => {
  it('are served on a port of their own, to whoever bears the token', async () => {
    const port = await freePort();
    servers.push(serveMetrics(registry, { port, token, log }));
    const reply = await eventually(() => read(port));
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, registry.contentType]);
    expect(await reply.text()).toMatch(/process_cpu_seconds_total\{app="spec"\}/);
    expect((await read(port, '/metrics', 'Bearer other')).status).toBe(401);
    expect((await read(port, '/elsewhere')).status).toBe(404);
    servers.push(serveMetrics(registry, { port, token, log }));
    await eventually(() => expect(lines.join('')).toContain('METRICS_PORT of its own'));
    expect((await read(port)).status).toBe(200);
  });

  it('are not served without a port', async () => {
    await expect(serveMetrics(registry, { port: undefined, token, log }).close()).resolves.toBeUndefined();
  });

  it('count rings by whether Temporal took them', async () => {
    const isAway = new Error('away');
    const client = countRings({ ring: (leadId) => (leadId === 'gone' ? Promise.reject(isAway) : Promise.resolve()) }, registry);
    await client.ring('eva', 1);
    await expect(client.ring('gone', 1)).rejects.toBe(isAway);
    const { values } = await registry.getSingleMetric('baton_rings_total')!.get();
    expect(values.map(({ labels, value }) => [labels['taken'], value])).toEqual([
      ['yes', 1],
      ['no', 1],
    ]);
  });

  it('time turns by whether they were taken', async () => {
    const fault = new Error('fault');
    const takeTurn = ({ number }: { number: number }) =>
      number === 0 ? Promise.reject(fault) : Promise.resolve({ turn: number });
    const timed = timeTurns({ takeTurn } as unknown as Activities, registry);
    const request = { leadId: 'eva', state: null, inputs: [] };
    expect(await timed.takeTurn({ ...request, number: 7 })).toEqual({ turn: 7 });
    await expect(timed.takeTurn({ ...request, number: 0 })).rejects.toBe(fault);
    const text = await registry.getSingleMetricAsString('baton_turn_seconds');
    for (const taken of ['yes', 'no']) expect(text).toMatch(new RegExp(`baton_turn_seconds_count\\{.*taken="${taken}".*\\} 1`));
  });
});
