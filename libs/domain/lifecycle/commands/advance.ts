import { holdsAt } from '../../scoring/holds-at.js';
import type { Advance } from '../commands.js';
import { evidenceOf } from '../evidence-of.js';
import type { Stage } from '../moves.js';
import { Refusal } from '../refusal.js';
import type { Context, Story } from '../story.js';
import { requireHolder, requireStage } from './guards.js';

const before: Record<Advance['to'], Stage> = { sales_qualified: 'sales_accepted', opportunity: 'sales_qualified' };

// Sales moves the lead on, one stage at a time, once the agreement's requirements for that stage are met.
export function advance(story: Story, command: Advance, context: Context): void {
  const { now, terms } = context;
  const from = before[command.to];
  requireStage(story.state, [from], 'lead.not_ready_to_advance', `It can advance to ${command.to} from ${from} only.`);
  requireHolder(story.state, command.repId);
  const evidence = evidenceOf(story.state, context);
  const lacking = (terms.requirements[command.to] ?? []).filter(({ when }) => !holdsAt(when, evidence, terms, now));
  if (lacking.length > 0) {
    const clauses = lacking.map(({ clause }) => clause);
    throw new Refusal(
      'lead.requirements_missing',
      `${command.to} still requires ${clauses.join(', ')}. Report the touch or the facts that show it.`,
      {
        lacking: clauses,
      },
    );
  }
  const { cadence } = story.state;
  if (cadence !== null) {
    story.add({
      kind: 'CadenceEnded',
      at: now,
      cadence: cadence.cadence,
      handOff: cadence.handOff,
      why: `advanced to ${command.to}`,
    });
  }
  story.add({
    kind: 'StageChanged',
    at: now,
    from,
    to: command.to,
    why: `advanced by ${command.repId}`,
    clause: `requirements.${command.to}`,
  });
}
