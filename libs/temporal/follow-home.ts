import type { LeadClient } from './lead-client.js';

/** Which Temporal answers at the address that a process was given: its namespace's id. */
export interface FollowedHome {
  id(): string;
  stop(): void;
}

const everyMs = 5_000;

/** Asks now, and again every few seconds: an empty Temporal may come up where one was lost. Throws as `home` does when the first has no answer. */
export async function followHome(
  leads: Pick<LeadClient, 'home'>,
  onChange: (id: string) => Promise<void>,
): Promise<FollowedHome> {
  let id = await leads.home();
  await onChange(id);
  const look = async (): Promise<void> => {
    const now = await leads.home();
    if (now === id) return;
    id = now;
    await onChange(id);
  };
  // While Temporal or Postgres is away there is nothing to learn.
  const timer = setInterval(() => void look().catch(() => undefined), everyMs);
  return { id: () => id, stop: () => clearInterval(timer) };
}
