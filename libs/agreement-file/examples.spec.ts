import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkAgainstTeam } from '../domain/agreement/check-against-team.js';
import { compile } from '../domain/agreement/compile.js';
import { compileTeam } from '../domain/agreement/compile-team.js';
import { lint } from '../domain/agreement/lint/lint.js';
import { compileMapping } from '../import-file/compile-mapping.js';
import { parseAgreement } from './parse-agreement.js';
import { parseMapping } from './parse-mapping.js';
import { parseTeam } from './parse-team.js';

const read = (example: string, file: string): string => readFileSync(join('examples', example, file), 'utf8');

describe.each(['saas-inbound', 'x-education', 'machine-parts', 'clinic', 'coworking'])('the example %s', (example) => {
  const agreement = parseAgreement(read(example, 'agreement.yaml'));
  const team = parseTeam(read(example, 'team.yaml'));

  it('is an agreement without a problem', () => {
    expect(agreement).toMatchObject({ ok: true });
    expect(agreement.ok && compile(agreement.value)).toMatchObject({ ok: true });
  });

  it('is a team without a problem', () => {
    expect(team).toMatchObject({ ok: true });
    expect(team.ok && compileTeam(team.value)).toMatchObject({ ok: true });
  });

  it('has a team that can keep the agreement', () => {
    const terms = agreement.ok ? compile(agreement.value) : agreement;
    const people = team.ok ? compileTeam(team.value) : team;
    expect(terms.ok && people.ok && checkAgainstTeam(terms.value, people.value)).toEqual([]);
  });

  it('leaves no doubt, with its team', () => {
    const terms = agreement.ok ? compile(agreement.value) : agreement;
    const people = team.ok ? compileTeam(team.value) : team;
    expect(terms.ok && people.ok && lint(terms.value, people.value)).toEqual([]);
  });
});

it('the mapping of x-education has no problem, and knows every field of its agreement', () => {
  const mapping = parseMapping(read('x-education', 'map.yaml'));
  const agreement = parseAgreement(read('x-education', 'agreement.yaml'));
  expect(mapping.ok && compileMapping(mapping.value)).toMatchObject({ ok: true });
  const fields = Object.entries(agreement.ok ? (agreement.value.fields ?? {}) : {});
  const inputs = fields.filter(([, { never }]) => never === undefined).map(([field]) => field);
  expect(mapping.ok && Object.keys(mapping.value.profile ?? {})).toEqual(inputs);
  expect(mapping.ok && Object.keys(mapping.value.never ?? {})).toHaveLength(fields.length - inputs.length);
});
