import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createProgressBar } from '../../apps/cli/progress-bar.js';
import { leadsOfAHouse } from './house.js';
import { runHouses, type Share, type Told } from './run-houses.js';

// House n has the seed given plus n, so a failing seed is run alone with `--seed <it> --leads 4`.
if (isMainThread) void simulate().then((broken) => (process.exitCode = broken === 0 ? 0 : 1));
else runHouses(workerData as Share, (told) => parentPort?.postMessage(told));

interface Tally {
  houses: number;
  turns: number;
  events: number;
  broken: Map<string, number[]>;
}

/** Runs what the command line asks for, prints what came of it, and gives the number of houses in which an invariant broke. */
async function simulate(): Promise<number> {
  const { seed, leads, years, threads } = asked();
  const houses = Math.ceil(leads / leadsOfAHouse);
  const tally: Tally = { houses: 0, turns: 0, events: 0, broken: new Map() };
  const bar = createProgressBar(process.stderr);
  const began = performance.now();
  const shares = Array.from({ length: threads }, (_, thread): Share => ({
    years,
    seeds: Array.from({ length: houses }, (_, n) => seed + n).filter((_, n) => n % threads === thread),
  }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      sum(tally, years, began);
      console.log('It was cut short.');
      process.exit(1);
    });
  const failed = await Promise.all(
    shares.map((share) =>
      onThread(share, (told) => {
        bar.end(); // a story may be told now
        note(tally, told);
        bar.show('lives', lived(tally) / houses, `${lived(tally)} of ${houses} houses`);
      }),
    ),
  );
  bar.end();
  sum(tally, years, began);
  return tally.broken.size + failed.filter((code) => code !== 0).length;
}

const lived = ({ houses, broken }: Tally): number => houses + [...broken.values()].flat().length;

/** Prints what was lived so far, and what broke. */
function sum(tally: Tally, years: number, began: number): void {
  const seconds = (performance.now() - began) / 1_000;
  const clean = (tally.houses * leadsOfAHouse * years).toFixed(0);
  const pace = ((tally.houses * leadsOfAHouse * years) / seconds).toFixed(0);
  console.log(
    `${clean} lead-years clean, ${tally.turns} turns, ${tally.events} events in ${seconds.toFixed(1)} s: ${pace} lead-years/s`,
  );
  for (const [name, seeds] of tally.broken)
    console.log(`${name} broke in ${seeds.length} houses, seeds ${seeds.slice(0, 8).join(' ')}`);
}

function asked(): { seed: number; leads: number; years: number; threads: number } {
  const number = (value: string): number => {
    if (!/^\d+(\.\d+)?$/.test(value)) throw new Error(`${value} is no number: write --seed 1 --leads 400 --years 2 --threads 2`);
    return Number(value);
  };
  const text = (value: string) => ({ type: 'string' as const, default: value });
  const { values } = parseArgs({ options: { seed: text('1'), leads: text('400'), years: text('2'), threads: text('1') } });
  return { seed: number(values.seed), leads: number(values.leads), years: number(values.years), threads: number(values.threads) };
}

/** Ends with the thread's exit code. */
function onThread(share: Share, tellOf: (told: Told) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(__filename, { workerData: share });
    thread.on('message', tellOf).on('error', reject).on('exit', resolve);
  });
}

function note(tally: Tally, told: Told): void {
  if ('turns' in told) {
    tally.houses += 1;
    tally.turns += told.turns;
    tally.events += told.events;
    return;
  }
  tally.broken.set(told.broke, [...(tally.broken.get(told.broke) ?? []), told.seed]);
  if (told.story !== null) console.log(`\n${told.story}\n`);
}
