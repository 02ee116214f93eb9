import { openHouse, type TakenTurn } from './house.js';
import { Broken } from './invariants/broken.js';
import { live } from './live.js';
import type { Failure } from './shrink.js';
import type { Step } from './steps.js';
import type { Instant } from './time.js';

/** A failing life as a story: what broke, by which steps, and the turns of the lead it broke for, oldest first. */
export function tell({ plot, steps, error }: Failure): string {
  const house = openHouse(plot);
  try {
    live(plot, steps, house);
  } catch {
    // told below
  }
  const number = error instanceof Broken ? error.lead : null;
  const turns = house.leads.filter((lead) => number === null || lead.number === number).flatMap((lead) => lead.turns);
  const lines = [
    ...steps.map((step) => ({ at: step.at, text: tellStep(step) })),
    ...turns.map((turn) => ({ at: turn.at, text: tellTurn(turn) })),
  ].sort((a, b) => a.at - b.at);
  return [
    `seed ${plot.seed}, ${steps.length} steps${number === null ? '' : `, lead ${number}`}`,
    error instanceof Broken
      ? `BROKEN ${error.invariant}: ${error.sentence}\n       ${error.detail}`
      : `THROWN ${error.stack ?? error.message}`,
    ...(lines.length > mostLines ? [`(${lines.length - mostLines} lines before)`] : []),
    ...lines.slice(-mostLines).map(({ at, text }) => `${when(at)}  ${text}`),
    error instanceof Broken ? `${when(error.at)}  ✗ ${error.detail}` : '',
  ].join('\n');
}

const mostLines = 60;
const when = (at: Instant): string => new Date(at).toISOString();

function tellStep({ at: _at, lead, do: act, ...rest }: Step): string {
  return `  lead ${lead}: ${act} ${Object.keys(rest).length === 0 ? '' : JSON.stringify(rest)}`;
}

function tellTurn({ inputs, events, said }: TakenTurn): string {
  const heard = inputs.map((input) => (input.kind === 'command' ? input.command.kind : input.kind)).join(' ');
  const answers = said.length === 0 ? '' : ` (${said.join(', ')})`;
  return `    turn by ${heard}${answers}: ${events.map((event) => event.kind).join(' ') || 'nothing'}`;
}
