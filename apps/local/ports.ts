import { freePort } from '../../libs/embedded/free-port.js';
import type { Say } from '../../libs/embedded/say.js';

/** Which port each part would like: [port, what listens there]; null for a part that needs none. */
export type Wishes<Part extends string> = Record<Part, [number, string] | null>;

/** Gives each part the port it wishes for, or the next free one, and says so; 0 to a part that needs none. */
export async function assignPorts<Part extends string>(wishes: Wishes<Part>, say: Say): Promise<Record<Part, number>> {
  const given = {} as Record<Part, number>;
  for (const part of Object.keys(wishes) as Part[]) {
    const [wished, what] = wishes[part] ?? [0, ''];
    given[part] = wished === 0 ? 0 : await freePort(wished, Object.values(given));
    if (given[part] !== wished) say(`port ${wished} is taken: ${what} listens on ${given[part]}`);
  }
  return given;
}
