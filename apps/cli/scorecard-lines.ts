interface Span {
  from: string;
  to: string;
  over: boolean;
}

interface Measured<Numbers> {
  definition: string;
  periods: (Span & { versions: ({ agreementVersion: number } & Numbers)[] })[];
}

interface Promised {
  agreementVersion: number;
  clause: string;
  measure: string;
  sentence: string;
  periods: (Span & {
    good: number;
    bad: number;
    open: number;
    value: number | null;
    verdict: 'kept' | 'broken' | 'undecided';
    why: string | null;
  })[];
}

/** What GET /v1/scorecard answers, as far as it is told here. */
export interface Scorecard {
  zone: string;
  per: string;
  acceptance: Measured<{ handedOver: number; accepted: number; rejected: number; share: number | null }>;
  completeness: Measured<{ share: number | null }>;
  clocks: Measured<{
    clocks: { clock: string; by: string; kept: number; broken: number; system: number; share: number | null }[];
  }>;
  outcomes: Measured<{ share: number | null }>;
  promises: { promises: Promised[] };
}

/** The scorecard for people: a line for each period and version, the clocks below it, then every promise. */
export function scorecardLines(card: Scorecard): string[] {
  const { acceptance, completeness, clocks, outcomes, zone, per } = card;
  const periods = acceptance.periods.flatMap((period, at) => {
    const name = `${dayOf(period.from, zone)}${period.over ? '' : ' (runs)'}`;
    if (period.versions.length === 0) return [`${name}  nothing`];
    return period.versions.flatMap(({ agreementVersion, handedOver, accepted, rejected, share }, n) => [
      `${name}  version ${agreementVersion}: ${handedOver} handed over, ${accepted} accepted, ${rejected} rejected (${percent(share)}); ` +
        `complete ${percent(completeness.periods[at]?.versions[n]?.share)}; outcomes in time ${percent(outcomes.periods[at]?.versions[n]?.share)}`,
      ...(clocks.periods[at]?.versions[n]?.clocks ?? []).map(clockLine),
    ]);
  });
  return [`Each ${per}, by ${zone}'s clock:`, ...periods, '', 'Promises:', ...promiseLines(card)];
}

type ClockNumbers = Scorecard['clocks']['periods'][number]['versions'][number]['clocks'][number];

function clockLine({ clock, by, kept, broken, system, share }: ClockNumbers): string {
  const ours = system === 0 ? '' : `, ${system} charged to Baton`;
  return `    ${clock} (${by}): ${kept} kept, ${broken} broken (${percent(share)})${ours}`;
}

function promiseLines({ promises: { promises }, zone }: Scorecard): string[] {
  if (promises.length === 0) return ['  The agreement in force promises nothing. Add `promises` to it.'];
  return promises.flatMap(({ agreementVersion, clause, sentence, measure, periods }) => [
    `  ${sentence} (version ${agreementVersion}, ${clause})`,
    ...periods.map(({ from, verdict, why, value, open }) => {
      const told = measure === 'volume' ? String(value ?? 0) : percent(value);
      const because = why === null ? '' : `: ${reasons[why] ?? why}`;
      return `    ${dayOf(from, zone)}  ${verdict.toUpperCase()} ${told}${open === 0 ? '' : `, ${open} open`}${because}`;
    }),
  ]);
}

const reasons: Record<string, string> = {
  running: 'the period runs',
  open: 'what is open can tip it',
  nothing: 'there was nothing to keep it by',
  part: 'the version was in force for a part of it',
};

const percent = (share: number | null | undefined): string =>
  share === null || share === undefined ? '-' : `${Math.round(share * 1_000) / 10}%`;

/** The local day of an instant: `2026-11-16`. */
const dayOf = (at: string, zone: string): string => new Date(at).toLocaleDateString('sv-SE', { timeZone: zone });
