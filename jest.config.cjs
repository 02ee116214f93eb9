// Tiers by suffix: *.spec.ts is pure and fast; *.int.spec.ts and *.e2e.spec.ts need real Postgres and real Temporal (test/support/stack.ts), and so do
// *.fault.spec.ts, which take minutes: `npm run test:faults` runs them.
const shared = {
  testEnvironment: 'node',
  setupFiles: ['reflect-metadata'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // Nest 12, fast-check and two dependencies of Fastify ship ESM only; everything else stays untransformed.
  transformIgnorePatterns: ['/node_modules/(?!(@nestjs|fast-check|content-disposition|cookie)/)'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.baton/'],
  transform: {
    '^.+\\.(ts|m?js)$': [
      '@swc/jest',
      {
        module: { type: 'commonjs' },
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
          target: 'es2023',
        },
      },
    ],
  },
};
// Real servers, started once a run; a file that leaves connections or processes open fails.
const onServers = {
  ...shared,
  testEnvironment: './test/support/environment.ts',
  globalSetup: './test/support/global-setup.cjs',
  globalTeardown: './test/support/global-teardown.cjs',
};
module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.(int|e2e|fault)\\.spec\\.ts$'],
    },
    { ...onServers, displayName: 'int', testMatch: ['**/*.int.spec.ts'] },
    { ...onServers, displayName: 'e2e', testMatch: ['**/*.e2e.spec.ts'] },
    { ...onServers, displayName: 'fault', testMatch: ['**/*.fault.spec.ts', '**/test/faults/*.e2e.spec.ts'] },
  ],
  testTimeout: 30_000,
  // A test that fails before it has closed what it opened must not hang the run; test/support/environment.ts names what the others leave open.
  forceExit: true,
};
