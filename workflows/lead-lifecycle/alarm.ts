import { CancellationScope, sleep } from '@temporalio/workflow';
import type { Instant } from '../../libs/domain/calendar/instant.js';
import type { Wake } from './carry.js';

/** The one timer of a lead, for one absolute instant. Its summary in the UI says why the lead will wake. */
export interface Alarm {
  /** Arms the timer, or disarms it for null. Nothing happens while the instant stays the same. */
  setFor(wake: Wake | null): void;
  isDue(): boolean;
  /** Takes note that it went off; the instant it was set for, which may be in the past, may be set again. Gives the instant now. */
  silence(): Instant;
}

export function createAlarm(): Alarm {
  let timer: CancellationScope | null = null;
  let armedFor: Instant | null = null;
  let due = false;

  function arm({ at, why }: Wake): void {
    const scope = new CancellationScope();
    timer = scope;
    // Once cancelled, a timer is none of ours any more: neither its end nor its cancellation may touch the next one's state.
    const wentOff = (): void => {
      if (timer === scope) due = true;
    };
    void scope.run(() => sleep(Math.max(1, at - Date.now()), { summary: why.slice(0, 100) })).then(wentOff, () => undefined);
  }

  return {
    setFor(wake) {
      const at = wake?.at ?? null;
      if (at === armedFor) return;
      timer?.cancel();
      timer = null;
      armedFor = at;
      due = false;
      if (wake !== null) arm(wake);
    },
    isDue: () => due,
    silence() {
      timer = null;
      armedFor = null;
      due = false;
      return Date.now();
    },
  };
}
