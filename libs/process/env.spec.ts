import { readFileSync } from 'node:fs';
import { childEnv, readEnv, readFailpoints, readLocalEnv, readLogLevel } from './env.js';
import { examples } from './variables.js';

const good = {
  DATABASE_URL: 'postgres://baton:secret@db:5432/baton',
  TEMPORAL_ADDRESS: 'temporal:7233',
  BATON_TOKEN: 'sixteen-chars-or-more',
  UNSUBSCRIBE_SECRET: 'sixteen-or-more-chars',
  SMTP_URL: 'smtp://mail:25',
};

describe('the environment of an app', () => {
  it('needs five variables and has defaults for the rest', () => {
    expect(readEnv(good)).toEqual({
      databaseUrl: good.DATABASE_URL,
      temporalAddress: 'temporal:7233',
      temporalNamespace: 'default',
      port: 3000,
      heartbeatMs: 5_000,
      token: good.BATON_TOKEN,
      unsubscribeSecret: good.UNSUBSCRIBE_SECRET,
      smtpUrl: 'smtp://mail:25',
      mailFrom: 'Baton <baton@localhost>',
      mailReturnPerSecond: 10,
      publicUrl: 'http://localhost:3000',
      logLevel: 'info',
      workflowBundle: undefined,
    });
  });

  it('names every problem at once, each with a cure', () => {
    const bad = () => readEnv({ PORT: '70000', TEMPORAL_ADDRESS: 'http://temporal', LOG_LEVEL: 'loud', BATON_TOKEN: 'short' });
    expect(bad).toThrow('7 environment variable(s)');
    expect(bad).toThrow('DATABASE_URL is missing. Example: DATABASE_URL=postgres://');
    expect(bad).toThrow('SMTP_URL is missing');
    expect(bad).toThrow('TEMPORAL_ADDRESS must be host:port');
    expect(bad).toThrow('PORT must be a whole number from 1 to 65535. Example: PORT=3000');
    expect(bad).toThrow('LOG_LEVEL must be one of trace, debug');
    expect(bad).toThrow('BATON_TOKEN must be at least 16 characters long');
  });

  it('never shows a value, since it may be a secret', () => {
    expect(() => readEnv({ ...good, DATABASE_URL: 'mysql://root:hunter2@db/x', BATON_TOKEN: 'hunter3' })).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/hunter/) }),
    );
  });

  it('takes an empty variable for a missing one, as docker-compose passes it', () => {
    expect(readEnv({ ...good, PORT: '', LOG_LEVEL: '' })).toMatchObject({ port: 3000, logLevel: 'info' });
    expect(() => readEnv({ ...good, SMTP_URL: '' })).toThrow('SMTP_URL is missing');
  });

  it.each(['0', '65536', '3000.5', 'abc', '-1'])('refuses the port %s', (port) => {
    expect(() => readEnv({ ...good, PORT: port })).toThrow('PORT must be');
  });

  it('links to the port it listens on, and cuts the slash of a public URL', () => {
    expect(readEnv({ ...good, PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
    expect(readEnv({ ...good, PUBLIC_URL: 'https://baton.example.com/' }).publicUrl).toBe('https://baton.example.com');
  });

  it.each(['localhost:7233', '10.0.0.1:7233', '[::1]:7233', 'ns.acct.tmprl.cloud:7233'])(
    'takes %s as the address of Temporal',
    (address) => {
      expect(readEnv({ ...good, TEMPORAL_ADDRESS: address }).temporalAddress).toBe(address);
    },
  );
});

describe('the environment of npm start', () => {
  it('needs nothing', () => {
    expect(readLocalEnv({})).toMatchObject({ port: 3000, temporalNamespace: 'default', databaseUrl: undefined, path: [] });
  });

  it('still refuses what can never be right', () => {
    expect(() => readLocalEnv({ DATABASE_URL: 'localhost' })).toThrow('DATABASE_URL must be a postgres:// URL');
  });
});

describe('failpoints', () => {
  const armed = { BATON_FAILPOINTS: 'turn.committed,ring.owed' };

  it('are none unless they are named', () => {
    expect([...readFailpoints({})]).toEqual([]);
    expect([...readFailpoints(armed)]).toEqual(['turn.committed', 'ring.owed']);
  });

  it('are refused when there is no such place', () => {
    expect(() => readFailpoints({ BATON_FAILPOINTS: 'turn.comitted' })).toThrow('libs/process/failpoints.ts');
  });

  it('are refused in production without a second word', () => {
    const production = { ...armed, NODE_ENV: 'production' };
    expect(() => readFailpoints(production)).toThrow('BATON_FAILPOINTS_ALLOWED=yes must be set too');
    expect(readFailpoints({ ...production, BATON_FAILPOINTS_ALLOWED: 'yes' }).size).toBe(2);
    expect(readFailpoints({ NODE_ENV: 'production' }).size).toBe(0);
  });
});

describe('the file .env.example', () => {
  const written = readFileSync('.env.example', 'utf8').matchAll(/^#? ?([A-Z_]+)=(.*)$/gm);
  const example = Object.fromEntries([...written].map(([, name, value]) => [name, value]));

  it('names every variable with its example', () => expect(example).toEqual(examples));

  it('starts an app as it stands', () => expect(() => readEnv(example)).not.toThrow());
});

it('logs at info when the level is unknown', () => {
  expect(readLogLevel({ LOG_LEVEL: 'loud' })).toBe('info');
  expect(readLogLevel({ LOG_LEVEL: 'warn' })).toBe('warn');
});

it("gives a child this process's environment with changes", () => {
  expect(childEnv({ BATON_CHILD: 'yes', PATH: undefined })).toMatchObject({ BATON_CHILD: 'yes', PATH: undefined });
});
