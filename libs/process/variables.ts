import { z } from 'zod';
import { isFailpoint, type Failpoint } from './failpoints.js';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Every variable, with an example that works. `.env.example` is checked against this. */
export const examples: Record<string, string> = {
  DATABASE_URL: 'postgres://baton:secret@localhost:5432/baton',
  TEMPORAL_ADDRESS: 'localhost:7233',
  TEMPORAL_NAMESPACE: 'default',
  PORT: '3000',
  BATON_TOKEN: 'a-long-random-string',
  UNSUBSCRIBE_SECRET: 'another-long-random-string',
  SMTP_URL: 'smtp://localhost:1025',
  MAIL_FROM: 'Baton <baton@example.com>',
  MAIL_RETURN_PER_SECOND: '10',
  PUBLIC_URL: 'http://localhost:3000',
  LOG_LEVEL: 'info',
  WORKFLOW_BUNDLE: 'dist/workflow-bundle.js',
  METRICS_PORT: '9464',
  HEARTBEAT_MS: '5000',
  BATON_FOLDER: '.baton',
  BATON_URL: 'http://localhost:3000',
  TEMPORAL_CLI_PATH: '/usr/local/bin/temporal',
  BATON_FAILPOINTS: 'turn.committed',
  BATON_FAILPOINTS_ALLOWED: 'yes',
};

const anyPort = z.coerce.number().int().min(1).max(65535);
const port = anyPort.default(3000);
const databaseUrl = z.string().regex(/^postgres(ql)?:\/\/[^/]+\/.+/);
const temporalAddress = z.string().regex(/^[^\s/:]+:\d{1,5}$|^\[[\da-f:]+\]:\d{1,5}$/i);
const smtpUrl = z.string().regex(/^smtps?:\/\/[^/\s]+/);
const httpUrl = z.string().regex(/^https?:\/\/[^\s/]+/);
export const logLevel = z.enum(logLevels).default('info');
const temporalNamespace = z.string().default('default');

/** What api, worker and relay read. */
export const appVariables = z.object({
  DATABASE_URL: databaseUrl,
  TEMPORAL_ADDRESS: temporalAddress,
  TEMPORAL_NAMESPACE: temporalNamespace,
  PORT: port,
  BATON_TOKEN: z.string().min(16),
  UNSUBSCRIBE_SECRET: z.string().min(16),
  SMTP_URL: smtpUrl,
  MAIL_FROM: z.string().includes('@').default('Baton <baton@localhost>'),
  MAIL_RETURN_PER_SECOND: z.coerce.number().int().min(1).max(1_000).default(10),
  PUBLIC_URL: httpUrl.optional(),
  LOG_LEVEL: logLevel,
  WORKFLOW_BUNDLE: z.string().optional(),
  METRICS_PORT: anyPort.optional(),
  HEARTBEAT_MS: z.coerce.number().int().min(50).max(60_000).default(5_000),
});

/** What `npm start` and the tests read. */
export const localVariables = z.object({
  DATABASE_URL: databaseUrl.optional(),
  TEMPORAL_ADDRESS: temporalAddress.optional(),
  TEMPORAL_NAMESPACE: temporalNamespace,
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: z.string().includes('@').optional(),
  PUBLIC_URL: httpUrl.optional(),
  BATON_TOKEN: z.string().min(16).optional(),
  UNSUBSCRIBE_SECRET: z.string().min(16).optional(),
  PORT: port,
  BATON_FOLDER: z.string().default('.baton'),
  TEMPORAL_CLI_PATH: z.string().optional(),
  PATH: z.string().default(''),
  XDG_CACHE_HOME: z.string().optional(),
});

/** What the command line reads. */
export const cliVariables = z.object({
  BATON_URL: httpUrl.optional(),
  BATON_TOKEN: z.string().optional(),
  BATON_FOLDER: z.string().default('.baton'),
});

/** For tests of faults. In production a failpoint needs a second word, so that none is armed by accident. */
export const failpointVariables = z
  .object({
    BATON_FAILPOINTS: z
      .string()
      .default('')
      .transform((names) => names.split(',').filter(Boolean))
      .refine((names) => names.every(isFailpoint))
      .transform((names): ReadonlySet<Failpoint> => new Set(names.filter(isFailpoint))),
    BATON_FAILPOINTS_ALLOWED: z.literal('yes').optional(),
    NODE_ENV: z.string().optional(),
  })
  .refine(
    (read) => read.BATON_FAILPOINTS.size === 0 || read.NODE_ENV !== 'production' || read.BATON_FAILPOINTS_ALLOWED === 'yes',
    { path: ['BATON_FAILPOINTS'] },
  );

const needs: Record<string, string> = {
  DATABASE_URL: 'must be a postgres:// URL with a database name',
  TEMPORAL_ADDRESS: 'must be host:port',
  PORT: 'must be a whole number from 1 to 65535',
  BATON_TOKEN: 'must be at least 16 characters long',
  UNSUBSCRIBE_SECRET: 'must be at least 16 characters long',
  SMTP_URL: 'must be an smtp:// or smtps:// URL',
  MAIL_FROM: 'must hold an e-mail address',
  BATON_URL: 'must be an http:// or https:// URL',
  PUBLIC_URL: 'must be an http:// or https:// URL',
  MAIL_RETURN_PER_SECOND: 'must be a whole number from 1 to 1000',
  METRICS_PORT: 'must be a whole number from 1 to 65535',
  HEARTBEAT_MS: 'must be a whole number from 50 to 60000',
  LOG_LEVEL: `must be one of ${logLevels.join(', ')}`,
  BATON_FAILPOINTS:
    'kills the app at the places it names: they must be in libs/process/failpoints.ts, and in production BATON_FAILPOINTS_ALLOWED=yes must be set too',
  BATON_FAILPOINTS_ALLOWED: 'must be yes, or not be set',
};

/** Checks variables. Throws one error that lists every problem, with the variable and an example; values are never shown. */
export function checkVariables<T>(schema: z.ZodType<T>, source: NodeJS.ProcessEnv): T {
  // docker-compose passes an unset variable as an empty one.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const names = [...new Set(result.error.issues.map((issue) => String(issue.path[0])))];
  const lines = names.map(
    (name) => `  ${name} ${given[name] === undefined ? 'is missing' : needs[name]}. Example: ${name}=${examples[name]}`,
  );
  throw new Error(`Baton can't start: ${names.length} environment variable(s) to set.\n${lines.join('\n')}`);
}
