import type { Instant } from '../calendar/instant.js';

/** Something without which no rep can answer was away; the end is exclusive. One that goes on has an end a while ahead, so that nobody wakes every moment of it. */
export interface Outage {
  /** The part of Baton: `api`, `worker`. */
  part: string;
  fromAt: Instant;
  untilAt: Instant;
}

/** The same time told once: outages that overlap or touch become one, in order; the parts are named together. */
export function unite(outages: Outage[]): Outage[] {
  const united: Outage[] = [];
  for (const outage of [...outages].sort((a, b) => a.fromAt - b.fromAt)) {
    const last = united.at(-1);
    if (last === undefined || outage.fromAt > last.untilAt) united.push(outage);
    else united[united.length - 1] = joined(last, outage);
  }
  return united;
}

function joined(one: Outage, other: Outage): Outage {
  const parts = new Set([...one.part.split(', '), other.part]);
  return { part: [...parts].sort().join(', '), fromAt: one.fromAt, untilAt: Math.max(one.untilAt, other.untilAt) };
}
