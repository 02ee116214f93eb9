import type { Say } from '../../libs/embedded/say.js';

/** What was started, to be stopped last in, first out. */
export interface StopList {
  add(name: string, part: { stop(): Promise<void> }): void;
  /** Stops everything; one that can't be stopped does not keep the others. */
  stopAll(): Promise<void>;
}

export function stopList(say: Say): StopList {
  const parts: { name: string; stop(): Promise<void> }[] = [];
  return {
    add: (name, part) => void parts.push({ name, stop: () => part.stop() }),
    async stopAll() {
      for (let part = parts.pop(); part; part = parts.pop()) {
        const { name, stop } = part;
        await stop().catch((error: Error) => say(`${name} did not stop: ${error.message}`));
      }
    },
  };
}
