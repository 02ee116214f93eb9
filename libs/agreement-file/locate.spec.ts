import { compile } from '../domain/agreement/compile.js';
import { locate } from './locate.js';
import { parseAgreement } from './parse-agreement.js';

const text = `agreement: small
fields:
  company.employees: { number: true }
scoring:
  fit:
    - { id: big, when: { field: company.size, gte: 50 }, points: 10 }
  bands: [{ band: hot, fit: { gte: 10 } }]
handOffs:
  lanes:
    - id: inbound
      when: { band: hot }
      to:
        - { pool: sdr }
        - { pool: sdr, match: { territory: region } }
`;

describe('problems of a compilation', () => {
  it('bear the line of the file where they stand, or of what they belong to', () => {
    const parsed = parseAgreement(text);
    const compiled = parsed.ok ? compile(parsed.value) : parsed;
    const problems = compiled.ok ? [] : locate(compiled.problems, text);
    expect(problems.map(({ path, line }) => `${line} ${path}`)).toEqual([
      '6 scoring.fit.big.when.field',
      '7 scoring.bands',
      '14 handOffs.lanes.inbound.to.1.match.territory',
    ]);
  });

  it('find keys that hold dots, and leave alone what stands in no file', () => {
    const at = (path: string) => locate([{ path, message: '', cure: '' }], text)[0]?.line;
    expect(at('fields.company.employees.oneOf')).toBe(3);
    expect(at('messages.welcome-1')).toBeUndefined();
    expect(at('')).toBeUndefined();
  });
});
