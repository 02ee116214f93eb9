import type { OutcomeRule } from '../agreement/terms.js';
import type { PastHandOff } from './past.js';

/** How reps answer, as learnt from the hand-offs of the history. Spans are of the rep's own hours, in milliseconds, ascending. */
export interface SalesModel {
  /** Hand-offs it was learnt from; 0: it is an assumption, and the report says so. */
  handOffs: number;
  /** By band at the hand-off. A band that is missing answers like all together. */
  bands: Record<string, BandAnswers>;
  all: BandAnswers;
  /** From the notice to the answer, and from the answer to the first touch and to the outcome. */
  answerMs: number[];
  touchMs: number[];
  outcomeMs: number[];
  /** Touches of an accepted hand-off, and minutes of one: what rep-hours are counted by. */
  touchesEach: number;
  minutesEach: number;
}

export interface BandAnswers {
  accepted: number;
  rejected: number;
  unanswered: number;
  /** Of accepted hand-offs that ended, by the agreement's reason. */
  outcomes: { reason: string; is: OutcomeRule['is']; count: number }[];
}

/** What nobody has ever measured here: everything is accepted within a quarter of an hour, touched within one, and decided in two working weeks. */
export const assumedModel: SalesModel = {
  handOffs: 0,
  bands: {},
  all: { accepted: 1, rejected: 0, unanswered: 0, outcomes: [] },
  answerMs: [15 * 60_000],
  touchMs: [60 * 60_000],
  outcomeMs: [80 * 3_600_000],
  touchesEach: 4,
  minutesEach: 15,
};

/** One hand-off of the history with its spans in its rep's hours; null: it did not come so far. */
export interface Lesson {
  handOff: PastHandOff;
  answerMs: number | null;
  touchMs: number | null;
  outcomeMs: number | null;
  touches: number;
}

/** Below so many hand-offs a history says too little: the assumption stands in for what it lacks. */
const fewest = 20;

/** Learns from hand-offs one by one, in memory that does not grow with them. */
export function createLearner(minutesEach = assumedModel.minutesEach): { add(lesson: Lesson): void; model(): SalesModel } {
  const model: SalesModel = {
    ...assumedModel,
    bands: {},
    all: noAnswers(),
    answerMs: [],
    touchMs: [],
    outcomeMs: [],
    minutesEach,
  };
  let touches = 0;
  const spans = { answerMs: 0, touchMs: 0, outcomeMs: 0 };
  return {
    add(lesson) {
      model.handOffs += 1;
      touches += lesson.touches;
      const { band } = lesson.handOff;
      if (band !== null) count((model.bands[band] ??= noAnswers()), lesson.handOff);
      count(model.all, lesson.handOff);
      for (const span of ['answerMs', 'touchMs', 'outcomeMs'] as const) {
        const ms = lesson[span];
        if (ms !== null) keep(model[span], ms, (spans[span] += 1));
      }
    },
    model() {
      if (model.handOffs < fewest) return { ...assumedModel, minutesEach };
      const learnt = (span: 'answerMs' | 'touchMs' | 'outcomeMs'): number[] =>
        model[span].length < fewest ? assumedModel[span] : [...model[span]].sort((a, b) => a - b);
      const bands = Object.entries(model.bands).filter(
        ([, { accepted, rejected, unanswered }]) => accepted + rejected + unanswered >= fewest,
      );
      return {
        ...model,
        bands: Object.fromEntries(bands),
        answerMs: learnt('answerMs'),
        touchMs: learnt('touchMs'),
        outcomeMs: learnt('outcomeMs'),
        touchesEach: touches === 0 ? assumedModel.touchesEach : touches / Math.max(1, model.all.accepted),
      };
    },
  };
}

const noAnswers = (): BandAnswers => ({ accepted: 0, rejected: 0, unanswered: 0, outcomes: [] });

function count(answers: BandAnswers, { answer, outcome }: PastHandOff): void {
  answers[answer?.is ?? 'unanswered'] += 1;
  if (outcome === null) return;
  const known = answers.outcomes.find(({ reason }) => reason === outcome.reason);
  if (known === undefined) answers.outcomes.push({ reason: outcome.reason, is: outcome.is, count: 1 });
  else known.count += 1;
}

/** So many spans tell the shape of them all. */
const mostKept = 2_000;

// Of a stream of unknown length each has the same chance to be kept, by a fixed walk instead of dice (Vitter's algorithm R).
function keep(spans: number[], ms: number, seen: number): void {
  if (spans.length < mostKept) spans.push(ms);
  else {
    const place = Math.imul(seen, 2_654_435_761) >>> 0;
    if (place % seen < mostKept) spans[place % seen] = ms;
  }
}
