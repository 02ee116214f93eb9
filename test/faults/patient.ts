import { setTimeout as pause } from 'node:timers/promises';
import type { Response } from '../support/call.js';
import type { Baton } from '../support/start-baton.js';

const patienceMs = 90_000;

/** The same Baton to senders who keep their word: what was not answered, or answered with 5xx, they send again, to the letter. */
export function patient(baton: Baton): Baton {
  return {
    ...baton,
    async call(...request) {
      for (const until = Date.now() + patienceMs; ; await pause(100)) {
        const answer = await answered(() => baton.call(...request));
        if (answer !== null) return answer;
        if (Date.now() > until) throw new Error(`${request[0]} ${request[1]} was not answered in ${patienceMs / 1000} s`);
      }
    },
  };
}

async function answered(call: () => Promise<Response>): Promise<Response | null> {
  const answer = await call().catch(() => null); // refused, cut, or cut short
  return answer === null || answer.status >= 500 ? null : answer;
}
