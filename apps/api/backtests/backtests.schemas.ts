import { z } from 'zod';
import { strict } from '../../../libs/agreement-file/say.js';
import { plotNames } from '../../../libs/plots/plot-names.js';
import { at, count, instant, uuid } from '../words.js';

export const backtestBody = strict({
  id: uuid.optional().meta({ description: 'Makes repeating safe: the same id starts one test' }),
  from: instant,
  to: instant.meta({ description: 'No longer part of the period; not in the future' }),
  thresholds: z.array(z.number().min(-1_000_000).max(1_000_000)).min(1).max(9).optional().meta({
    description:
      'Floors, in points, of the band that hands leads over: the points of the curve. Left out: some around the version’s own',
  }),
});
export const startedBacktest = z
  .strictObject({ backtestId: z.uuid().meta({ description: 'Ask on at GET /v1/agreements/{version}/backtest' }) })
  .meta({ id: 'Started back-test' });
export const plotName = z.enum(plotNames);

const share = z
  .strictObject({ count, of: count, value: z.number().nullable(), low: z.number(), high: z.number() })
  .meta({ id: 'Share', description: '`count` of `of`, with the 95 % interval by Wilson; value null: of nothing' });
const ranged = z
  .strictObject({ known: share, worst: z.number().nullable(), best: z.number().nullable() })
  .meta({ id: 'Ranged share', description: 'Of the known cases; and if all unknown ones were against it, or for it' });
const hours = z.number();
const clock = { clock: z.string(), clause: z.string(), by: z.string(), breached: share };
const point = {
  floor: z.number().meta({ description: 'Points' }),
  ...{ handOffs: z.number(), hoursNeeded: hours, hoursAvailable: hours, breached: share, precision: ranged, recall: ranged },
};
const report = z
  .strictObject({
    ...{ version: z.int(), fromAt: at, toAt: at, facts: count, leads: count, turns: count },
    weeks: z.array(
      z.strictObject({ weekAt: at, handOffs: count, really: count, accepted: count, hoursNeeded: hours, hoursAvailable: hours }),
    ),
    bands: z.array(z.strictObject({ band: z.string(), handOffs: count, acceptance: share, leads: count, winRate: ranged })),
    ...{ precision: ranged, recall: ranged },
    timing: z.array(z.strictObject({ upTo: z.number().nullable(), leads: count })).meta({
      description: 'First hand-offs against the real ones, by hours (negative: earlier); null: more than all the others',
    }),
    ...{ onlyHere: count, onlyThen: count, unrouted: count, clocks: z.array(z.strictObject(clock)) },
    threshold: z.strictObject({ band: z.string(), of: z.enum(['fit', 'engagement']), floor: z.number() }).nullable(),
    curve: z.array(z.strictObject(point)).meta({ description: 'A week on average' }),
    promises: z.array(z.looseObject({ clause: z.string(), kept: count, broken: count, undecided: count })),
    answers: z.strictObject({ asThen: count, byModel: count }),
    assumptions: z.array(z.string()).meta({ description: 'What the figures rest on beside the history' }),
    notTested: z.array(z.string()).meta({ description: 'What this history can’t tell' }),
  })
  .meta({ id: 'Back-test report' });

export const backtestView = z
  .strictObject({
    ...{ backtestId: z.uuid(), version: z.int(), hash: z.string(), by: z.string(), fromAt: at, toAt: at },
    status: z.enum(['running', 'done', 'refused', 'failed', 'stopped']),
    facts: count.meta({ description: 'Facts that are heard: all until the end of the period' }),
    heard: count,
    parity: z.looseObject({ version: z.int(), turns: count, reproduced: count, share: z.number().nullable() }).nullable().meta({
      description:
        'Whether the version in force decides again what it really decided in the period; without that nothing is compared',
    }),
    report: report.nullable(),
    plots: z.array(z.string()).meta({ description: 'At GET /v1/agreements/{version}/backtest/plots/{plot}' }),
    problem: z.strictObject({ code: z.string(), message: z.string(), cure: z.string() }).nullable(),
    ...{ startedAt: at, updatedAt: at, endedAt: at.nullable() },
  })
  .meta({ id: 'Back-test' });

export const backtestExample = {
  backtestId: '7e5d7a3c-59a7-4a38-8d0c-6f0f8a0f5b11',
  version: 5,
  hash: 'b6f1d1a4',
  by: 'mona',
  fromAt: '2026-08-01T00:00:00.000Z',
  toAt: '2026-11-01T00:00:00.000Z',
  status: 'running',
  facts: 184_220,
  heard: 92_000,
  parity: { version: 4, turns: 21_480, reproduced: 21_480, untold: 0, share: 1, differences: [] },
  report: null,
  plots: [],
  problem: null,
  startedAt: '2026-11-23T09:30:00.000Z',
  updatedAt: '2026-11-23T09:30:04.000Z',
  endedAt: null,
};
