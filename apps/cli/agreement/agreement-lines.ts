/** What the API tells of agreements, as far as it is told here. */
export interface Version {
  version: number;
  name: string;
  hash: string;
  state: 'draft' | 'proposed' | 'withdrawn' | 'signed' | 'inForce' | 'superseded';
  base: number | null;
  counters: number | null;
  draftedBy: string | null;
  proposedBy: string | null;
  effectiveAt: string | null;
  inForceAt: string | null;
  withdrawnBy: string | null;
  signatures: { side: string; by: string; at: string }[];
}

export interface VersionNow extends Version {
  mustSign: { side: string; parts: string[]; signed: boolean }[];
  baseSuperseded: boolean;
  reviewDueAt: string | null;
  remindAt: string | null;
  backtest: { status: string; fromAt: string; toAt: string; ofThis: boolean } | null;
}

interface Change {
  clause: string;
  sentence: string;
}

export interface Diff {
  from: number;
  to: number;
  changes: Change[];
  mustSign: { side: string; parts: string[] }[];
}

export interface Check {
  ok: boolean;
  problems: { path: string; message: string; cure: string; line?: number }[];
  changes: Change[];
  mustSign: Diff['mustSign'];
  lints: { clause: string; why: string; cure: string }[];
}

/** One line a version. */
export function listLines(versions: Version[]): string[] {
  if (versions.length === 0) return ['There is no agreement yet: npm run baton -- agreement draft <file>'];
  return versions.map(
    (version) =>
      `${String(version.version).padStart(4)}  ${states[version.state].padEnd(10)}  ${version.name}  ${storyOf(version)}`,
  );
}

/** Where a version stands, and what it takes. */
export function versionLines(version: VersionNow): string[] {
  const { state, base, baseSuperseded, mustSign, reviewDueAt, remindAt } = version;
  const isOpen = state === 'draft' || state === 'proposed';
  return [
    `Version ${version.version} of ${version.name} is ${states[state]}: ${storyOf(version)}`,
    ...(base === null ? [] : [`It changes version ${base}.`]),
    ...(isOpen && baseSuperseded ? ['Another version was signed since: draft it again on that one, with --base.'] : []),
    ...(isOpen ? mustSign.map(signerLine) : []),
    ...(isOpen ? [testLine(version)] : []),
    ...(reviewDueAt === null ? [] : [reviewLine(reviewDueAt, remindAt)]),
    ...nextStep(version),
  ];
}

const reviewLine = (dueAt: string, remindAt: string | null): string =>
  `Its review is due at ${dueAt}${remindAt === null ? '' : `; prepare it from ${remindAt} on`}.`;

/** What differs, and who would sign that. */
export function diffLines({ from, to, changes, mustSign }: Diff): string[] {
  if (changes.length === 0) return [`Versions ${from} and ${to} say the same.`];
  return [...changeLines(changes), ...mustSign.map(wouldSign)];
}

/** What is wrong with a file, or what it would change, and what in it is hardly meant. */
export function checkLines({ ok, problems, changes, mustSign, lints }: Check): string[] {
  if (!ok) return problems.map(({ path, line, message, cure }) => `${placeOf(path, line)}: ${message}; ${cure}`);
  return [
    'No problems.',
    ...(mustSign.length === 0 ? ['It says what the last signed version says.'] : []),
    ...changeLines(changes),
    ...mustSign.map(wouldSign),
    ...lints.map(({ clause, why, cure }) => `Is it meant? ${clause}: ${why}; ${cure}`),
  ];
}

const states: Record<Version['state'], string> = {
  draft: 'a draft',
  proposed: 'proposed',
  withdrawn: 'withdrawn',
  signed: 'signed',
  inForce: 'in force',
  superseded: 'superseded',
};

function storyOf({ state, draftedBy, proposedBy, effectiveAt, inForceAt, withdrawnBy, counters, signatures }: Version): string {
  const signed = signatures.map(({ side, by }) => `${by} for ${side}`).join(' and ');
  return [
    ...(counters === null ? [] : [`answers version ${counters}`]),
    ...(proposedBy === null ? [`drafted by ${draftedBy ?? 'nobody known'}`] : [`proposed by ${proposedBy}`]),
    ...(signed === '' ? [] : [`signed by ${signed}`]),
    ...(state === 'proposed' && effectiveAt !== null ? [`for ${effectiveAt}`] : []),
    ...(inForceAt === null ? [] : [`from ${inForceAt}`]),
    ...(withdrawnBy === null ? [] : [`withdrawn by ${withdrawnBy}`]),
  ].join(', ');
}

function testLine({ version, backtest }: VersionNow): string {
  if (backtest === null)
    return `Not tested on the stored history: npm run baton -- agreement backtest ${version} --from … --to …`;
  const { status, fromAt, toAt, ofThis } = backtest;
  return `Tested on the history from ${fromAt} to ${toAt}: ${status}${ofThis ? '' : '; it was edited since'}.`;
}

function signerLine({ side, parts, signed }: VersionNow['mustSign'][number]): string {
  return `${signed ? 'Signed' : 'To be signed'} by ${side}: ${parts.join(', ')}.`;
}

const wouldSign = ({ side, parts }: Diff['mustSign'][number]): string => `To be signed by ${side}: ${parts.join(', ')}.`;
const changeLines = (changes: Change[]): string[] => changes.map(({ sentence }) => `- ${sentence}`);
const placeOf = (path: string, line: number | undefined): string =>
  `${path === '' ? 'the whole' : path}${line === undefined ? '' : ` (line ${line})`}`;

function nextStep({ version, state, mustSign }: VersionNow): string[] {
  if (state === 'draft') return [`Next: npm run baton -- agreement propose ${version}`];
  if (state === 'proposed' && mustSign.some(({ signed }) => !signed)) return [`Next: npm run baton -- agreement sign ${version}`];
  return [];
}
