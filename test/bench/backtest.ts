import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAgreement } from '../../libs/agreement-file/parse-agreement.js';
import { parseTeam } from '../../libs/agreement-file/parse-team.js';
import type { Checked } from '../../libs/domain/agreement/checked.js';
import { compileTeam } from '../../libs/domain/agreement/compile-team.js';
import { compile } from '../../libs/domain/agreement/compile.js';
import { createReplay } from '../../libs/domain/backtest/replay.js';
import { assumedModel } from '../../libs/domain/backtest/sales-model.js';
import { median, report, say } from './figure.js';
import { historyOf, historyStart, type Mix } from './history.js';

const few = 100_000;
const many = 1_000_000;

/**
 * P8: facts re-decided a second of one core's time: of leads that only read, once they are welcomed, so that no standing changes and no turn is
 * taken; of leads that buy, with all their turns; and what becomes of the memory.
 */
export function measureBacktest(runs: number): Promise<void> {
  const pace = { unit: 'facts/s', baseline: [] };
  const reading = times(runs, () => replay(few, 'reading').perSecond);
  report({ ...pace, figure: 'P8 facts re-decided, no standing changes', goal: '>= 200000', ours: reading });
  const small = times(runs, () => replay(few, 'buying'));
  const large = replay(many, 'buying');
  const paces = [...small, large].map(({ perSecond }) => perSecond);
  report({ ...pace, figure: 'P8 facts re-decided, over all', goal: '>= 50000', ours: paces });
  const memory = { figure: 'P8 memory, 1,000,000 facts beside 100,000', goal: 'ratio 1', unit: 'MB' };
  report({ ...memory, ours: [large.mb], baseline: [median(small.map(({ mb }) => mb))] });
  return Promise.resolve();
}

const times = <T>(runs: number, measure: () => T): T[] => Array.from({ length: runs }, measure);

interface Measured {
  perSecond: number;
  /** Live heap of the house when the last fact has been heard. */
  mb: number;
}

const batch = 10_000;

function replay(facts: number, mix: Mix): Measured {
  const to = historyStart + 3650 * 86_400_000;
  const team = good(compileTeam(good(parseTeam(read('team.yaml')))));
  const terms = good(compile(good(parseAgreement(read('agreement.yaml')))));
  const teams = [{ fromAt: historyStart, version: 1, team }];
  const house = createReplay({ version: 1, terms, teams, from: historyStart, to, model: assumedModel, seed: 1 });
  const history = historyOf(mix, facts);
  const before = liveMb();
  const timedFrom = mix === 'reading' ? facts / 2 : 0;
  let took = 0;
  for (let heard = 0; heard < facts; heard += batch) {
    const made = Array.from({ length: batch }, () => history());
    const { user, system } = process.cpuUsage();
    for (const each of made) house.hear(each);
    const used = process.cpuUsage({ user, system });
    if (heard >= timedFrom) took += (used.user + used.system) / 1e6;
  }
  const [mb, alive] = [liveMb() - before, house.size()];
  const { turns, leads, handOffs } = house.finish();
  const perSecond = (facts - timedFrom) / took;
  say(
    `P8 ${mix}: ${facts} facts, ${turns} turns, ${leads} leads (${alive} to the end), ${mb.toFixed(1)} MB, ${Math.round(perSecond)} facts/s`,
  );
  say(`P8 ${mix}: ${JSON.stringify(handOffs)}`);
  return { perSecond, mb };
}

function liveMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

const read = (file: string): string => readFileSync(join('examples', 'saas-inbound', file), 'utf8');

function good<T>(checked: Checked<T>): T {
  if (checked.ok) return checked.value;
  throw new Error(checked.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}
