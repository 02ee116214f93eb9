import type { DataSource } from 'typeorm';
import { createBacktest } from '../../domain/backtest/backtest.js';
import { lessonOf } from '../../domain/backtest/past-of.js';
import type { Setup } from '../../domain/backtest/house.js';
import type { BacktestReport } from '../../domain/backtest/report.js';
import { createLearner, type SalesModel } from '../../domain/backtest/sales-model.js';
import type { Terms } from '../../domain/agreement/terms.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { agreementInForce } from '../agreements/in-force.js';
import { loadTerms } from '../agreements/load-terms.js';
import { expectVersion } from '../agreements/write-version.js';
import { parity } from '../audit/parity.js';
import { isWeather } from '../is-weather.js';
import { noteHeard, noteParity, type BacktestAsked, type BacktestProblem } from './backtests.js';
import { countHistory, readHistory, readPasts } from './read-history.js';
import { teamsOverTime } from './teams-over-time.js';

/** What came of it: a report, or why there is none. */
export type Tested = { report: BacktestReport } | { refused: BacktestProblem };

/**
 * Tests a version on the stored history. First the version in force must decide again what it really decided in the period: what does not
 * reproduce the past says nothing of the future.
 */
export async function testVersion(source: DataSource, asked: BacktestAsked): Promise<Tested> {
  const { backtestId, version, hash, from, to, floors } = asked;
  const refused = (await refuseUnlikePast(source, asked)) ?? (await refuseNothing(source, asked));
  if (refused !== null) return { refused };
  const terms = await termsOf(source, version, hash);
  if ('code' in terms) return { refused: terms };
  const teams = await teamsOverTime(source, to);
  const setup: Setup = { version, terms, teams, from, to, model: await learn(source, teams, to), seed: version };
  const test = createBacktest(setup, floors ?? undefined);
  const { facts } = await countHistory(source, from, to);
  let heard = 0;
  for await (const page of readHistory(source, to)) {
    for (const one of page) test.hear(one);
    heard += page.length;
    await noteHeard(source, backtestId, heard, facts);
  }
  return { report: test.finish() };
}

async function refuseUnlikePast(source: DataSource, { backtestId, from, to }: BacktestAsked): Promise<BacktestProblem | null> {
  const [row] = await source.query<{ version: number | null }[]>(`select ${agreementInForce('$1')} as version`, [new Date(to)]);
  if (!row?.version) return null;
  const found = await parity(source, row.version, from, to);
  await noteParity(source, backtestId, found);
  if (found.share === null || found.share === 1) return null;
  const why = found.differences.slice(0, 3).map(({ leadId, sentence }) => `lead ${leadId}: ${sentence}`);
  return {
    code: 'backtest.unlike_past',
    message: `Version ${row.version}, in force, decides ${found.turns - found.reproduced} of its ${found.turns} decisions of this period otherwise today. ${why.join(' ')}`,
    cure: 'Look into the differences (parity.differences, `baton audit`), or choose a period without them. No draft is measured by a past that can’t be explained.',
  };
}

/** The terms of a stored version, or why they can't be read any more, or are no longer those that were to be tested. */
async function termsOf(source: DataSource, version: number, hash: string): Promise<Terms | BacktestProblem> {
  try {
    const terms = await loadTerms(source.manager, version);
    return (await expectVersion(source.manager, version)).hash === hash ? terms : edited(version);
  } catch (error) {
    if (!(error instanceof Error) || isWeather(error)) throw error;
    return { code: 'backtest.terms', message: error.message, cure: 'Draft a corrected version, and test that one.' };
  }
}

const edited = (version: number): BacktestProblem => ({
  code: 'backtest.edited',
  message: `The draft ${version} was edited after its test was asked for.`,
  cure: 'Ask again: then what it says now is tested.',
});

async function refuseNothing(source: DataSource, { from, to }: BacktestAsked): Promise<BacktestProblem | null> {
  const { inPeriod } = await countHistory(source, from, to);
  if (inPeriod > 0) return null;
  return {
    code: 'backtest.nothing',
    message: 'No fact was received in this period.',
    cure: 'Choose one in which leads did something.',
  };
}

// The sales model is learnt from the whole history before the period's end, so that a short period has answers too.
async function learn(source: DataSource, teams: Setup['teams'], to: Instant): Promise<SalesModel> {
  const learner = createLearner();
  for await (const pasts of readPasts(source, to)) {
    for (const handOff of pasts.flatMap(({ handOffs }) => handOffs)) {
      const team = (teams.findLast(({ fromAt }) => fromAt <= handOff.openedAt) ?? teams[0])?.team;
      if (team !== undefined && handOff.openedAt < to) learner.add(lessonOf(handOff, team));
    }
  }
  return learner.model();
}
