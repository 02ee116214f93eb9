import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { HTTPMethods } from 'fastify';
import { readFileSync } from 'node:fs';
import type pino from 'pino';
import type { DataSource } from 'typeorm';
import type { ApiParts } from '../../apps/api/api-parts.js';
import { enrolHeads, putInForce, type Send } from '../../apps/local/put-in-force.js';
import { createApi } from '../../apps/api/create-api.js';
import { problemSchema } from '../../apps/api/open-api.js';
import type { Side } from '../../libs/domain/agreement/signs.js';
import type { AuditInput } from '../../libs/messages/audit.js';
import type { BacktestInput } from '../../libs/messages/backtest.js';
import type { MoveAct } from '../../libs/messages/move-leads.js';
import type { ReconcileInput } from '../../libs/messages/reconcile.js';
import type { FreeStuckInput } from '../../libs/messages/free-stuck.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { takeTurn } from '../../libs/persistence/turn/take-turn.js';
import { createLog } from '../../libs/process/log.js';
import { NoAnswer } from '../../libs/temporal/no-answer.js';
import { testDatabase } from './stack.js';

export interface Reply {
  status: number;
  type: string;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
}

interface TemporalStandIn {
  isAway: boolean;
  retries: FreeStuckInput[];
  reconciliations: ReconcileInput[];
  audits: AuditInput[];
  backtests: BacktestInput[];
  moves: { moveId: string; act: MoveAct }[];
}

/** The real API on a real Postgres, without a socket. Only Temporal is stood in for: a command goes straight into a real turn. */
export interface ApiUnderTest {
  source: DataSource;
  /** Every line the API has logged. */
  logged: string[];
  /** `retries`, `reconciliations`, `audits`, `backtests` and `moves`: what those workflows were started with. */
  temporal: TemporalStandIn;
  get(url: string, headers?: Record<string, string>): Promise<Reply>;
  /** A text or bytes are sent as they are; anything else as JSON. */
  post(url: string, body: unknown, headers?: Record<string, string>): Promise<Reply>;
  postYaml(url: string, yaml: string, headers?: Record<string, string>): Promise<Reply>;
  /** Any other method. */
  request(method: string, url: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  /** Makes the heads of both sides members: their headers. */
  enrolHeads(): Promise<Record<Side, Record<string, string>>>;
  /** Puts an agreement in force by the real routes: its version. */
  putInForce(agreement: object | string): Promise<number>;
  close(): Promise<void>;
}

const token = 'a-token-for-this-spec';
export const unsubscribeSecret = 'a-secret-for-this-spec';

export async function apiUnderTest(name: string): Promise<ApiUnderTest> {
  const source = await createDataSource((await testDatabase(name)).url).initialize();
  const logged: string[] = [];
  const log = createLog('api', 'info', { write: (line: string) => void logged.push(line) } as pino.DestinationStream);
  const temporal: TemporalStandIn = { isAway: false, retries: [], reconciliations: [], audits: [], backtests: [], moves: [] };
  const api = await createApi({
    source,
    client: standIn(source, temporal),
    log,
    token,
    unsubscribeSecret,
    mailReturnPerSecond: 10,
    now: () => Date.now(),
  });
  const post: ApiUnderTest['post'] = (url, body, headers) => send(api, 'POST', url, body, headers);
  const sendAs: Send = (url, body, as = token) =>
    post(url, body, { ...bearer(as), ...(typeof body === 'string' ? { 'content-type': 'application/yaml' } : {}) });
  return {
    source,
    logged,
    temporal,
    get: (url, headers) => send(api, 'GET', url, undefined, headers),
    post,
    postYaml: (url, yaml, headers) => post(url, yaml, { ...headers, 'content-type': 'application/yaml' }),
    request: (method, url, body, headers) => send(api, method, url, body, headers),
    async enrolHeads() {
      const { marketing, sales } = await enrolHeads(sendAs);
      return { marketing: bearer(marketing), sales: bearer(sales) };
    },
    putInForce: async (agreement) => putInForce(sendAs, agreement, await enrolHeads(sendAs)),
    async close() {
      await api.close();
      await source.destroy();
    },
  };
}

const bearer = (own: string): Record<string, string> => ({ authorization: `Bearer ${own}` });

function standIn(source: DataSource, temporal: TemporalStandIn): ApiParts['client'] {
  let number = Date.now();
  const beThere = (): void => {
    if (temporal.isAway) throw new NoAnswer('UNAVAILABLE');
  };
  return {
    ping: async () => beThere(),
    async startFreeStuck(input) {
      beThere();
      temporal.retries.push(input);
    },
    async startReconcile(input) {
      beThere();
      temporal.reconciliations.push(input);
    },
    async startAudit(input) {
      beThere();
      temporal.audits.push(input);
    },
    async startBacktest(input) {
      beThere();
      temporal.backtests.push(input);
    },
    async startMove(moveId, act) {
      beThere();
      temporal.moves.push({ moveId, act });
    },
    async countTurnFaults() {
      beThere();
      return 0;
    },
    async command(leadId, command) {
      beThere();
      number = Math.max(Date.now(), number + 1);
      const inputs = [{ kind: 'open', at: number } as const, { kind: 'command', at: number, command } as const];
      const { answers } = await takeTurn(source, { leadId, state: null, inputs, number });
      return answers[0]!;
    },
  };
}

async function send(
  api: NestFastifyApplication,
  method: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const isText = typeof body === 'string' || Buffer.isBuffer(body);
  const json = body === undefined || isText ? {} : { 'content-type': 'application/json' };
  const reply = await api
    .getHttpAdapter()
    .getInstance()
    .inject({
      method: method as HTTPMethods,
      url,
      headers: { authorization: `Bearer ${token}`, ...json, ...headers },
      payload: body === undefined || isText ? body : JSON.stringify(body),
    });
  const type = String(reply.headers['content-type']);
  return { status: reply.statusCode, type, headers: reply.headers, body: type.includes('json') ? reply.json() : {} };
}

/** `place`: a path that one of the problems must name. */
export async function expectProblem(reply: Promise<Reply>, status: number, code: string, place?: string): Promise<void> {
  const { status: got, type, body } = await reply;
  expect({ got, type, code: body['code'] }).toEqual({
    got: status,
    type: expect.stringContaining('application/problem+json') as string,
    code,
  });
  const problem = problemSchema.parse(body);
  expect(problem.detail).toMatch(/\w/);
  if (place !== undefined) expect(problem.problems?.map(({ path }) => path)).toContain(place);
  for (const { cure } of problem.problems ?? []) expect(cure).toMatch(/\w/);
}

/** The sample that Baton ships. */
export function sample(what: 'agreement' | 'team'): string {
  return readFileSync(`examples/saas-inbound/${what}.yaml`, 'utf8');
}
