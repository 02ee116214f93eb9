import type { DataSource } from 'typeorm';
import type { Difference } from '../../domain/audit/difference.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { auditLives, livesAPage, nextLives } from './audit-lives.js';

/** How much of what was really decided under a version is decided so again. */
export interface Parity {
  version: number;
  from: Instant;
  to: Instant;
  lives: number;
  /** Decisions of the period: those decided again, those that came out as stored, and those from before turns kept what they saw. */
  turns: number;
  reproduced: number;
  untold: number;
  /** `reproduced / turns`, 0 to 1; null: nothing was decided. */
  share: number | null;
  /** Why the others did not: the first of them, each with its lead. */
  differences: (Difference & { leadId: string })[];
}

const mostDifferences = 100;

/** Decides again what was decided under a version of the agreement from one instant up to another. Goes through the lives page by page, in bounded memory. */
export async function parity(source: DataSource, version: number, from: Instant, to: Instant): Promise<Parity> {
  const sum: Parity = { version, from, to, lives: 0, turns: 0, reproduced: 0, untold: 0, share: null, differences: [] };
  for (let ids = await nextLives(source, null, livesAPage, from); ids.length > 0;) {
    for (const { leadId, turns, differences } of await auditLives(source, ids)) {
      const asked = turns.filter((one) => one.agreementVersion === version && one.turn >= from && one.turn < to);
      const told = asked.filter(({ verdict }) => verdict !== 'untold');
      const odd = new Set(told.flatMap(({ verdict, turn }) => (verdict === 'differs' ? [turn] : [])));
      sum.lives += asked.length > 0 ? 1 : 0;
      sum.turns += told.length;
      sum.untold += asked.length - told.length;
      sum.reproduced += told.length - odd.size;
      const why = differences.filter(isWhy(odd)).map((one) => ({ ...one, leadId }));
      sum.differences = [...sum.differences, ...why].slice(0, mostDifferences);
    }
    const after = ids.at(-1) ?? null;
    ids = await nextLives(source, after, livesAPage, from);
  }
  return { ...sum, share: sum.turns === 0 ? null : sum.reproduced / sum.turns };
}

/** Of turns that are odd; or of a life that can't be audited, in which all are. */
const isWhy =
  (odd: Set<number>) =>
  ({ turn, kind }: Difference): boolean =>
    turn === null ? kind === 'turn' && odd.size > 0 : odd.has(turn);
