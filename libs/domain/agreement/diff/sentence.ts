import type { Condition } from '../conditions.js';
import type { SignalDocument } from '../document.js';
import { parseSpan } from '../span.js';
import { clauseKinds, type ClauseKind } from './clause-kinds.js';
import type { Difference } from './differences.js';
import { fits } from './fits.js';
import { conditionWords, evidenceWords, wordsOf } from './words.js';

/** One difference as a plain sentence. */
export function sentenceOf(difference: Difference): string {
  const { clause, before, after, labels } = difference;
  if (difference.reordered) return `The order of ${clause} is now ${wordsOf(after)} instead of ${wordsOf(before)}.`;
  const known = kindOf(labels);
  if (known === null) return `${clause} ${changed('is $', words(difference, before), words(difference, after))}.`;
  const part = labels.slice(known.length).join('.');
  const name = known.kind.name.replace(/\$(\d)/g, (_, nth: string) => known.stars[Number(nth) - 1] ?? '');
  if (part === '' && known.kind.says[''] === undefined && (before === undefined || after === undefined))
    return `${name} ${after === undefined ? 'is gone' : `is new${placeOf(difference)}${described(after, labels)}`}.`;
  return `${name} ${partSaid(known.kind, part, difference)}.`;
}

interface Known {
  kind: ClauseKind;
  stars: string[];
  length: number;
}

/** The kind of the longest beginning of the place that has one. */
function kindOf(labels: string[]): Known | null {
  for (let length = labels.length; length > 0; length--) {
    const found = clauseKinds.flatMap((kind) => {
      const stars = fits(kind.at, labels.slice(0, length));
      return stars === null ? [] : [{ kind, stars, length }];
    });
    const last = found.at(-1);
    if (last !== undefined) return last;
  }
  return null;
}

function partSaid({ says, gone }: ClauseKind, part: string, difference: Difference): string {
  const [was, is] = [words(difference, difference.before), words(difference, difference.after)];
  if (is === null && gone?.[part] !== undefined) return `${gone[part]} (it was ${was})`;
  const isPromise = difference.labels.at(-3) === 'clocks' && part === 'within';
  return (isPromise ? resized(was, is) : null) ?? changed(says[part] ?? `says of ${part}: $`, was, is);
}

function changed(phrase: string, was: string | null, is: string | null): string {
  const said = (word: string, value: string): string => {
    const told = phrase.replace('$', () => value);
    return /^(is|may) /.test(told) ? told.replace(' ', ` ${word} `) : `${word} ${told}`;
  };
  if (is === null) return said('no longer', was ?? '');
  return `${said('now', is)}${was === null ? '' : ` instead of ${was}`}`;
}

/** Of a promise people ask first whether it became shorter. */
function resized(was: string | null, is: string | null): string | null {
  const [before, after] = [parseSpan(was ?? ''), parseSpan(is ?? '')];
  if (before === null || after === null || !('ms' in before) || !('ms' in after)) return null;
  if (before.ms === after.ms) return `is as long as before: ${is} is ${was}`;
  return `is ${after.ms < before.ms ? 'shortened' : 'lengthened'} from ${was} to ${is}`;
}

function words({ labels }: Difference, value: unknown): string | null {
  if (value === undefined) return null;
  if (labels.at(-1) === 'when') return conditionWords(value as Condition);
  return fits('signals.*', labels) === null ? wordsOf(value) : evidenceWords(value as SignalDocument);
}

const placeOf = ({ standsBefore }: Difference): string =>
  standsBefore === undefined ? '' : standsBefore === null ? ', as the last' : `, before ${standsBefore}`;

function described(value: unknown, labels: string[]): string {
  const said = labels[0] === 'requirements' ? '' : wordsOf(unnamed(value));
  return said === '' ? '' : `: ${said}`;
}

// Its name is said already.
function unnamed(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return entry;
  const [first, ...rest] = Object.entries(entry);
  const isName = first !== undefined && ['id', 'band', 'reason', 'signal'].includes(first[0]);
  return isName && rest.length > 0 ? Object.fromEntries(rest) : entry;
}
