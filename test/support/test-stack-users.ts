import { startTestStack } from './start-test-stack.js';

const runs = globalThis as { batonTestStack?: { users: number; stop: Promise<() => Promise<void>> } };

/** Jest calls this once a project, in one process: the first call starts the stack, the others share it. */
export async function acquireTestStack(): Promise<void> {
  runs.batonTestStack ??= { users: 0, stop: startTestStack() };
  runs.batonTestStack.users += 1;
  await runs.batonTestStack.stop;
}

/** The last project to end stops the stack. */
export async function releaseTestStack(): Promise<void> {
  const stack = runs.batonTestStack;
  if (!stack || --stack.users > 0) return;
  delete runs.batonTestStack;
  await (
    await stack.stop
  )();
}
