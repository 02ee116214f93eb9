import { readFileSync } from 'node:fs';
import type { AgreementDocument, LaneDefaultsDocument } from '../domain/agreement/document.js';
import { periods, sharedMeasures } from '../domain/agreement/promises.js';
import { signedParts } from '../domain/agreement/signs.js';
import { clockStarts, strategies } from '../domain/agreement/terms.js';
import { parseAgreement } from './parse-agreement.js';

const measures = ['volume', 'kept', ...sharedMeasures];
const documents = ['saas-inbound', 'machine-parts', 'clinic', 'coworking'].map((example): AgreementDocument => {
  const parsed = parseAgreement(readFileSync(`examples/${example}/agreement.yaml`, 'utf8'));
  if (!parsed.ok) throw new Error(`${example}: ${JSON.stringify(parsed.problems)}`);
  return parsed.value;
});
const lanes = documents.flatMap(({ handOffs }): LaneDefaultsDocument[] => [handOffs.default ?? {}, ...handOffs.lanes]);
const clocks = lanes.flatMap((lane) => Object.values(lane.clocks ?? {}));
const rungs = lanes.flatMap((lane) => lane.to ?? []);
const keysOf = (things: object[]): string[] => [...new Set(things.flatMap((thing) => Object.keys(thing)))];
const allOf = <T>(things: T[]): T[] => [...new Set(things)];

describe('the examples together use', () => {
  it('every clause of the agreement', () =>
    expect(keysOf(documents)).toEqual(expect.arrayContaining(['agreement', 'signs', ...signedParts])));

  it('clocks of every beginning, of every hours and of every side', () => {
    expect(allOf(clocks.map(({ from }) => from)).sort()).toEqual([...clockStarts].sort());
    expect(allOf(clocks.map(({ hours }) => hours))).toEqual(
      expect.arrayContaining(['always', 'rep', 'pool', 'coverage', 'office']),
    );
    expect(allOf(clocks.map(({ by }) => by))).toEqual(expect.arrayContaining(['sales', 'system']));
    expect(allOf(clocks.map(({ until }) => until))).toEqual(
      expect.arrayContaining(['assigned', 'accepted', 'attempted', 'outcome', 'real-touch']),
    );
  });

  it('every rung and every strategy of a ladder', () => {
    expect(keysOf(rungs)).toEqual(
      expect.arrayContaining(['pool', 'rep', 'hold', 'queue', 'match', 'strategy', 'wait', 'within', 'send']),
    );
    expect(allOf(rungs.flatMap((rung) => ('strategy' in rung ? [rung.strategy] : [])))).toEqual(
      expect.arrayContaining([...strategies]),
    );
  });

  it('every escalation, outcome, measure and period', () => {
    const acts = lanes.flatMap((lane) => lane.escalation ?? []).map((step) => step.do);
    expect(allOf(acts).sort()).toEqual(['notify', 'queue', 'reassign', 'remind']);
    const outcomes = documents.flatMap((document) => document.outcomes ?? []);
    expect(allOf(outcomes.map((outcome) => outcome.is)).sort()).toEqual(['disqualified', 'lost', 'recycled', 'rejected', 'won']);
    expect(keysOf(outcomes)).toEqual(expect.arrayContaining(['then', 'contest', 'until', 'track', 'wakes']));
    const promises = documents.flatMap((document) => document.promises ?? []);
    expect(allOf(promises.map(({ measure }) => measure)).sort()).toEqual([...measures].sort());
    expect(allOf(promises.map(({ per }) => per)).sort()).toEqual([...periods].sort());
  });

  it('every meaning of a result, and every lateness', () => {
    const results = documents.flatMap(({ followUp }) =>
      Object.values(followUp?.results ?? {}).flatMap((of) => Object.values(of)),
    );
    expect(allOf(results.filter((result) => typeof result === 'string')).sort()).toEqual(['next', 'stop']);
    expect(keysOf(results.filter((result) => typeof result === 'object')).sort()).toEqual(['again', 'needs']);
    expect(allOf(documents.flatMap(({ contact }) => contact?.late?.do ?? [])).sort()).toEqual(['fire', 'nextWindow', 'skip']);
  });
});
