import type { Period } from '../../../libs/domain/agreement/promises.js';
import type { Instant } from '../../../libs/domain/calendar/instant.js';
import type { VersionCounts } from '../../../libs/domain/scorecard/counts.js';
import { promiseSentence } from '../../../libs/domain/scorecard/promise-sentence.js';
import { shareOf } from '../../../libs/domain/scorecard/tally.js';
import type { CountedPeriod } from './count-periods.js';
import { definitions, promiseDefinition } from './definitions.js';
import type { JudgedPromise } from './judge-promises.js';

interface Scorecard {
  zone: string;
  per: Period;
  counted: CountedPeriod[];
  promises: JudgedPromise[];
  now: Instant;
}

/** The scorecard as it is told: each measure with its definition, period by period and version by version, then the promises. */
export function viewScorecard({ zone, per, counted, promises, now }: Scorecard): Record<string, unknown> {
  const [first, last] = [counted[0], counted.at(-1)];
  const told = (definition: string, numbers: (counts: VersionCounts) => object): object => ({
    definition,
    periods: counted.map((period) => ({
      ...spanOf(period, now),
      versions: period.versions.map((counts) => ({ agreementVersion: counts.agreementVersion, ...numbers(counts) })),
    })),
  });
  return {
    from: new Date(first?.fromAt ?? now),
    to: new Date(last?.untilAt ?? now),
    zone,
    per,
    volume: told(definitions.volume, ({ handOffs }) => ({ handedOver: handOffs.handedOver })),
    acceptance: told(definitions.acceptance, acceptanceOf),
    completeness: told(definitions.completeness, completenessOf),
    clocks: told(definitions.kept, ({ clocks }) => ({
      clocks: clocks.map((clock) => ({ ...clock, share: shareOf({ good: clock.kept, bad: clock.broken, open: 0 }) })),
    })),
    outcomes: told(definitions.outcomes, ({ outcomes }) => ({
      ...outcomes,
      share: shareOf({ good: outcomes.inTime, bad: outcomes.late, open: 0 }),
    })),
    promises: { definition: promiseDefinition, promises: promises.map((promise) => promiseOf(promise, now)) },
  };
}

const spanOf = ({ fromAt, untilAt }: { fromAt: Instant; untilAt: Instant }, now: Instant): object => ({
  from: new Date(fromAt),
  to: new Date(untilAt),
  over: untilAt <= now,
});

function acceptanceOf({ handOffs }: VersionCounts): object {
  const { complete: _complete, incomplete: _incomplete, unknown: _unknown, ...answers } = handOffs;
  const { accepted, rejected, undecided } = handOffs;
  const share = shareOf({ good: accepted, bad: rejected, open: undecided });
  return { ...answers, share };
}

function completenessOf({ handOffs }: VersionCounts): object {
  const { handedOver, complete, incomplete, unknown } = handOffs;
  return { handedOver, complete, incomplete, unknown, share: shareOf({ good: complete, bad: incomplete, open: 0 }) };
}

function promiseOf({ periods, ...promise }: JudgedPromise, now: Instant): object {
  return {
    ...promise,
    sentence: promiseSentence(promise),
    definition: definitions[promise.measure],
    periods: periods.map(({ fromAt, untilAt, over: _over, ...judged }) => ({ ...spanOf({ fromAt, untilAt }, now), ...judged })),
  };
}
