import type { AgreementDocument, ClockDocument, EscalationDocument, RungDocument } from '../../libs/domain/agreement/document.js';
import type { Chance } from '../support/seeded.js';
import { maybe, some } from './lots.js';
import { condition } from './random-condition.js';
import { repIds } from './random-team.js';

const short = ['1min', '10min', '2h', '9h', '1d'];

/** Lanes, ladders, clocks of every kind, and what escalates them. Hours of pools need a pool on each ladder. */
export function handOffs(chance: Chance): AgreementDocument['handOffs'] {
  const isPooled = chance.below(2) === 0;
  const hours = ['always', 'rep', 'office', ...(isPooled ? ['pool', 'coverage'] : [])];
  const clocks = { assign: clock('qualified', 'assigned', chance, ['always'], 'system'), ...clocksOf(chance, hours) };
  const ladder = (): RungDocument[] => ladderOf(chance, isPooled);
  const escalation = escalationOf(chance, Object.keys(clocks));
  const ids = chance.below(2) === 0 ? ['inbound'] : ['demo', 'inbound'];
  return {
    default: { to: ladder(), clocks, escalation, ...maybe(chance, 70, () => ({ followUp: 'chase' })) },
    lanes: ids.map((id) => ({
      id,
      when: id === 'demo' ? { signal: 'demo' } : { any: [{ band: 'hot' }, condition(chance)] },
      ...maybe(chance, 30, () => ({ to: ladder() })),
    })),
  };
}

function clock(
  from: ClockDocument['from'],
  until: string,
  chance: Chance,
  among: string[],
  by: ClockDocument['by'] = 'sales',
): ClockDocument {
  const hours = chance.pick(among);
  return { from, until, within: chance.pick(hours === 'always' ? short : [...short, '1wd', '5wd']), hours, by };
}

const clocksOf = (chance: Chance, hours: string[]): Record<string, ClockDocument> => ({
  ...maybe(chance, 80, () => ({
    accept: clock(chance.pick(['noticed', 'assigned', 'qualified'] as const), 'accepted', chance, hours),
  })),
  ...maybe(chance, 60, () => ({
    firstTouch: clock(chance.pick(['noticed', 'accepted', 'qualified'] as const), 'real-touch', chance, hours),
  })),
  ...maybe(chance, 50, () => ({ attempt: clock(chance.pick(['noticed', 'assigned'] as const), 'attempted', chance, hours) })),
  ...maybe(chance, 50, () => ({ idle: clock(chance.pick(['attempted', 'last-touch'] as const), 'attempted', chance, hours) })),
  ...maybe(chance, 30, () => ({ speed: clock('occurred', 'real-touch', chance, hours) })),
  ...maybe(chance, 30, () => ({ quiet: clock('last-touch', chance.pick(['real-touch', 'outcome', 'binge']), chance, hours) })),
  ...maybe(chance, 50, () => ({ verdict: clock('accepted', 'outcome', chance, hours) })),
});

function escalationOf(chance: Chance, clocks: string[]): EscalationDocument[] {
  return some(chance, ['50%', '100%', '150%', '300%']).map((at): EscalationDocument => {
    const of = chance.pick(clocks);
    const act = chance.below(4);
    if (act === 0) return { at, of, do: 'notify', who: 'manager' };
    return act === 1 ? { at, of, do: 'queue', to: 'unworked' } : { at, of, do: act === 2 ? 'remind' : 'reassign' };
  });
}

function ladderOf(chance: Chance, isPooled: boolean): RungDocument[] {
  const wait = maybe(chance, 60, () => ({ wait: chance.pick(['10min', '2h', '1d']) }));
  const strategy = chance.pick(['round-robin', 'least-loaded', 'first-come'] as const);
  const rungs: RungDocument[] = some(chance, [
    { rep: 'last', within: '90d', ...wait },
    { rep: { list: 'named-accounts', column: 'owner' }, ...wait },
    { pool: 'sdr', strategy, ...wait, ...maybe(chance, 40, () => ({ match: { territory: 'country' } })) },
    { rep: chance.pick(repIds.slice(0, 1)), ...wait },
    { hold: chance.pick(['nextShift', '3h', '2d']), ...maybe(chance, 50, () => ({ send: 'mail-0' })) },
    { pool: 'all', strategy, ...wait },
  ]);
  const last: RungDocument[] = chance.below(2) === 0 ? [{ queue: chance.pick(['unrouted', 'backlog']) }] : [];
  const isLeft = rungs.length + last.length === 0 || (isPooled && !rungs.some((rung) => 'pool' in rung));
  return [...rungs, ...(isLeft ? [{ pool: 'all', strategy }] : []), ...last];
}
