import { freePort } from '../../libs/embedded/free-port.js';
import type { Say } from '../../libs/embedded/say.js';

/** Which port each part would like: [port, what listens there]. */
export type Wishes<Part extends string> = Record<Part, [number, string]>;

/** Gives each part the port it wishes for, or the next free one, and says so. */
export async function assignPorts<Part extends string>(wishes: Wishes<Part>, say: Say): Promise<Record<Part, number>> {
  const given: Partial<Record<Part, number>> = {};
  for (const part of Object.keys(wishes) as Part[]) {
    const [wished, what] = wishes[part];
    const port = await freePort(wished, Object.values(given) as number[]);
    if (port !== wished) say(`port ${wished} is taken: ${what} listens on ${port}`);
    given[part] = port;
  }
  return given as Record<Part, number>;
}
