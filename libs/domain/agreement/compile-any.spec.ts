import * as fc from 'fast-check';
import { anyAgreement, anyTeam } from '../../../test/support/random-documents.js';
import { agreementSchema } from '../../agreement-file/schema.js';
import { teamSchema } from '../../agreement-file/team-schema.js';
import { checkAgainstTeam } from './check-against-team.js';
import type { Checked } from './checked.js';
import { compile } from './compile.js';
import { compileTeam } from './compile-team.js';
import type { AgreementDocument } from './document.js';

const wholeProblems = (checked: Checked<unknown>): void => {
  if (checked.ok) return;
  expect(checked.problems.length).toBeGreaterThan(0);
  for (const { path, message, cure } of checked.problems) expect([path, message, cure]).not.toContain('');
};

describe('whatever the schema lets pass', () => {
  it('compiles to terms or to whole problems, and never throws', () => {
    const seen = { terms: 0, problems: 0 };
    fc.assert(
      fc.property(anyAgreement, (document) => {
        fc.pre(agreementSchema.safeParse(document).success);
        const checked = compile(document);
        seen[checked.ok ? 'terms' : 'problems'] += 1;
        wholeProblems(checked);
      }),
      { numRuns: 500 },
    );
    // The property has met both kinds, or it would prove little.
    expect(Math.min(seen.terms, seen.problems)).toBeGreaterThan(25);
  });

  it('means the same whatever the order of its keys, which a database may change', () => {
    fc.assert(
      fc.property(anyAgreement, (document) => {
        const [one, other] = [compile(document), compile(reordered(document) as AgreementDocument)];
        expect(other.ok).toBe(one.ok);
        if (one.ok && other.ok) expect(other.value.conditions).toEqual(one.value.conditions);
      }),
      { numRuns: 200 },
    );
  });

  it('as a team compiles and is held against an agreement, and never throws', () => {
    const seen = { teams: 0, checked: 0 };
    fc.assert(
      fc.property(anyTeam, anyAgreement, (people, document) => {
        fc.pre(teamSchema.safeParse(people).success);
        const [terms, team] = [compile(document), compileTeam(people)];
        wholeProblems(team);
        seen.teams += 1;
        if (!terms.ok || !team.ok) return;
        seen.checked += 1;
        wholeProblems({
          ok: false,
          problems: [...checkAgainstTeam(terms.value, team.value), { path: 'x', message: 'x', cure: 'x' }],
        });
      }),
      { numRuns: 300 },
    );
    expect(seen.checked).toBeGreaterThan(10);
  });
});

function reordered(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(reordered);
  if (typeof given !== 'object' || given === null) return given;
  const entries = Object.entries(given).reverse();
  return Object.fromEntries(entries.map(([key, part]) => [key, reordered(part)]));
}
