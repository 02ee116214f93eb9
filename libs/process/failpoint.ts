import { readFailpoints } from './env.js';
import type { Failpoint } from './failpoints.js';

// Read once: an unarmed failpoint costs a look into an empty set.
const armed = readFailpoints();

/** Kills this process here, as a power cut would, if `BATON_FAILPOINTS` names the place; otherwise nothing. */
export function failpoint(name: Failpoint): void {
  if (armed.has(name)) process.kill(process.pid, 'SIGKILL');
}
