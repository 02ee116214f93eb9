import type { Condition } from '../conditions.js';
import { conditionWords } from './words.js';

/** Lists of which the first entry that holds is taken, or that are walked in order: to move an entry changes something. */
const ordered = /^(handOffs\.lanes|scoring\.bands|disqualify|nurture\.tracks|(.*\.)?(steps|met|else|to))$/;
export const isOrdered = (path: string): boolean => ordered.test(path);

/** Lists whose entries bear a number in clauses, as in the terms. */
const withNumbers = /^(requirements\..*|promises|followUp\.gap|.*\.(to|escalation))$/;
export const isNumbered = (path: string): boolean => withNumbers.test(path);

type Entry = Record<string, unknown>;

/** What an entry of a list is known by, never its position: its id, band, reason or signal, else what it does. */
export function keyOf(path: string, entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return String(entry);
  const known = entry as Entry;
  if (path.startsWith('requirements.')) return conditionWords(entry as Condition);
  const name = [known['id'], known['band'], known['reason'], known['signal']].find((word) => typeof word === 'string');
  return typeof name === 'string' ? name : (deedOf(path, known) ?? JSON.stringify(entry));
}

function deedOf(path: string, entry: Entry): string | null {
  if (path === 'followUp.gap') return conditionWords(entry['when'] as Condition);
  if (path === 'promises')
    return [entry['by'], 'on', entry['measure'], entry['clock']].filter((word) => word !== undefined).join(' ');
  if (path.endsWith('.escalation')) return `${String(entry['do'])} on ${String(entry['of'])}`;
  if (path.endsWith('.to')) return rungKey(entry);
  return stepKey(entry);
}

function rungKey({ pool, rep, hold, queue }: Entry): string {
  if (pool !== undefined) return `pool ${String(pool)}`;
  if (hold !== undefined) return 'hold';
  if (queue !== undefined) return 'queue';
  return typeof rep === 'string' ? `rep ${rep}` : `rep of ${String((rep as Entry | undefined)?.['list'])}`;
}

// The same words as the ids that steps have in the terms, by which a lead's place in a plan is known.
function stepKey({ send, wait, waitFor, touch }: Entry): string | null {
  if (typeof touch === 'string') return touch;
  if (typeof send === 'string') return `send:${send}`;
  if (typeof wait === 'string') return `wait:${wait}`;
  return typeof waitFor === 'object' ? `waitFor:${String((waitFor as Entry)['signal'])}` : null;
}
