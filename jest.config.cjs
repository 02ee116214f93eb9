// Tiers by suffix: *.spec.ts is pure and fast; *.int.spec.ts and *.e2e.spec.ts need real Postgres and real Temporal (test/support/stack.ts).
const shared = {
  testEnvironment: 'node',
  setupFiles: ['reflect-metadata'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // Nest 12, faker and fast-check ship ESM only; everything else stays untransformed.
  transformIgnorePatterns: ['/node_modules/(?!(@nestjs|fast-check)/)'],
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
module.exports = {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['**/*.spec.ts'], testPathIgnorePatterns: ['/node_modules/', '\\.(int|e2e)\\.spec\\.ts$'] },
    { ...shared, displayName: 'int', testMatch: ['**/*.int.spec.ts'], globalSetup: './test/support/global-setup.ts', globalTeardown: './test/support/global-teardown.ts' },
    { ...shared, displayName: 'e2e', testMatch: ['**/*.e2e.spec.ts'], globalSetup: './test/support/global-setup.ts', globalTeardown: './test/support/global-teardown.ts' },
  ],
};
