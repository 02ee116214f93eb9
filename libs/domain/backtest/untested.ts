import type { Setup } from './house.js';
import { isMeasured } from './promises-kept.js';
import { repsWithoutCalendar } from './rep-hours.js';
import type { Tally } from './tally.js';

const minutes = (ms: number | undefined): string => `${Math.round((ms ?? 0) / 60_000)} min`;
const middle = (ascending: number[]): number | undefined => ascending[Math.floor(ascending.length / 2)];

/** What the figures rest on beside the history, in sentences. */
export function assumed({ model, teams }: Setup): string[] {
  const spans = `answered after ${minutes(middle(model.answerMs))}, touched after ${minutes(middle(model.touchMs))} more (medians, of the rep’s hours)`;
  const work = `an accepted hand-off takes ${model.touchesEach.toFixed(1)} touches of ${model.minutesEach} min`;
  const always = new Set(teams.flatMap(({ team }) => repsWithoutCalendar(team)));
  return [
    'Mails and notices arrive at once; no outage is repeated.',
    'Where a hand-off in the same lane really opened within an hour of this one, its rep answers as they really did; elsewhere by the model.',
    model.handOffs === 0
      ? `No hand-off was learnt from: every one is accepted, ${spans}; ${work}.`
      : `The model was learnt from ${model.handOffs} hand-offs of the history: acceptance and outcomes by band, ${spans}; ${work}.`,
    ...(always.size === 0
      ? []
      : [`${always.size} reps have no calendar: they can be reached always, and are counted with 40 hours a week.`]),
  ];
}

/** What this history can't tell, in sentences. Said, so that nobody reads a figure for more than it is. */
export function notTested({ terms, model }: Setup, tally: Tally): string[] {
  const { leads, dateless, handedOver, kept } = tally;
  const unknown = handedOver.unknown + kept.unknown;
  const unmeasured = terms.promises.filter((promise) => !isMeasured(promise)).map(({ clause }) => clause);
  return [
    ...(2 * dateless < leads || leads === 0
      ? []
      : [
          `Of ${dateless} of ${leads} leads all facts bear one instant (a history without dates): decay, windows, waits, clocks, hand-offs a week and ` +
            'rep-hours say nothing about them; only who is in which band, and how those leads ended, does.',
        ]),
    ...(unknown === 0
      ? []
      : [
          `${unknown} of ${leads} leads have no outcome, ${kept.unknown} of them because this version would not have handed them over or nobody did: ` +
            'rates are of the known ones, with a range from none to all of the others buying.',
        ]),
    ...(model.handOffs === 0 ? ['How fast reps answer, and what they accept: nobody has answered in this history.'] : []),
    ...(unmeasured.length === 0 ? [] : [`Promises that need what sales writes down: ${unmeasured.join(', ')}.`]),
  ];
}
