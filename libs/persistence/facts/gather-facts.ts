import type { DataSource } from 'typeorm';
import { inTransaction, isRace } from '../in-transaction.js';
import { isWeather } from '../is-weather.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { appendBy, type Appended } from './append-facts.js';
import type { GoodFact } from './check-incoming.js';
import type { IncomingFact } from './incoming-fact.js';
import { landFacts, type Landed } from './land-facts.js';

/** Stores one sender's facts as `appendFacts` does. `by`: the member who tells them. */
export type Append = (facts: IncomingFact[], now: Instant, by?: string) => Promise<Appended>;

/** Facts in a transaction, unless one sender alone brings more. */
const enough = 500;
/** Transactions at once: while Postgres stores one batch, Node makes the next ready. */
const lanes = 2;
/** Batches that are asked for repeated facts, after one that held some: who repeats is likely to repeat more. */
const waryFor = 50;

/**
 * Stores the facts of many senders together: what comes in while transactions run waits for the next, so that a crowd of single facts costs
 * few commits, and one that comes alone waits for nobody. Each sender hears of its own facts only, when they are committed.
 */
export function gatherFacts(source: DataSource): Append {
  const waiting: Waiting[] = [];
  const repeats = watchRepeats();
  let running = 0;

  const run = async (): Promise<void> => {
    running += 1;
    for (let group = nextGroup(waiting); group.length > 0; group = nextGroup(waiting)) await landGroup(source, group, repeats);
    running -= 1;
  };
  const land = (good: GoodFact[]): Promise<Landed> => {
    const landed = new Promise<Landed>((resolve, reject) => waiting.push({ good, resolve, reject }));
    if (running < lanes) void run();
    return landed;
  };
  return (facts, now, by) => appendBy(facts, now, land, by);
}

interface Waiting {
  good: GoodFact[];
  resolve(landed: Landed): void;
  reject(error: unknown): void;
}

/** The longest waiting senders, as many as fit. */
function nextGroup(waiting: Waiting[]): Waiting[] {
  let facts = 0;
  const tooMany = waiting.findIndex(({ good }, n) => (facts += good.length) > enough && n > 0);
  return waiting.splice(0, tooMany === -1 ? waiting.length : tooMany);
}

/** Whether facts may be taken to be new. Asking which are stored already costs every batch a look at the index for each, and most senders repeat nothing. */
interface Repeats {
  areUnlikely(): boolean;
  note(landed: Landed): void;
}

function watchRepeats(): Repeats {
  let wary = 0;
  return {
    areUnlikely: () => wary === 0,
    note({ outcomes }) {
      wary = outcomes.every(({ as }) => as === 'stored') ? Math.max(0, wary - 1) : waryFor;
    },
  };
}

/** One sender's trouble is its own: when a group fails by anything but Postgres's being away, each goes alone. Never throws. */
async function landGroup(source: DataSource, group: Waiting[], repeats: Repeats): Promise<void> {
  const facts = group.flatMap(({ good }) => good);
  try {
    const landed = await inTransaction(source, (manager, last, attempt) =>
      landFacts(manager, facts, { last, expectNew: attempt === 1 && repeats.areUnlikely() }),
    );
    repeats.note(landed);
    share(group, landed);
  } catch (error) {
    if (group.length === 1 || (isWeather(error) && !isRace(error))) for (const { reject } of group) reject(error);
    else for (const one of group) await landGroup(source, [one], repeats);
  }
}

function share(group: Waiting[], { outcomes, conflicts }: Landed): void {
  let from = 0;
  for (const { good, resolve } of group) {
    const own = outcomes.slice(from, (from += good.length));
    const leads = new Set(own.map((outcome) => (outcome.as === 'stored' ? outcome.lead.leadId : null)));
    resolve({ outcomes: own, conflicts: conflicts.filter(({ leadId }) => leads.has(leadId)) });
  }
}
