import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readEnv } from '../libs/process/env.js';

interface Service {
  command?: string[];
  environment?: Record<string, string | number>;
  volumes?: string[];
}

const root = join(__dirname, '..');
const services = Object.entries(
  (parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as { services: Record<string, Service> })
    .services,
);
const apps = services.filter(([, service]) => service.command?.[0] === 'node');

describe('docker-compose.yml', () => {
  it('runs every app', () => {
    expect(apps.map(([name]) => name).sort()).toEqual(['api', 'prepare', 'relay', 'worker']);
  });

  it.each(apps)('starts %s from a file that the build makes', (_name, { command }) => {
    const source = command?.[1]?.replace(/^dist\//, '').replace(/\.js$/, '.ts') ?? '';
    expect(existsSync(join(root, source))).toBe(true);
  });

  it.each(apps)('tells %s all that it needs, when the example is filled in', (_name, { environment = {} }) => {
    const told = Object.entries(environment).map(([name, value]) => [name, filledIn(String(value))]);
    expect(() => readEnv(Object.fromEntries(told) as NodeJS.ProcessEnv)).not.toThrow();
  });

  it.each(
    services.flatMap(([name, { volumes = [] }]) =>
      volumes.filter((volume) => volume.startsWith('.')).map((volume) => [name, volume]),
    ),
  )('gives %s a folder that is here: %s', (_name, volume) =>
    expect(existsSync(join(root, volume?.split(':')[0] ?? ''))).toBe(true),
  );

  it('asks for no variable that the example does not name', () => {
    const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
    const asked = [...text.matchAll(/\$\{([A-Z_]+)/g)].map((match) => match[1] ?? '');
    expect([...new Set(asked)].sort()).toEqual(Object.keys(example()).sort());
  });
});

/** The example, with a secret wherever it leaves one open. */
function example(): Record<string, string> {
  const lines = readFileSync(join(root, 'deploy/compose.env.example'), 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm);
  return Object.fromEntries([...lines].map(([, name, value]) => [name, value || '0123456789abcdef01234567']));
}

function filledIn(text: string): string {
  return text.replace(/\$\{([A-Z_]+)[^}]*\}/g, (_whole, name: string) => example()[name] ?? '');
}
