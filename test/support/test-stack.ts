/** What every test file may know of the stack that global setup started. */
export interface TestStack {
  folder: string;
  /** Of the migrated template; `testDatabase` makes copies of it. */
  templateUrl: string;
  temporalAddress: string;
  workflowBundle: string;
}

const variable = 'BATON_TEST_STACK';

/** Tells every test file, which runs in a process of its own and inherits this, where the stack is. */
export function shareTestStack(stack: TestStack): void {
  process.env[variable] = JSON.stringify(stack);
}

/** The stack of this test run. Throws when the test's project has no global setup. */
export function testStack(): TestStack {
  const shared = process.env[variable];
  if (!shared) throw new Error('No stack was started: name the test file *.int.spec.ts or *.e2e.spec.ts.');
  return JSON.parse(shared) as TestStack;
}
