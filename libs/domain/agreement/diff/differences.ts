import { clauseKinds } from './clause-kinds.js';
import { isNumbered, isOrdered } from './entry-key.js';
import { fits } from './fits.js';
import { pairEntries, type Pair } from './pair-entries.js';
import { same } from './same.js';

/** Where two documents differ. `labels` name the place as people do, `clause` as the terms do; `undefined`: not there. */
export interface Difference {
  labels: string[];
  clause: string;
  before: unknown;
  after: unknown;
  /** What a new entry of an ordered list stands before; null: it stands last. Absent: not new, or the order does not matter. */
  standsBefore?: string | null;
  /** The order of these entries has changed; `before` and `after` are their names. */
  reordered?: true;
}

type Place = Pick<Difference, 'labels' | 'clause'>;

export function differences(before: unknown, after: unknown, place: Place): Difference[] {
  if (same(before, after)) return [];
  const isOneSided = before === undefined || after === undefined;
  if (isWhole(place.labels) || (isOneSided && (isThing(place.labels) || isOwn(place.labels))))
    return [{ ...place, before, after }];
  if (isList(before) || isList(after)) return ofLists(before, after, place);
  if (isBlock(before) || isBlock(after)) return ofBlocks(before, after, place);
  return [{ ...place, before, after }];
}

/** Said as one: a condition, a small union, what a signal is made of. */
const wholes = [
  '**.when',
  'requirements.*.*',
  'signals.*.topic',
  'outcomes.*.until',
  'followUp.results.*.*',
  '**.to.*.rep',
  '**.to.*.match',
];
const isWhole = (labels: string[]): boolean => wholes.some((pattern) => fits(pattern, labels) !== null);
/** What is new or gone as a whole. A part that is said by its value is not. */
const isThing = (labels: string[]): boolean =>
  clauseKinds.some(({ at, says, isGroup }) => isGroup !== true && says[''] === undefined && fits(at, labels) !== null);

/** A lane's own, in the place of the default's: with the first of it all of those are gone. */
const isOwn = (labels: string[]): boolean =>
  ['to', 'escalation'].some((part) => fits(`handOffs.lanes.*.${part}`, labels) !== null);

function ofLists(before: unknown, after: unknown, place: Place): Difference[] {
  const [was, is] = [before ?? [], after ?? []];
  if (!isList(was) || !isList(is) || [...was, ...is].every((entry) => !isBlock(entry))) return [{ ...place, before, after }];
  const path = place.labels.join('.');
  const pairs = pairEntries(path, was, is);
  const inner = pairs.flatMap((pair) => {
    const at = pair.after?.at ?? pair.before?.at ?? 0;
    const found = differences(
      pair.before?.entry,
      pair.after?.entry,
      below(place, pair.key, isNumbered(path) ? String(at) : pair.key),
    );
    return pair.before === null && isOrdered(path)
      ? found.map((one) => ({ ...one, standsBefore: followerOf(pairs, at) }))
      : found;
  });
  return isOrdered(path) ? [...inner, ...moves(pairs, place)] : inner;
}

const followerOf = (pairs: Pair[], at: number): string | null => pairs.find(({ after }) => after?.at === at + 1)?.key ?? null;

function moves(pairs: Pair[], place: Place): Difference[] {
  const stayed = pairs.flatMap(({ key, before, after }) => (before && after ? { key, was: before.at, is: after.at } : []));
  const was = [...stayed].sort((a, b) => a.was - b.was).map(({ key }) => key);
  const is = stayed.map(({ key }) => key);
  return same(was.join(), is.join()) ? [] : [{ ...place, before: was, after: is, reordered: true }];
}

function ofBlocks(before: unknown, after: unknown, place: Place): Difference[] {
  if ((before !== undefined && !isBlock(before)) || (after !== undefined && !isBlock(after)))
    return [{ ...place, before, after }];
  const [was, is] = [before ?? {}, after ?? {}];
  if (fits('signals.*', place.labels) !== null) return ofSignals(before, after, place);
  const keys = [...new Set([...Object.keys(is), ...Object.keys(was)])];
  return keys.flatMap((key) => differences(was[key], is[key], below(place, key, key)));
}

/** Beside what a signal is made of, which is said at once. */
const apart = ['times', 'within', 'topic'];

function ofSignals(before: Block | undefined, after: Block | undefined, place: Place): Difference[] {
  const [was, is] = [evidenceOf(before), evidenceOf(after)];
  const evidence = same(was, is) ? [] : [{ ...place, before: was, after: is }];
  return [...evidence, ...apart.flatMap((key) => differences(before?.[key], after?.[key], below(place, key, key)))];
}

const evidenceOf = (signal: Block | undefined): Block | undefined =>
  signal && Object.fromEntries(Object.entries(signal).filter(([key]) => !apart.includes(key)));

type Block = Record<string, unknown>;
const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const isBlock = (value: unknown): value is Block => typeof value === 'object' && value !== null && !Array.isArray(value);

const below = ({ labels, clause }: Place, label: string, word: string): Place => ({
  labels: [...labels, label],
  clause: clause === '' ? word : `${clause}.${word}`,
});
