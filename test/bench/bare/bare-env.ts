/** What start-bare.ts tells a floor. */
export interface BareEnv {
  databaseUrl: string;
  temporalAddress: string;
  temporalNamespace: string;
  port: number;
  bundle: string;
}

export function readBareEnv(): BareEnv {
  return JSON.parse(process.env['BARE'] ?? '{}') as BareEnv;
}
