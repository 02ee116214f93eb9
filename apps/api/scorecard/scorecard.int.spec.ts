import type { DataSource } from 'typeorm';
import { at, march2030, weekMs } from '../../../test/support/march-2030.js';
import { isoInstants } from '../iso-instants.js';
import { readScorecard } from './read-scorecard.js';
import { scorecardView } from './scorecard.schemas.js';

let source: DataSource;
beforeAll(async () => {
  source = await march2030();
}, 60_000);
afterAll(() => source.destroy());

/* eslint-disable @typescript-eslint/no-explicit-any -- an answer is as loose as JSON */
async function march(per: 'week' | 'month' = 'week', now = at('31T23:00'), zone?: string): Promise<any> {
  const window = { from: at('04T00:00'), to: at('17T00:00') };
  const card = isoInstants(await readScorecard(source.manager, { window, per, zone }, now));
  return scorecardView.parse(JSON.parse(JSON.stringify(card)));
}

const versions = (measure: any, period: number): any => measure.periods[period].versions;

const clock = (numbers: object): object => ({ due: 0, kept: 0, broken: 0, system: 0, stopped: 0, running: 0, ...numbers });
const clause = (name: string): string => `handOffs.default.clocks.${name}`;
const named = (name: string, by: string, numbers: object): object => ({
  clock: name,
  clause: clause(name),
  by,
  ...clock(numbers),
});

describe('the scorecard', () => {
  it('counts a hand-off in the period in which it opened, whenever it was answered; what a reset undid never was, and a contest counts once', async () => {
    const { volume, acceptance } = await march();
    expect(volume.periods.map((period: any) => [period.from, period.to, period.over, period.versions])).toEqual([
      ['2030-03-04T00:00:00.000Z', '2030-03-11T00:00:00.000Z', true, [{ agreementVersion: 1, handedOver: 8 }]],
      ['2030-03-11T00:00:00.000Z', '2030-03-18T00:00:00.000Z', true, versions(volume, 1)],
    ]);
    const rejectedBy = [
      { reason: 'not-a-buyer', handOffs: 1 },
      { reason: 'outside-profile', handOffs: 1 },
    ];
    const answers = { contested: 1, accepted: 4, rejected: 2, rejectedBy, undecided: 1, merged: 1, share: 4 / 6 };
    expect(versions(acceptance, 0)).toEqual([{ agreementVersion: 1, handedOver: 8, ...answers }]);
    expect(versions(acceptance, 1)).toMatchObject([
      { agreementVersion: 1, handedOver: 0, accepted: 0, share: null },
      { agreementVersion: 2, handedOver: 1, accepted: 1, share: 1 },
    ]);
  });

  it('counts what a hand-off came without, though sales only asks for it later', async () => {
    const { completeness } = await march();
    expect(versions(completeness, 0)).toEqual([
      { agreementVersion: 1, handedOver: 8, complete: 2, incomplete: 6, unknown: 0, share: 0.25 },
    ]);
  });

  it('counts clocks by when they fell due, charges nobody with the system’s part, and heeds credits and what was withdrawn', async () => {
    const { clocks } = await march();
    expect(versions(clocks, 0)).toEqual([
      {
        agreementVersion: 1,
        clocks: [
          { ...named('accept', 'sales', { due: 8, kept: 3, system: 1, stopped: 4 }), share: 1 },
          { ...named('assign', 'system', { due: 9, kept: 9 }), share: 1 },
          { ...named('firstTouch', 'sales', { due: 8, broken: 1, stopped: 4, running: 3 }), share: 0 },
        ],
      },
    ]);
    expect(versions(clocks, 1)).toEqual([
      {
        agreementVersion: 1,
        clocks: [
          { ...named('accept', 'sales', { due: 1, broken: 1 }), share: 0 },
          { ...named('firstTouch', 'sales', { due: 1, broken: 1 }), share: 0 },
          { ...named('verdict', 'sales', { due: 2, broken: 1, running: 1 }), share: 0 },
        ],
      },
      {
        agreementVersion: 2,
        clocks: [
          { ...named('accept', 'sales', { due: 1, kept: 1 }), share: 1 },
          { ...named('assign', 'system', { due: 1, kept: 1 }), share: 1 },
          { ...named('firstTouch', 'sales', { due: 1, kept: 1 }), share: 1 },
        ],
      },
    ]);
  });

  it('counts outcomes in the period of the acceptance: in time, late or open', async () => {
    const { outcomes } = await march();
    expect(versions(outcomes, 0)).toEqual([{ agreementVersion: 1, accepted: 3, inTime: 0, late: 1, open: 2, share: 0 }]);
    expect(versions(outcomes, 1)).toEqual([
      { agreementVersion: 1, accepted: 1, inTime: 1, late: 0, open: 0, share: 1 },
      { agreementVersion: 2, accepted: 1, inTime: 0, late: 0, open: 1, share: null },
    ]);
  });

  it('cuts periods by the midnight of the zone that is asked', async () => {
    const { volume } = await march('week', at('31T23:00'), 'Pacific/Auckland');
    expect(volume.periods.map(({ from }: any) => from).slice(0, 2)).toEqual([
      '2030-03-03T11:00:00.000Z',
      '2030-03-10T11:00:00.000Z',
    ]);
    expect(versions(volume, 0)).toEqual([{ agreementVersion: 1, handedOver: 7 }]);
  });

  it('shows an empty period as one', async () => {
    const window = { from: at('04T00:00') - weekMs, to: at('04T00:00') };
    const card: any = await readScorecard(source.manager, { window, per: 'week', zone: 'UTC' }, at('31T23:00'));
    expect(card.volume.periods).toEqual([{ from: new Date(window.from), to: new Date(window.to), over: true, versions: [] }]);
  });

  it('refuses a zone that nobody knows, and names one that is like it', async () => {
    const asked = march('week', at('31T23:00'), 'Europe/Madird');
    await expect(asked).rejects.toMatchObject({
      code: 'request.malformed',
      more: { problems: [{ path: 'zone', cure: expect.stringContaining('Europe/Madrid') }] },
    });
  });
});

describe('the promises of both sides', () => {
  const verdicts = async (version: number, now?: number): Promise<Record<string, unknown[]>> => {
    const { promises } = (await march('week', now)).promises;
    const own = promises.filter(({ agreementVersion }: any) => agreementVersion === version);
    const judged = ({ verdict, why, value }: any): unknown[] => [verdict, why ?? value];
    return Object.fromEntries(own.map(({ measure, periods }: any) => [measure, periods.map(judged)]));
  };

  it('are kept or broken by the numbers of their own version, week by week or month by month', async () => {
    expect(await verdicts(1, at('31T23:00') + weekMs)).toEqual({
      volume: [
        ['kept', 8],
        ['undecided', 'part'],
      ],
      acceptance: [
        ['kept', 4 / 6],
        ['undecided', 'nothing'],
      ],
      completeness: [
        ['broken', 0.25],
        ['undecided', 'nothing'],
      ],
      kept: [
        ['kept', 1],
        ['broken', 0],
      ],
      outcomes: [['broken', 0.5]],
    });
    expect(await verdicts(2)).toEqual({ volume: [['undecided', 'part']], acceptance: [['kept', 1]] });
  });

  it('are undecided while their period runs', async () => {
    expect((await verdicts(1))['outcomes']).toEqual([['undecided', 'running']]);
    expect((await verdicts(1, at('09T00:00')))['completeness']).toEqual([
      ['undecided', 'running'],
      ['undecided', 'running'],
    ]);
  });

  it('bear clause, words and definition', async () => {
    const { promises } = (await march()).promises;
    expect(promises[3]).toMatchObject({
      agreementVersion: 1,
      clause: 'promises.3',
      sentence: 'Sales keeps at least 70% of its clock accept, every week.',
      definition: expect.stringContaining('Clocks whose deadline lies in the period'),
    });
  });
});
